"""What a list should hold, worked out the slow way: by looking through every full document."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

Node = dict[str, Any]

PATHS = (
    "services",
    "service_at_locations",
    "organizations",
    "locations",
    "taxonomies",
    "taxonomy_terms",
)


class Town:
    """Every full document of every list, as the API streams them."""

    def __init__(self, client: Any) -> None:
        self.documents: dict[str, list[Node]] = {}
        for path in PATHS:
            answer = client.get(f"/api/v3/{path}?format=ndjson&full=true")
            text = b"".join(answer).decode()
            self.documents[path] = [json.loads(line) for line in text.splitlines()]
        self.terms = {term["id"]: term for term in self.documents["taxonomy_terms"]}

    def select(self, path: str, asked: dict[str, list[Any]], sort: str = "name") -> list[str]:
        """The ids of what meets all of `asked`, any value of each, in order."""
        found = [
            document
            for document in self.documents[path]
            if all(
                any(self.meets(path, document, name, value) for value in values)
                for name, values in asked.items()
            )
        ]
        key = self.sort_key(path, sort.removeprefix("-"))
        return [one["id"] for one in sorted(found, key=key, reverse=sort.startswith("-"))]

    def meets(self, path: str, document: Node, name: str, value: Any) -> bool:
        offered = document.get("service", document)
        match name:
            case "taxonomy_term_id":
                return value in self.broader(self.said(path, document))
            case "taxonomy_id" if path == "taxonomy_terms":
                return document.get("taxonomy_id") == value
            case "taxonomy_id":
                terms = self.broader(self.said(path, document))
                return value in {self.terms[term].get("taxonomy_id") for term in terms}
            case "modified_after":
                return document["last_modified"] >= value
            case "location_id" if path == "services":
                places = document.get("service_at_locations", [])
                return value in [place["location"]["id"] for place in places]
            case "minimum_age":
                return offered.get("minimum_age", 1000) >= value
            case "maximum_age":
                return offered.get("maximum_age", -1) <= value
            case "top_only":
                return not value or "parent_id" not in document
            case "status":
                return offered["status"] == value
            case "organization_id":
                return offered.get("organization_id") == value
            case _:
                return document.get(name) == value

    def said(self, path: str, document: Node) -> set[str]:
        """The terms said of `document` itself, of its rows and, if it has any, of its services."""
        terms = set(attributed(document))
        if path == "service_at_locations":
            terms |= set(attributed(document["service"]))
        if path == "organizations":
            for service in self.documents["services"]:
                if service["organization_id"] == document["id"]:
                    terms |= set(attributed(service))
        return terms

    def broader(self, terms: set[str]) -> set[str]:
        """`terms` and all that are above them, as far as they are public."""
        found: set[str] = set()
        waiting = {term for term in terms if term in self.terms}
        while waiting:
            found |= waiting
            parents = {self.terms[term].get("parent_id") for term in waiting}
            waiting = {parent for parent in parents if parent in self.terms} - found
        return found

    def sort_key(self, path: str, name: str) -> Callable[[Node], tuple[str, str]]:
        def key(document: Node) -> tuple[str, str]:
            if name == "last_modified":
                return document["last_modified"], document["id"]
            text = document.get("service", document).get("name", "")
            return folded(text), document["id"]

        return key


# Records of their own, whose terms are not said of what shows them.
OTHERS = ("organization", "location", "locations", "program", "services", "service")


def attributed(node: Node) -> Iterator[str]:
    for name, value in node.items():
        if name == "attributes":
            yield from (one["taxonomy_term_id"] for one in value if "taxonomy_term_id" in one)
        elif name not in OTHERS and isinstance(value, list):
            for child in value:
                yield from attributed(child)


def folded(text: str) -> str:
    """`text` without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
