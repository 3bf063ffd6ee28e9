"""Keeps the index of where things are in step with the public record.

Everything comes from what public documents say. So a secret address is here as its rounded point
and nothing else, and its areas are those of that point: its document has no whole postcode.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db import connection, transaction

from directory.models.location import PlaceType
from directory.places.areas import Spot, areas_of_points
from directory.places.geometry import Point
from directory.publication.among import among, one_parameter
from directory.publication.documents import Document
from directory.publication.fields import id_text
from directory.publication.models import PublicKind, PublicLocation, PublicRecord
from directory.publication.tables import in_pages, insert, keep, read, remove
from directory.search.models.nearby import Coverage, Extent, RecordArea, Whereabouts
from directory.search.models.thesaurus import answers_change
from directory.search.nearby.coverage import Reader, service_areas
from directory.search.nearby.units import NUMBERS, spot_of

# A plain dictionary of texts: Python's enumerations are slow to hash.
KINDS = {kind.value: number for kind, number in NUMBERS.items()}
OFFERS = {PublicKind.SERVICE.value, PublicKind.SERVICE_AT_LOCATION.value}
MODELS = (Whereabouts, RecordArea, Coverage)
POINT = ("number", "kind", "latitude", "longitude", "x", "y", "z")
CODE = ("code", "kind")
EXTENT = ("code", "south", "west", "north", "east", "geojson")

Changed = Sequence[tuple[int, Document]]


@dataclass
class Somewhere:
    """Where a record is: its points, and the areas they lie in."""

    points: set[Point] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)

    def add(self, other: "Somewhere") -> None:
        self.points |= other.points
        self.areas |= other.areas


class NearbyIndex:
    """Writes the tables of `models/nearby.py` as records are published. See `Follower`."""

    def clear(self) -> None:
        for model in (*MODELS, Extent):
            model._base_manager.all()._raw_delete(model._base_manager.db)

    def forget(self, keys: Sequence[int]) -> None:
        for model in MODELS:
            remove(model, "record", keys)

    def follow(self, changed: Changed) -> None:
        found = [(key, document) for key, document in changed if document.kind in KINDS]
        if not found:
            return
        kinds = {key: KINDS[document.kind] for key, document in found}
        where = _of_locations(found) | _of_offers(found)
        nowhere = Somewhere()
        coverage = _coverage(found)
        points, areas, covered = {}, {}, {}
        for key, kind in kinds.items():
            somewhere = where.get(key, nowhere)
            points[key] = _spots(somewhere.points, kind)
            areas[key] = _codes(somewhere.areas, kind)
            covered[key] = _codes(coverage.get(key, ()), kind)
        # What stays as it is, as it does in most edits, is not written again.
        keep(Whereabouts, "record", POINT, points)
        keep(RecordArea, "record", CODE, areas)
        keep(Coverage, "record", CODE, covered)


@transaction.atomic
def renew(progress: Callable[[str, int], None] = lambda what, done: None) -> None:
    """Make the whole index again from the public record, as after new areas were loaded.

    No list that is remembered outlives it. `progress` is told how many records are done.
    """
    answers_change()
    index = NearbyIndex()
    index.clear()
    done = 0
    for kind in KINDS:  # locations first: what is offered at them is where they are
        rows = PublicRecord.objects.filter(kind=kind).order_by("key").values_list("key", "full")
        for page in in_pages(rows.iterator(chunk_size=500)):
            index.follow([(key, _document(kind, full)) for key, full in page])
            done += len(page)
            progress("Public records placed", done)


def _document(kind: str, full: bytes) -> Document:
    node = orjson.loads(full)
    return Document(kind, node["id"], "", node, {})


def _spots(points: Iterable[Point], kind: int) -> list[tuple[Any, ...]]:
    """The rows of where a record of `kind` is."""
    return [(number, kind, *point, *spot_of(point)) for number, point in enumerate(sorted(points))]


def _codes(codes: Iterable[str], kind: int) -> list[tuple[str, int]]:
    """The rows of the areas of a record of `kind`."""
    return [(code, kind) for code in sorted(codes)]


# --- Places ---------------------------------------------------------------------------------------


def _of_locations(changed: Changed) -> dict[int, Somewhere]:
    """Where the locations among `changed` are."""
    spots = {
        key: Spot(document.full["latitude"], document.full["longitude"], _postcode(document.full))
        for key, document in changed
        if document.kind == PublicKind.LOCATION and "latitude" in document.full
    }
    areas = areas_of_points(list(spots.values())) if spots else []
    return {
        key: Somewhere({Point(spot.latitude, spot.longitude)}, inside)
        for (key, spot), inside in zip(spots.items(), areas, strict=True)
    }


def _postcode(location: Mapping[str, Any]) -> str | None:
    """The postcode of the address people can go to."""
    for address in location.get("addresses", ()):
        if address["address_type"] == PlaceType.PHYSICAL:
            return address["postal_code"]
    return None


def _of_offers(changed: Changed) -> dict[int, Somewhere]:
    """Where the services among `changed` are, and the services at locations.

    Their locations are indexed by now: publishing takes those first.
    """
    places = {key: _location_ids(document) for key, document in changed if document.kind in OFFERS}
    known = _somewhere({id for ids in places.values() for id in ids})
    found = {}
    for key, ids in places.items():
        somewhere = Somewhere()
        for id in ids:
            if id in known:
                somewhere.add(known[id])
        found[key] = somewhere
    return found


def _location_ids(document: Document) -> list[str]:
    if document.kind == PublicKind.SERVICE_AT_LOCATION:
        return [document.full["location_id"]]
    return [place["location_id"] for place in document.full.get("service_at_locations", ())]


def _somewhere(ids: set[str]) -> dict[str, Somewhere]:
    """Where the public locations with these ids are: those that people can go to. One query."""
    found: dict[str, Somewhere] = defaultdict(Somewhere)
    if not ids:
        return found
    id = PublicLocation._meta.get_field("id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {id_text(connection.vendor, 'location.id')}, place.latitude, place.longitude, "
            f"area.code FROM {PublicLocation._meta.db_table} AS location "
            f"JOIN {Whereabouts._meta.db_table} AS place ON place.record = location.key "
            f"LEFT JOIN {RecordArea._meta.db_table} AS area ON area.record = location.key "
            f"WHERE {among(connection, 'location.id', id)} AND location.location_type = %s",
            [one_parameter(connection, id, ids), PlaceType.PHYSICAL.value],
        )
        for location, latitude, longitude, code in cursor.fetchall():
            found[location].points.add(Point(latitude, longitude))
            if code is not None:
                found[location].areas.add(code)
    return found


# --- Whom it is for -------------------------------------------------------------------------------


def _coverage(changed: Changed) -> dict[int, set[str]]:
    """The codes of whom the services among `changed` are for. Keeps the outlines some stand for."""
    areas = {
        key: said
        for key, document in changed
        if document.kind in OFFERS and (said := list(service_areas(document.kind, document.full)))
    }
    reader = Reader(area for several in areas.values() for area in several)
    codes = {key: reader.codes(several) for key, several in areas.items()}
    if reader.outlines:
        known = {code for (code,) in read(Extent, "code", reader.outlines, ("code",))}
        new = ((code, one) for code, one in reader.outlines.items() if code not in known)
        insert(Extent, EXTENT, ((code, *one.box, one.as_text()) for code, one in new))
    return codes
