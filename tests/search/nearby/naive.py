"""Where records are, told from their public documents alone, the slow way."""

from collections.abc import Callable
from math import asin, cos, radians, sin, sqrt
from typing import Any
from uuid import UUID

import orjson

from directory.places.geometry import EARTH_RADIUS_METRES, Point
from directory.publication.models import PublicKind, PublicRecord

Node = dict[str, Any]


def documents(kind: PublicKind) -> list[Node]:
    return [orjson.loads(record.full) for record in PublicRecord.objects.filter(kind=kind)]


def points(kind: PublicKind, document: Node) -> list[Point]:
    if kind == PublicKind.LOCATION:
        locations = [document]
    else:
        is_place = kind == PublicKind.SERVICE_AT_LOCATION
        places = [document] if is_place else document.get("service_at_locations", [])
        locations = [place["location"] for place in places]
        locations = [one for one in locations if one["location_type"] == "physical"]
    return [Point(one["latitude"], one["longitude"]) for one in locations if "latitude" in one]


def haversine(one: Point, other: Point) -> float:
    """Metres over the ground, by another formula than the code's."""
    north, other_north = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    square = (
        sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_METRES * asin(min(1, sqrt(square)))


def meeting(kind: PublicKind, condition: Callable[[Point], bool]) -> set[UUID]:
    """The records of which a point meets `condition`."""
    return {
        UUID(document["id"])
        for document in documents(kind)
        if any(map(condition, points(kind, document)))
    }


def nearest(kind: PublicKind, point: Point) -> dict[UUID, float]:
    """How far each record is that is anywhere."""
    return {
        UUID(document["id"]): min(haversine(point, one) for one in found)
        for document in documents(kind)
        if (found := points(kind, document))
    }
