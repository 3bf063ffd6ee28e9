"""A record as the public sees it, as questions and answers in plain text.

For whoever previews it before it is published, and whoever confirms it by a reminder's link.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from directory.models import Location
from directory.publication.cores import SHAPES
from directory.publication.models import Kind
from directory.publication.shapes import SERVICE_AT_LOCATION
from directory.review.questions import ORDER, TOUCH, WHAT, WHEN, Question, question_of
from directory.review.sentences import Node, Words, attribute_said, said, value_said, visible
from directory.search.hours.coming import coming

# So many coming dates are shown, of so many days.
DATES = 5
DAYS = timedelta(days=366)


@dataclass(frozen=True)
class Block:
    """A question and the lines that answer it: none where the record does not say."""

    question: str
    lines: list[str]
    is_changed: bool = False


@dataclass(frozen=True)
class Page:
    """A record as the public sees it, in the order of the form it is edited on."""

    name: str
    blocks: list[Block]


def public_page(kind: str, document: Node, words: Words) -> Page:
    """The public `document` of a record, in words.

    Whatever the document says is on the page, but what only a map can show; what everybody asks of
    such a record is there even where the document says nothing.
    """
    told = [one for one in _answers(kind, document, words) if one[1] or one[2]]
    told.sort(key=lambda one: ORDER.index(one[0].section))
    name = visible(document.get("name", "")) or "A place without a name"
    return Page(name, [Block(asked.text, list(dict.fromkeys(said))) for asked, said, _ in told])


def beside(now: Page | None, new: Page) -> Page:
    """`new`, with what `now` says otherwise, or alone, marked as changed."""
    if now is None:
        return new
    before = {block.question: block.lines for block in now.blocks}
    blocks = [
        Block(one.question, one.lines, before.pop(one.question, []) != one.lines)
        for one in new.blocks
    ]
    gone = [Block(question, [], is_changed=True) for question, lines in before.items() if lines]
    return Page(new.name, blocks + gone)


# --- From a document to questions and answers ----------------------------------------------------

# With whether it is on the page even if nothing answers it.
Answer = tuple[Question, list[str], bool]
Teller = Callable[[Node, Words], list[str]]


@dataclass(frozen=True)
class Asked:
    """A question that is asked in a way of its own.

    `names` are the parts of the document that answer it, told by `tell`, else one after the other.
    Without a `question`, it is that of the first of them. `is_expected`: it is on the page even if
    nothing answers it.
    """

    names: tuple[str, ...]
    question: Question | None = None
    tell: Teller | None = None
    is_expected: bool = False


def _answers(kind: str, document: Node, words: Words) -> Iterator[Answer]:
    """Every question of a kind of record, with what `document` answers."""
    shape = SHAPES[kind]
    asked = ASKED.get(Kind(kind), ())
    covered = UNSAID | {name for one in asked for name in one.names}
    rest = (*(part.name for part in shape.parts), "attributes")
    columns = dict(shape.fields) | {name: name for name in rest}
    for one in (*asked, *(Asked((name,)) for name in columns if name not in covered)):
        lines = one.tell(document, words) if one.tell else _in_turn(kind, document, one, words)
        yield (
            one.question or question_of(shape.model, columns[one.names[0]]),
            lines,
            one.is_expected,
        )


def _in_turn(kind: str, document: Node, asked: Asked, words: Words) -> list[str]:
    return [line for name in asked.names for line in _said(kind, document, name, words)]


def _said(kind: str, document: Node, name: str, words: Words) -> list[str]:
    """What a document says under one of its names: a line a row."""
    shape = SHAPES[kind]
    if name not in document:
        return []
    if name == "attributes":
        return [attribute_said(one, words) for one in document[name]]
    for part in shape.parts:
        if part.name == name:
            return [said(part.shape, row, words) for row in document[name]]
    return [value_said(shape, name, document[name], words)]


# --- What a service says -------------------------------------------------------------------------


def _running(service: Node, words: Words) -> list[str]:
    """Only if it is not: that it runs goes without saying."""
    return [] if service["status"] == "active" else _said(Kind.SERVICE, service, "status", words)


def _name_of(part: str) -> Teller:
    """The name of a record that stands in the document, as that one is public."""
    return lambda document, words: [visible(document[part]["name"])] if part in document else []


def _for_whom(service: Node, words: Words) -> list[str]:
    youngest, oldest = service.get("minimum_age"), service.get("maximum_age")
    lines = _said(Kind.SERVICE, service, "eligibility_description", words)
    if youngest is not None and oldest is not None:
        lines.append(f"Aged {youngest} to {oldest}")
    elif youngest is not None:
        lines.append(f"Aged {youngest} and over")
    elif oldest is not None:
        lines.append(f"Aged up to {oldest}")
    return lines


def _where(service: Node, words: Words) -> list[str]:
    """A line a place: its name, its address or where it is online, and what is different there."""
    lines = []
    for place in _places(service):
        location = place["location"]
        told = [visible(location["name"])] if "name" in location else []
        told += _said(Kind.LOCATION, location, "addresses", words)
        told += [
            visible(node[name])
            for node, name in ((location, "url"), (place, "description"))
            if name in node
        ]
        told += [attribute_said(one, words) for one in place.get("attributes", ())]
        lines.append(", ".join(told))
    return lines


def _of_places(service: Node, part: str, words: Words, *, of_location: bool = False) -> list[str]:
    """The rows under `part` of each place, saying which place where there are several."""
    shape = SHAPES[Kind.LOCATION] if of_location else SERVICE_AT_LOCATION
    rows = next(one.shape for one in shape.parts if one.name == part)
    return [
        _at(place, service) + said(rows, row, words)
        for place in _places(service)
        for row in (place["location"] if of_location else place).get(part, ())
    ]


def _area(service: Node, words: Words) -> list[str]:
    places = {**service, "service_at_locations": [_undrawn(one) for one in _places(service)]}
    own = _said(Kind.SERVICE, _undrawn(service), "service_areas", words)
    return [line or "An area drawn on a map" for line in own] + _of_places(
        places, "service_areas", words
    )


def _undrawn(node: Node) -> Node:
    """`node` with its areas in words alone: their outlines are for maps."""
    areas = [
        {name: value for name, value in area.items() if name not in ("extent", "extent_type")}
        for area in node.get("service_areas", ())
    ]
    return {**node, "service_areas": areas}


def _touched(service: Node, words: Words) -> list[str]:
    own = [line for name in TOUCH_OF_SERVICE for line in _said(Kind.SERVICE, service, name, words)]
    at_places = [_of_places(service, name, words) for name in ("phones", "contacts")]
    return own + [line for lines in at_places for line in lines]


def _getting_in(service: Node, words: Words) -> list[str]:
    return _of_places(service, "accessibility", words, of_location=True)


def _places(service: Node) -> list[Node]:
    return service.get("service_at_locations", [])


def _at(place: Node, service: Node) -> str:
    """ "Heron Hall: " where it has to be said."""
    name = visible(place["location"].get("name", ""))
    return f"{name}: " if name and len(_places(service)) > 1 else ""


# --- When it runs, as everybody who asks the API is told -----------------------------------------


def _times(service: Node, words: Words) -> list[str]:
    """The schedules in words, saying where only if that makes a difference."""
    now = timezone.now()
    by_place: dict[str | None, list[str]] = {}
    for one in coming(service, now, now, most=0).said:
        line = one.in_words + (f" ({visible(one.description)})" if one.description else "")
        by_place.setdefault(one.location_id, []).append(line)
    if len({tuple(lines) for lines in by_place.values()}) < 2:
        return [line for lines in by_place.values() for line in lines]
    before = {place["location_id"]: _at(place, service) for place in _places(service)}
    return [before.get(id or "", "") + line for id, lines in by_place.items() for line in lines]


def _dates(service: Node, words: Words) -> list[str]:
    now = timezone.now()
    return [_moment(one.starts) for one in coming(service, now, now + DAYS, most=DATES).sessions]


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M}"


# --- What an organization says -------------------------------------------------------------------


def _names_of(part: str) -> Teller:
    return lambda document, words: [
        visible(one["name"]) for one in document.get(part, ()) if one.get("name")
    ]


# --- What is asked in a way of its own -----------------------------------------------------------

HOW_TO_TOUCH = Question("How do people get in touch?", section=TOUCH)
TOUCH_OF_SERVICE = ("phones", "email", "url", "additional_urls", "contacts")
TOUCH_OF_ORGANIZATION = ("phones", "email", "website", "additional_websites", "contacts")
# The name is the heading; the point of a place is for maps.
UNSAID = {"id", "name", "latitude", "longitude", "location_type"}

ASKED: dict[Kind, tuple[Asked, ...]] = {
    Kind.SERVICE: (
        Asked(("alert",)),
        Asked(("status",), tell=_running),
        Asked(("description",), is_expected=True),
        Asked(("organization_id",), tell=_name_of("organization")),
        Asked(("program_id",), tell=_name_of("program")),
        Asked(
            ("eligibility_description", "minimum_age", "maximum_age"),
            tell=_for_whom,
            is_expected=True,
        ),
        Asked(("application_process",), is_expected=True),
        Asked(("service_at_locations",), tell=_where, is_expected=True),
        Asked(("service_areas",), tell=_area, is_expected=True),
        Asked(("schedules",), tell=_times, is_expected=True),
        Asked((), Question("Which dates are next?", section=WHEN), _dates),
        Asked(("fees_description", "cost_options"), is_expected=True),
        Asked(TOUCH_OF_SERVICE, HOW_TO_TOUCH, _touched, is_expected=True),
        Asked((), question_of(Location, "accessibility"), _getting_in, is_expected=True),
        Asked(("languages",), is_expected=True),
        Asked(("attributes",), is_expected=True),
    ),
    Kind.LOCATION: (Asked(("phones", "contacts"), HOW_TO_TOUCH),),
    Kind.ORGANIZATION: (
        Asked((), Question("Which services does it run?", section=WHAT), _names_of("services")),
        Asked(
            (), Question("Which places does it look after?", section=WHAT), _names_of("locations")
        ),
        Asked(TOUCH_OF_ORGANIZATION, HOW_TO_TOUCH),
    ),
}
