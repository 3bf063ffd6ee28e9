"""Conditions and orders of public records by where they are.

Each condition is for `filter`, on a queryset of `PublicLocation`, `PublicService` or
`PublicServiceAtLocation`, whose `kind` is told. On SQLite there are two ways to ask, with the same
answer: all records that meet the condition are gathered from the index, or, with `probed`, each row
that meets the others is asked. The second is quicker where few remain: after words, or a term.
PostgreSQL chooses by itself.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import BigIntegerField, F, Func, Model, Q
from django.db.models.functions import Coalesce

from directory.places.geometry import Box, Point, box_around
from directory.places.polygons import Boundary
from directory.publication.models import PublicKind
from directory.publication.tables import read
from directory.search.conditions import ROW, AnyOf, Standing
from directory.search.models.nearby import Coverage, Extent, RecordArea, Whereabouts
from directory.search.nearby.coverage import with_countries
from directory.search.nearby.units import NOWHERE, NUMBERS, Spot, metres, spot_of, square_within
from directory.search.words.marks import marks_in

# Points are kept to the centimetre, so the box in degrees is a little wider than the circle.
ROUNDING_METRES = 0.05


def within(kind: PublicKind, point: Point, distance_metres: float, *, probed: bool = False) -> Q:
    """A place of the record is within `distance_metres` of `point`, over the ground."""
    box = box_around(point, distance_metres + ROUNDING_METRES)
    near = f"{_chord(spot_of(point), f'{ROW}.')} <= {square_within(distance_metres)}"
    inside = f"{_inside(box)} AND {near}"
    return _meeting(Whereabouts, kind, inside, probed=probed, marks=marks_in(box), here=near)


def in_box(kind: PublicKind, box: Box, *, probed: bool = False) -> Q:
    """A place of the record is in `box`, or on its edge; it may cross the antimeridian."""
    return _meeting(Whereabouts, kind, _inside(box), probed=probed, marks=marks_in(box))


def in_areas(kind: PublicKind, codes: Collection[str], *, probed: bool = False) -> Q:
    """A place of the record is in one of the areas with these GSS codes."""
    return _meeting(RecordArea, kind, one_of=("code", codes), probed=probed)


def covering(kind: PublicKind, point: Point, areas: Collection[str], *, probed: bool = False) -> Q:
    """A service area of the record holds `point`, or is one of the `areas` it lies in.

    These are as `areas_of_point` gives them; England and the like are added. Asks for the outlines
    round the point, in one query.
    """
    codes = with_countries(areas, point) | _outlines_round(point)
    return _meeting(Coverage, kind, one_of=("code", codes), probed=probed)


def distance2(point: Point) -> Coalesce:
    """An annotation: the squared chord in cm² from `point` to the nearest place of the record.

    To be ordered by, with `id` after it; records that are nowhere come last. `metres` turns it
    into a distance.
    """
    return Coalesce(_Nearest(spot_of(point)), NOWHERE)


def away(point: Point, card: str) -> str:
    """SQL of the same for the record whose card is the row `card` of a table of words."""
    spot = spot_of(point)
    place = f"SELECT MIN({_chord(spot, 'place.')}) FROM {Whereabouts._meta.db_table} AS place"
    return (
        f"CASE {card}.places WHEN 1 THEN {_chord(spot, f'{card}.')} WHEN 0 THEN {NOWHERE} "
        f"ELSE ({place} WHERE place.record = {card}.key) END"
    )


def distances(keys: Collection[int], point: Point) -> dict[int, float]:
    """How far, in metres over the ground, the records with these keys are. One query.

    Records that are nowhere are left out.
    """
    return {key: metres(square) or 0.0 for key, square in nearest(keys, point).items()}


def nearest(keys: Collection[int], point: Point) -> dict[int, int]:
    """The squared chord in cm² to the nearest place of each of these records. One query.

    Records that are nowhere are left out.
    """
    x, y, z = spot_of(point)
    found: dict[int, int] = {}
    for key, *there in read(Whereabouts, "record", keys, ("record", "x", "y", "z")):
        # Written out: it is done for every one of some thousands.
        dx, dy, dz = there[0] - x, there[1] - y, there[2] - z
        square = dx * dx + dy * dy + dz * dz
        if square < found.get(key, NOWHERE):
            found[key] = square
    return found


def _outlines_round(point: Point) -> set[str]:
    boxes = Extent.objects.filter(
        south__lte=point.latitude,
        north__gte=point.latitude,
        west__lte=point.longitude,
        east__gte=point.longitude,
    )
    return {
        code
        for code, text in boxes.values_list("code", "geojson")
        if Boundary.from_text(text).contains(point)
    }


def _inside(box: Box) -> str:
    """SQL that a row is in `box`."""
    longitudes = " OR ".join(
        f"{ROW}.longitude BETWEEN {low!r} AND {high!r}" for low, high in box.longitude_ranges
    )
    return f"{ROW}.latitude BETWEEN {box.south!r} AND {box.north!r} AND ({longitudes})"


def _meeting(
    model: type[Model],
    kind: PublicKind,
    sql: str = "",
    *,
    probed: bool,
    one_of: tuple[str, Collection[str]] | None = None,
    marks: AnyOf | None = None,
    here: str = "",
) -> Q:
    """That `model` has a row about the record that meets `sql`: see `Standing`."""
    met = " AND ".join(filter(None, (f"{ROW}.kind = {NUMBERS[kind]}", sql)))
    return Q(Standing(model, met, one_of=one_of, gathered=not probed, marks=marks, here=here))


def _chord(spot: Sequence[int], table: str = "") -> str:
    """SQL of the squared chord from `spot` to the point of a row."""
    differences = (
        f"({table}{axis} - ({at}))" for axis, at in zip("xyz", map(int, spot), strict=True)
    )
    return "(" + " + ".join(f"{one} * {one}" for one in differences) + ")"


class _Nearest(Func):
    """The smallest squared chord between a point and those of a record."""

    output_field = BigIntegerField()

    def __init__(self, spot: Spot) -> None:
        super().__init__(F("pk"))
        self.spot = spot

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, list[Any]]:
        key, parameters = compiler.compile(self.get_source_expressions()[0])
        table = Whereabouts._meta.db_table
        return (
            f"(SELECT MIN({_chord(self.spot, 'place.')}) FROM {table} AS place "
            f"WHERE place.record = {key})",
            parameters,
        )
