"""Which areas a point lies in, and what is known of an area."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from directory.places.errors import MalformedPostcode, UnknownArea, shown
from directory.places.geometry import Box, Point
from directory.places.gss import kind_of
from directory.places.models import Area, AreaBoundary, AreaKind, AreaWithin, KnownPostcode
from directory.places.polygons import Boundary
from directory.places.postcodes import Postcode, read_postcode

EXAMPLE = "E08000032"


class Spot(NamedTuple):
    """A point, and the postcode of it where that is known."""

    latitude: float
    longitude: float
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class KnownArea:
    """An area: `code` is its GSS code, `middle` and `box` are None where no file gave them."""

    code: str
    kind: AreaKind
    name: str
    nhs_code: str
    successor: str
    middle: Point | None
    box: Box | None


def area_of(code: str) -> KnownArea:
    """The area with this GSS code, or with this code of the NHS's (36J). One query.

    Raises UnknownArea.
    """
    wanted = code.strip().upper()[:20]
    # A NUL is in no code, and PostgreSQL takes none.
    area = (
        Area.objects.filter(Q(code=wanted) | Q(nhs_code=wanted))
        .select_related("boundary")
        .defer("boundary__geojson")
        .order_by("code")
        .first()
        if wanted.isalnum()
        else None
    )
    if area is None:
        raise UnknownArea(
            f"No area with the code '{shown(code)}' is known. Give a GSS code such as {EXAMPLE} "
            "(Bradford), of an LSOA, a ward, a local authority or an NHS place."
        )
    edge = getattr(area, "boundary", None)
    return KnownArea(
        area.code,
        AreaKind(area.kind),
        area.name,
        area.nhs_code,
        area.successor,
        None
        if area.latitude is None or area.longitude is None
        else Point(area.latitude, area.longitude),
        Box(edge.south, edge.west, edge.north, edge.east) if edge else None,
    )


def areas_of_point(latitude: float, longitude: float, postcode: str | None = None) -> set[str]:
    """The GSS codes of all areas the point lies in. At most five queries."""
    return areas_of_points([Spot(latitude, longitude, postcode)])[0]


def areas_of_points(spots: Sequence[Spot]) -> list[set[str]]:
    """The GSS codes of all areas each of `spots` lies in, in their order.

    By its postcode's codes where ONS's file gave them, else by the boundaries that are loaded; and
    by what those areas lie in. Areas that have ended count like those of today, so a place of 2021
    in Craven is in E07000163 and in North Yorkshire. Codes are told apart by whom they come from: a
    ward that only most of an LSOA lies in is left out where the place's own ward is known.

    At most five queries, however many spots.
    """
    found = _by_postcode(spots)
    rest = [number for number, codes in enumerate(found) if not codes]
    inside = _by_boundary([Point(spots[n].latitude, spots[n].longitude) for n in rest])
    for number, codes in zip(rest, inside, strict=True):
        found[number] = codes
    # An LSOA lies in a district, and that in a county: two steps lead to all.
    for _ in range(2):
        _widen(found)
    return found


def _by_postcode(spots: Sequence[Spot]) -> list[set[str]]:
    keys = [_key(spot.postcode) for spot in spots]
    wanted = sorted({key for key in keys if key})
    codes: dict[str, set[str]] = {}
    if wanted:
        rows = KnownPostcode.objects.filter(key__one_of=wanted)
        for key, *areas in rows.values_list("key", "lsoa", "ward", "local_authority"):
            codes[key] = {area for area in areas if area}
    return [set(codes.get(key, ())) for key in keys]


def _key(text: str | None) -> str:
    try:
        postcode = read_postcode(text or "")
    except MalformedPostcode:
        return ""
    return postcode.key if isinstance(postcode, Postcode) else ""


def _by_boundary(points: Sequence[Point]) -> list[set[str]]:
    """The areas whose boundary is round each point: one query for the boxes, one for lines."""
    found: list[set[str]] = [set() for _ in points]
    order = sorted(
        (point.longitude, number) for number, point in enumerate(points) if point.is_on_earth
    )
    if not order:
        return found
    norths = [points[number].latitude for _, number in order]
    boxes = AreaBoundary.objects.filter(
        west__lte=order[-1][0],
        east__gte=order[0][0],
        south__lte=max(norths),
        north__gte=min(norths),
    ).values_list("area_id", "south", "west", "north", "east")
    near: dict[str, list[int]] = {}
    for code, south, west, north, east in boxes.iterator():
        between = order[bisect_left(order, (west, -1)) : bisect_right(order, (east, len(points)))]
        numbers = [number for _, number in between if south <= points[number].latitude <= north]
        if numbers:
            near[code] = numbers
    if near:
        lines = AreaBoundary.objects.filter(area__code__one_of=sorted(near))
        for code, text in lines.values_list("area_id", "geojson").iterator(chunk_size=200):
            boundary = Boundary.from_text(text)
            for number in near[code]:
                if boundary.contains(points[number]):
                    found[number].add(code)
    return found


def _widen(found: list[set[str]]) -> None:
    """Add to each set what its areas lie in."""
    codes = sorted(set().union(*found)) if found else []
    if not codes:
        return
    larger: dict[str, list[str]] = defaultdict(list)
    rows = AreaWithin.objects.filter(code__one_of=codes)
    for code, within in rows.values_list("code", "within"):
        larger[code].append(within)
    for areas in found:
        knows_ward = any(kind_of(code) is AreaKind.WARD for code in areas)
        areas.update(
            within
            for code in list(areas)
            for within in larger[code]
            if not (knows_ward and kind_of(within) is AreaKind.WARD)
        )


def codes_within(codes: Iterable[str]) -> set[str]:
    """`codes`, and those of all smaller areas that lie in one of them. Two queries."""
    found = set(codes)
    for _ in range(2):
        rows = AreaWithin.objects.filter(within__one_of=sorted(found))
        found |= set(rows.values_list("code", flat=True))
    return found
