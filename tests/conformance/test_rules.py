"""What the standards ask in words, beyond their schemas. See HSDS-UK 3.0 and its validator."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from tests.conformance import full_house

pytestmark = pytest.mark.django_db

Node = dict[str, Any]
PATHS = (
    "services",
    "service_at_locations",
    "organizations",
    "locations",
    "taxonomies",
    "taxonomy_terms",
)


READ: dict[str, dict[str, list[Node]]] = {}


@pytest.fixture(params=["full house", "demo"])
def documents(client, request) -> dict[str, list[Node]]:
    """Every document of every list, in both forms, of a full and of a lifelike directory."""
    if request.param not in READ:  # Nothing here changes them, so they are made once.
        if request.param == "demo":
            call_command("load_demo", verbosity=0)
        else:
            full_house.build()
        READ[request.param] = read_everything(client)
    return READ[request.param]


def read_everything(client) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for path in PATHS:
        streams = [client.get(f"/api/v3/{path}?format=ndjson{form}") for form in ("", "&full=true")]
        found[path] = [json.loads(line) for one in streams for line in b"".join(one).splitlines()]
        assert found[path]
    return found


def walk(node: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Every value inside `node` and where it stands."""
    yield path, node
    children = node.items() if isinstance(node, dict) else ()
    if isinstance(node, list):
        children = enumerate(node)
    for name, child in children:
        yield from walk(child, f"{path}.{name}")


def inside(node: Any, name: str) -> Iterator[Node]:
    """Every object that stands under `name`, alone or in a list, anywhere inside `node`."""
    for path, value in walk(node):
        if path.rpartition(".")[2] == name:
            yield from value if isinstance(value, list) else [value]


def test_the_root_names_the_version_the_validator_looks_for(client):
    about = client.get("/api/v3/").json()

    assert about["version"] == "HSDS-UK-3.0"
    assert about["openapi_url"].startswith("http")


def test_nothing_is_null_or_empty(documents):
    """Left out instead, as HSDS-UK asks; only a history's values may be the empty text."""
    blank = [
        (path, place)
        for path, several in documents.items()
        for document in several
        for place, value in walk(document)
        if (
            value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())
        )
        and not place.endswith(("previous_value", "replacement_value"))
    ]

    assert blank == []


def test_every_service_has_its_organization(documents):
    for service in documents["services"]:
        assert service["organization_id"] == service["organization"]["id"]
        assert service["organization"]["name"]


def test_every_service_at_location_has_its_service_and_location(documents):
    for place in documents["service_at_locations"]:
        assert place["service"]["id"] == place["service_id"]
        assert place["location"]["id"] == place["location_id"]
        assert place["service"]["organization"]["id"] == place["service"]["organization_id"]


def test_services_at_locations_inside_a_service_have_their_location(documents):
    for place in inside(documents["services"], "service_at_locations"):
        assert place["location"]["id"] == place["location_id"]


def test_the_uk_names_stand_beside_hsdss(documents):
    everything = dict(documents)
    for term in [*documents["taxonomy_terms"], *inside(everything, "taxonomy_term")]:
        assert term["term"] == term["name"]
    for area in inside(everything, "service_areas"):
        assert area.get("service_area") == area.get("name")
    for access in inside(everything, "accessibility"):
        if isinstance(access, dict):
            assert access.get("accessibility") == access.get("description")


def test_a_taxonomys_detail_has_its_terms(documents):
    terms: dict[str, set[str]] = defaultdict(set)
    for term in documents["taxonomy_terms"]:
        terms[term["taxonomy_id"]].add(term["id"])
    details = [one for one in documents["taxonomies"] if "taxonomy_terms" in one]

    assert {one["id"] for one in details} == set(terms)
    for taxonomy in details:
        assert {one["id"] for one in taxonomy["taxonomy_terms"]} == terms[taxonomy["id"]]


def test_every_last_modified_has_milliseconds_and_an_offset(documents):
    for several in documents.values():
        for document in several:
            assert document["last_modified"][-5:-1].startswith(".")
            assert document["last_modified"].endswith("Z")


def test_every_column_of_hsds_31_reaches_the_public(client, shared):
    """Rows inside a document need not name it again, so owners' ids are the one thing left out."""
    full_house.build()
    schemas = {
        path.stem: json.loads(path.read_text())["properties"]
        for path in (shared / "standards" / "hsds-3.1" / "schema").glob("*.json")
    }
    seen: dict[str, set[str]] = defaultdict(set)

    def look(entity: str, node: Node) -> None:
        seen[entity] |= set(node)
        for name, schema in schemas[entity].items():
            reference = schema.get("items", schema).get("$ref", "")
            if reference and name in node:
                value = node[name]
                for child in value if isinstance(value, list) else [value]:
                    look(reference.removesuffix(".json"), child)

    kinds = ("service", "service_at_location", "organization", "location")
    for path, entity in zip(PATHS, (*kinds, "taxonomy", "taxonomy_term"), strict=True):
        for document in client.get(f"/api/v3/{path}?full=true").json()["contents"]:
            look(entity, document)

    owners = {f"{entity}_id" for entity in schemas} | {"link_id"}
    missing = {
        f"{entity}.{name}"
        for entity, properties in schemas.items()
        if entity != "meta_table_description"
        for name in set(properties) - seen[entity] - owners
    }
    assert missing == set()
    assert {"organization_id", "program_id"} <= seen["service"]
    assert {"service_id", "location_id"} <= seen["service_at_location"]
    assert {"taxonomy_id", "parent_id"} <= seen["taxonomy_term"]
    assert "unit_id" in seen["service_capacity"]
    assert "taxonomy_term_id" in seen["attribute"]
