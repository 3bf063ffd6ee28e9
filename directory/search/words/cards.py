"""The card of a public record: by what answers are put in order and counted (models/words.py)."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import orjson

from directory.models.location import PlaceType
from directory.places.geometry import Point
from directory.publication.documents import Document
from directory.publication.models import PublicKind
from directory.publication.storing import sort_name
from directory.search.models import Name
from directory.search.nearby.units import spot_of
from directory.search.traits.profiles import Profiles, number_of
from directory.search.traits.reading import Said
from directory.search.words.marks import joined, marks_of_attending, marks_of_point, term_mark

PHYSICAL = PlaceType.PHYSICAL.value
COLUMNS = ("id", "sort_name", "places", "x", "y", "z", "organization_id", "traits", "terms")


def card_of(document: Document, profiles: Profiles | None) -> tuple[Any, ...]:
    """The values of `COLUMNS` for `document`."""
    points = set(points_of(document))
    spot = spot_of(*points) if len(points) == 1 else (None, None, None)
    name = sort_name(document.name)
    if not profiles:
        return document.id, name, len(points), *spot, None, None, None
    numbers = map(number_of, profiles)
    return document.id, name, len(points), *spot, document.columns.get("organization_id"), *numbers


def marks_in(document: Document, traits: Iterable[Said]) -> str:
    """The marks of `document`, which has these traits, as they are stored.

    Of its terms, of the places people go to, and of how one takes part.
    """
    marks = set(map(term_mark, document.terms))
    marks |= marks_of_attending(value for name, value, _ in traits if name == Name.ATTENDING)
    for point in points_of(document):
        marks.update(_cells(point))
    return joined(marks)


def points_of(document: Document) -> Iterator[Point]:
    """Where `document` is: itself, or the places people go to for it."""
    for location in _locations(document):
        if point := _point(location):
            yield point


def _locations(document: Document) -> Iterator[bytes]:
    """The locations that `document` is at: itself, or those its service is offered at."""
    full = document.full
    if document.kind == PublicKind.LOCATION:
        yield orjson.dumps({name: full[name] for name in ("latitude", "longitude") if name in full})
    for place in (full, *full.get("service_at_locations", ())):
        if "location" in place:
            # A record inside another stands there as finished bytes.
            yield orjson.dumps(place["location"])


# Remembered, since much happens in one place.
@lru_cache(maxsize=1024)
def _point(location: bytes) -> Point | None:
    """Where a location is, that of a service if people go there."""
    node = orjson.loads(location)
    if "latitude" not in node or node.get("location_type", PHYSICAL) != PHYSICAL:
        return None
    return Point(node["latitude"], node["longitude"])


@lru_cache(maxsize=1024)
def _cells(point: Point) -> tuple[str, ...]:
    return tuple(marks_of_point(point))
