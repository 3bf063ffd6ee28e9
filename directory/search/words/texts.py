"""What of a public document is searched by words, and how much it weighs.

Only the document is read, so what the public may not see is not found either: a secret address is
not in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import orjson

from directory.publication.documents import Document
from directory.publication.models import PublicKind
from directory.search.words.analysis import GAP, Analysed, analysed

Node = dict[str, Any]

# PostgreSQL takes a megabyte of tokens, and the positions of 255 that are the same.
MOST_TOKENS = 2000
MOST_TIMES = 200

SERVICE_FIELDS = (
    "description",
    "eligibility_description",
    "fees_description",
    "application_process",
    "interpretation_services",
    "accreditations",
    "alert",
)
ADDRESS_FIELDS = ("attention", "address_1", "address_2", "city", "region", "postal_code")


class Texts(NamedTuple):
    """The tokens of a record by weight, and the words they come from."""

    name: str
    also: str
    body: str
    words: frozenset[str]


def texts_of(document: Document) -> Texts:
    """What is searched of `document`."""
    name, also, body = PARTS[str(document.kind)](document.full)
    return _texts([analysed(name)], [*map(analysed, also)], body)


def _texts(name: list[Analysed], also: list[Analysed], body: list[Analysed]) -> Texts:
    pieces = (*name, *also, *body)
    fields = [_joined(name), _joined(also), _joined(body)]
    words = frozenset().union(*(piece.words for piece in pieces))
    if sum(field.count(" ") for field in fields) > MOST_TIMES:
        fields = _bounded(fields)
    return Texts(fields[0], fields[1], fields[2], words)


def _joined(pieces: Iterable[Analysed]) -> str:
    """The tokens of each different text, so that what is said in two places counts once."""
    return f" {GAP} ".join(dict.fromkeys(tokens for tokens, _ in pieces if tokens))


def _bounded(fields: list[str]) -> list[str]:
    """`fields` without the tokens that one database would pass over and the other would not."""
    tokens = [field.split() for field in fields]
    most = max(Counter(chain(*tokens)).values())
    if sum(map(len, tokens)) <= MOST_TOKENS and most <= MOST_TIMES:
        return fields
    times: Counter[str] = Counter()
    kept: list[list[str]] = []
    for field in tokens:
        room = MOST_TOKENS - sum(map(len, kept))
        kept.append([])
        for token in field[:room]:
            times[token] += 1
            # Another token in its place: what stood apart must not become a phrase.
            kept[-1].append(token if times[token] <= MOST_TIMES else GAP)
    return [" ".join(field) for field in kept]


# --- One function a kind: its name, what weighs like a category, and everything else -------------

Parts = tuple[str, Iterable[str], list[Analysed]]


def _taxonomy(full: Node) -> Parts:
    return full["name"], (), [analysed(full["description"])]


def _taxonomy_term(full: Node) -> Parts:
    taxonomy = full.get("taxonomy_detail", {})
    return full["name"], (), _analysed(full.get("description"), taxonomy.get("name"))


def _organization(full: Node) -> Parts:
    services = (service.get("name") for service in full.get("services", ()))
    body = [
        *_analysed(full.get("description"), *services),
        *(_place(_bytes(place)) for place in full.get("locations", ())),
    ]
    return full["name"], _also(full), body


def _location(full: Node) -> Parts:
    return full.get("name", ""), _also(full), [_around(full)]


def _service(full: Node) -> Parts:
    body = _own(full) + [
        _at(place) for place in full.get("service_at_locations", ()) if "location" in place
    ]
    return full["name"], _also(full), body


def _service_at_location(full: Node) -> Parts:
    service = full["service"]
    also = [*_also(service), *_also(full)]
    body = [*_own(service), *_analysed(full.get("description")), _at(full)]
    return service["name"], also, body


PARTS: dict[str, Callable[[Node], Parts]] = {
    PublicKind.TAXONOMY.value: _taxonomy,
    PublicKind.TAXONOMY_TERM.value: _taxonomy_term,
    PublicKind.ORGANIZATION.value: _organization,
    PublicKind.LOCATION.value: _location,
    PublicKind.SERVICE.value: _service,
    PublicKind.SERVICE_AT_LOCATION.value: _service_at_location,
}


# --- Pieces of them ------------------------------------------------------------------------------


def _analysed(*texts: str | None) -> list[Analysed]:
    return [analysed(text) for text in texts if text]


def _also(node: Node) -> list[str]:
    """Alternate names of `node` and the names of its terms."""
    texts = [node["alternate_name"]] if "alternate_name" in node else []
    for said in node.get("attributes", ()):
        if term := said.get("taxonomy_term"):
            texts.append(term["name"])
        texts += [said["value"]] if "value" in said else []
    return texts


def _own(service: Node) -> list[Analysed]:
    """A service's own texts and those of its organization."""
    found = _analysed(*map(service.get, SERVICE_FIELDS))
    found += _analysed(*(language.get("name") for language in service.get("languages", ())))
    found += _analysed(*(area.get("name") for area in service.get("service_areas", ())))
    if program := service.get("program"):
        found += _analysed(program["name"], program.get("alternate_name"))
    if organization := service.get("organization"):
        found.append(_run_by(_bytes(organization)))
    return found


def _at(place: Node) -> Analysed:
    return _place(_bytes(place["location"]))


def _bytes(embedded: Any) -> bytes:
    """A record inside another, which stands there as finished bytes."""
    return orjson.dumps(embedded)


# Remembered, since an organization stands in all its services, and a place in what happens there.
@lru_cache(maxsize=1024)
def _run_by(organization: bytes) -> Analysed:
    """The names of an organization and the terms said of it."""
    node = orjson.loads(organization)
    return _one([node["name"], *_also(node)])


@lru_cache(maxsize=1024)
def _place(location: bytes) -> Analysed:
    """The names of a location, its addresses, and what it has for people who need it."""
    node = orjson.loads(location)
    own = _one([node.get("name"), *_also(node)])
    around = _around(node)
    return Analysed(_joined([own, around]), own.words | around.words)


def _around(location: Node) -> Analysed:
    return _one([location.get("description"), *_said(location)])


def _said(location: Node) -> Iterator[str | None]:
    for address in location.get("addresses", ()):
        yield from map(address.get, ADDRESS_FIELDS)
    for accessibility in location.get("accessibility", ()):
        yield accessibility.get("description")
    for language in location.get("languages", ()):
        yield language.get("name")


def _one(texts: Iterable[str | None]) -> Analysed:
    pieces = _analysed(*texts)
    return Analysed(_joined(pieces), frozenset().union(*(piece.words for piece in pieces)))
