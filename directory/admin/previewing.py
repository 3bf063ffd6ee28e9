"""What the public sees of a record, or would see: composed as it is published, shown as text."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from django.utils import timezone

from directory.publication import reading
from directory.publication.composing import documents_of
from directory.publication.cores import SHAPES, encode, render_cores
from directory.publication.documents import stamped
from directory.publication.live import LiveCores
from directory.publication.models import Kind, PublicKind
from directory.review.labels import ORDER, label_of
from directory.review.sentences import Node, Words, attribute_said, said, value_said, visible
from directory.search.hours.coming import coming

# So many coming dates are shown, of so many days.
DATES = 5
DAYS = 366
ADDRESS = "Where"


@dataclass(frozen=True)
class Block:
    """A heading and the lines under it."""

    heading: str
    lines: list[str]
    is_changed: bool = False


@dataclass(frozen=True)
class Page:
    """A record as the public sees it."""

    name: str
    blocks: list[Block]


def live_document(kind: str, id: UUID) -> Node | None:
    """The document of a record that is public; None if it is not."""
    found = reading.read(PublicKind(kind), id, "full")
    return orjson.loads(found[1]) if found else None


def draft_document(kind: str, id: UUID, along: dict[str, list[UUID]] | None = None) -> Node | None:
    """The document a record would have if it were published as it stands.

    `along` names the records that would be published with it, by kind. Everything else is shown as
    it is public. None if there is no such record.
    """
    live = LiveCores()
    for other, ids in {**(along or {}), kind: [id]}.items():
        for one, core in render_cores(other, ids).items():
            live.keep(other, one, encode(core))
    composed = [one for one in documents_of(kind, [str(id)], live) if one.kind == kind]
    return orjson.loads(stamped(composed[0].full, "")) if composed else None


def page_of(kind: str, document: Node, words: Words) -> Page:
    """`document` as headings and lines of plain text."""
    make: Callable[[Node, Words], list[Block]] = {
        Kind.SERVICE: _service,
        Kind.LOCATION: _location,
        Kind.ORGANIZATION: _organization,
    }.get(Kind(kind), lambda document, words: [])
    blocks = make(document, words) + _everything_else(kind, document, words)
    name = visible(document.get("name", "")) or "A place without a name"
    return Page(name, [block for block in blocks if block.lines])


def beside(now: Page | None, new: Page) -> Page:
    """`new` with what `now` does not show marked as changed."""
    shown = {block.heading: block.lines for block in now.blocks} if now else {}
    blocks = [
        Block(one.heading, one.lines, now is not None and shown.get(one.heading) != one.lines)
        for one in new.blocks
    ]
    return Page(new.name, blocks)


# --- One function a kind -------------------------------------------------------------------------


def _service(document: Node, words: Words) -> list[Block]:
    blocks = [Block("Please note", _texts(document, "alert"))]
    if document.get("status", "active") != "active":
        blocks.append(Block("Is it running?", [_value(Kind.SERVICE, document, "status", words)]))
    blocks.append(Block("What it is", _texts(document, "description")))
    if "organization" in document:
        blocks.append(Block("Run by", [visible(document["organization"]["name"])]))
    blocks.append(
        Block("Who it is for", [*_texts(document, "eligibility_description"), *_ages(document)])
    )
    places = document.get("service_at_locations", [])
    where = [line for place in places for line in _place(place, words)]
    blocks.append(Block(ADDRESS, [*where, *_rows(Kind.SERVICE, document, "service_areas", words)]))
    blocks += _hours(document)
    costs = _texts(document, "fees_description")
    blocks.append(Block("Cost", [*costs, *_rows(Kind.SERVICE, document, "cost_options", words)]))
    blocks.append(Block("Get in touch", _touch(Kind.SERVICE, document, words)))
    return blocks


def _location(document: Node, words: Words) -> list[Block]:
    return [
        Block("What it is like", _texts(document, "description")),
        Block(ADDRESS, _rows(Kind.LOCATION, document, "addresses", words)),
        Block("Getting there", _texts(document, "transportation")),
        Block("Access", _rows(Kind.LOCATION, document, "accessibility", words)),
        Block("When it is open", _rows(Kind.LOCATION, document, "schedules", words)),
        Block("Get in touch", _touch(Kind.LOCATION, document, words)),
    ]


def _organization(document: Node, words: Words) -> list[Block]:
    services = [visible(service["name"]) for service in document.get("services", [])]
    places = [visible(place.get("name", "")) for place in document.get("locations", [])]
    return [
        Block("What it does", _texts(document, "description")),
        Block("Its services", services),
        Block("Its places", [name for name in places if name]),
        Block("Get in touch", _touch(Kind.ORGANIZATION, document, words)),
    ]


SHOWN = {
    Kind.SERVICE: {
        *("name", "status", "alert", "description", "eligibility_description", "minimum_age"),
        *("maximum_age", "service_at_locations", "service_areas", "schedules", "organization_id"),
        *("fees_description", "cost_options", "phones", "email", "url", "contacts", "program_id"),
        "additional_urls",
    },
    Kind.LOCATION: {
        *("name", "description", "addresses", "transportation", "accessibility", "schedules"),
        *("phones", "contacts", "url", "latitude", "longitude", "location_type"),
    },
    Kind.ORGANIZATION: {
        *("name", "description", "phones", "email", "website", "contacts"),
        "additional_websites",
    },
}


def _everything_else(kind: str, document: Node, words: Words) -> list[Block]:
    """What the page above leaves out, each under its own question."""
    shape = SHAPES[kind]
    left_out = SHOWN.get(Kind(kind), {"name"}) | {"id"}
    blocks = []
    for name in shape.names:
        if name in document and name not in left_out:
            section, label = label_of(shape.model, name)
            blocks.append((section, Block(label, [_value(kind, document, name, words)])))
    for part in shape.parts:
        if part.name in document and part.name not in left_out:
            section, label = label_of(shape.model, part.name)
            blocks.append((section, Block(label, _rows(kind, document, part.name, words))))
    if document.get("attributes"):
        section, label = label_of(shape.model, "attributes")
        said_of = [attribute_said(one, words) for one in document["attributes"]]
        blocks.append((section, Block(label, said_of)))
    return [block for _, block in sorted(blocks, key=lambda pair: ORDER.index(pair[0]))]


def _texts(document: Node, *names: str) -> list[str]:
    return [visible(document[name]) for name in names if document.get(name)]


def _value(kind: str, document: Node, name: str, words: Words) -> str:
    return value_said(SHAPES[kind], name, document[name], words)


def _rows(kind: str, document: Node, name: str, words: Words) -> list[str]:
    shape = next(part.shape for part in SHAPES[kind].parts if part.name == name)
    return [said(shape, row, words) for row in document.get(name, [])]


def _ages(document: Node) -> list[str]:
    youngest, oldest = document.get("minimum_age"), document.get("maximum_age")
    if youngest is not None and oldest is not None:
        return [f"Aged {youngest} to {oldest}"]
    if youngest is not None:
        return [f"Aged {youngest} and over"]
    return [f"Aged up to {oldest}"] if oldest is not None else []


def _place(place: Node, words: Words) -> list[str]:
    location = place.get("location", {})
    lines = [visible(location["name"])] if location.get("name") else []
    lines += _rows(Kind.LOCATION, location, "addresses", words)
    lines += _texts(place, "description")
    lines += _rows(Kind.LOCATION, location, "accessibility", words)
    return lines


def _hours(document: Node) -> list[Block]:
    """When it runs, and the next dates, as everybody who asks the API is told them."""
    now = timezone.now()
    found = coming(document, now, now + timedelta(days=DAYS), most=DATES)
    told = [
        one.in_words + (f" ({visible(one.description)})" if one.description else "")
        for one in found.said
    ]
    dates = [_moment(session.starts) for session in found.sessions]
    return [Block("When", list(dict.fromkeys(told))), Block("The next dates", dates)]


def _moment(moment: Any) -> str:
    local = timezone.localtime(moment)
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"


def _touch(kind: str, document: Node, words: Words) -> list[str]:
    """Phones, e-mail and web addresses, people."""
    own = _rows(kind, document, "phones", words)
    own += _texts(document, "email", "url", "website")
    for name in ("additional_urls", "additional_websites"):
        if any(part.name == name for part in SHAPES[kind].parts):
            own += _rows(kind, document, name, words)
    return own + _rows(kind, document, "contacts", words)
