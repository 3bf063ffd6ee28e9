"""Whom a service is for: its service areas, as codes to compare with those of a point.

Of a service area counts the first that tells of: a GSS code at the end of its `uri`; its `extent`,
if that is GeoJSON with polygons; its `name`, if an area or a place is called so.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from math import cos, pi, radians, sin
from typing import Any

import orjson

from directory.places import gazetteer
from directory.places.geometry import EARTH_RADIUS_METRES, Point, distance_metres
from directory.places.models import Area, AreaKind, NamedPlace
from directory.places.polygons import Boundary, NotABoundary
from directory.publication.models import PublicKind

Node = Mapping[str, Any]

GSS = re.compile(r"(?:^|[/#=:])([ENSWK]\d{8})/?$")
# Of more service areas than this the rest is not looked at; nor are longer outlines.
MOST_AREAS = 100
LONGEST_EXTENT = 2_000_000
# A place that is known by its middle alone is taken to reach so far.
PLACE_METRES = 3000
CORNERS = 24

LONGEST_NAME = 200
# The kinds of area that a name may mean, those it means first in front.
NAMED = (AreaKind.LOCAL_AUTHORITY, AreaKind.ICB, AreaKind.NHS_PLACE, AreaKind.WARD)

ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = "E92000001", "W92000004", "S92000003", "N92000002"
UNITED_KINGDOM, GREAT_BRITAIN, ENGLAND_AND_WALES = "K02000001", "K03000001", "K04000001"
COUNTRIES = {
    "england": ENGLAND,
    "wales": WALES,
    "scotland": SCOTLAND,
    "northern ireland": NORTHERN_IRELAND,
    "united kingdom": UNITED_KINGDOM,
    "the united kingdom": UNITED_KINGDOM,
    "uk": UNITED_KINGDOM,
    "great britain": GREAT_BRITAIN,
    "england and wales": ENGLAND_AND_WALES,
    "nationwide": UNITED_KINGDOM,
    "national": UNITED_KINGDOM,
}
# By the first letter of the codes of the areas inside it.
LARGER = {
    "E": (ENGLAND, ENGLAND_AND_WALES, GREAT_BRITAIN, UNITED_KINGDOM),
    "W": (WALES, ENGLAND_AND_WALES, GREAT_BRITAIN, UNITED_KINGDOM),
    "S": (SCOTLAND, GREAT_BRITAIN, UNITED_KINGDOM),
    "N": (NORTHERN_IRELAND, UNITED_KINGDOM),
}
# How far from the nearest outward code of the gazetteer, all in the north of England, a point is
# taken to be in England where no areas are loaded.
GAZETTEER_METRES = 25_000


def service_areas(kind: str, document: Node) -> Iterator[Node]:
    """The service areas that count for a public document in full.

    A service's, and those of its places; at a location those said of the place, else its service's.
    """
    own = document.get("service_areas")
    if kind == PublicKind.SERVICE_AT_LOCATION:
        yield from own or document["service"].get("service_areas", ())
        return
    yield from own or ()
    for place in document.get("service_at_locations", ()):
        yield from place.get("service_areas", ())


class Reader:
    """Reads the service areas of many records: their codes, and the outlines these stand for.

    It is given all of them first, and looks their names up in at most two queries.
    """

    def __init__(self, areas: Iterable[Node]) -> None:
        self.outlines: dict[str, Boundary] = {}
        names = {area["name"].strip() for area in areas if _is_known_by_name(area)}
        self._named = _by_name({name for name in names if _folded(name) not in COUNTRIES})

    def codes(self, areas: Iterable[Node]) -> set[str]:
        """What stands for `areas` in the index."""
        return {code for area in islice(areas, MOST_AREAS) if (code := self._code(area))}

    def _code(self, area: Node) -> str:
        if code := gss_code(area):
            return code
        if found := _outline(area.get("extent", "")):
            return self._keep(*found)
        name = _folded(area.get("name", ""))
        if name in COUNTRIES:
            return COUNTRIES[name]
        found_name = self._named.get(name, "")
        if isinstance(found_name, Point):
            return self._keep(*_circle(found_name))
        return found_name

    def _keep(self, code: str, boundary: Boundary) -> str:
        self.outlines[code] = boundary
        return code


def gss_code(area: Node) -> str:
    """The GSS code a service area's `uri` ends in; "" if it has none."""
    found = GSS.search(area.get("uri", "").strip())
    return found[1] if found else ""


def with_countries(areas: Collection[str], point: Point | None = None) -> set[str]:
    """`areas` and their countries; without any, that of a `point` near the gazetteer's."""
    letters = {code[:1] for code in areas}
    if not letters and point and _is_near_gazetteer(point):
        letters = {"E"}
    return {*areas, *(larger for letter in letters for larger in LARGER.get(letter, ()))}


def _is_near_gazetteer(point: Point) -> bool:
    middles = gazetteer.outward_codes().values()
    return any(distance_metres(point, middle) <= GAZETTEER_METRES for middle in middles)


def _is_known_by_name(area: Node) -> bool:
    return bool(
        area.get("name", "").strip() and not gss_code(area) and not _outline(area.get("extent", ""))
    )


def _folded(name: str) -> str:
    return gazetteer.folded(name.strip()[:LONGEST_NAME])


def _by_name(names: Collection[str]) -> dict[str, str | Point]:
    """The area or the place that each of `names` means, by folded name. At most two queries.

    A local authority wins over smaller areas of its name, and any area over a place; a name that
    several areas of one kind have says too little. LSOAs are not known by name.
    """
    if not names:
        return {}
    wanted = {_folded(name) for name in names}
    found: dict[str, str | Point] = {}
    for place in gazetteer.places():
        for called in (*place.alternate_names, place.name):
            if _folded(called) in wanted:
                found[_folded(called)] = place.point
    added = NamedPlace.objects.values_list("name", "latitude", "longitude")
    for called, latitude, longitude in added:
        if _folded(called) in wanted:
            found[_folded(called)] = Point(latitude, longitude)
    by_kind: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    # As official files write them: thousands of names would take longer to fold than to find.
    written = {spelt for name in names for spelt in (name, name.title())}
    areas = Area.objects.filter(name__among=written, kind__in=NAMED, successor="")
    for code, kind, called in areas.values_list("code", "kind", "name"):
        by_kind[_folded(called)][kind].append(code)
    for called, kinds in by_kind.items():
        codes = next(kinds[kind] for kind in NAMED if kind in kinds)
        if len(codes) == 1:
            found[called] = codes[0]
    return found


@lru_cache(maxsize=1024)  # the services of one district share their outlines
def _outline(extent: str) -> tuple[str, Boundary] | None:
    """The boundary in the text of an `extent`, and its code; None if it has no polygon."""
    if not extent.lstrip().startswith("{") or len(extent) > LONGEST_EXTENT:
        return None
    try:
        polygons = [part for one in _geometries(orjson.loads(extent)) for part in _parts(one)]
        boundary = Boundary.read({"type": "MultiPolygon", "coordinates": polygons})
    except (orjson.JSONDecodeError, NotABoundary, TypeError, LookupError, AttributeError):
        return None
    return _code_of(boundary), boundary


def _geometries(node: Any, depth: int = 0) -> Iterator[Node]:
    """The geometries of a GeoJSON object, out of features and collections."""
    if not isinstance(node, dict) or depth > 3:
        return
    inner = [node.get("geometry"), *node.get("features", ()), *node.get("geometries", ())]
    if node.get("type") in ("Polygon", "MultiPolygon"):
        yield node
    for one in inner:
        yield from _geometries(one, depth + 1)


def _parts(geometry: Node) -> Sequence[Any]:
    coordinates: Sequence[Any] = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


@lru_cache(maxsize=256)
def _circle(middle: Point) -> tuple[str, Boundary]:
    """All within `PLACE_METRES` of a place's middle, as an outline."""
    north = PLACE_METRES / EARTH_RADIUS_METRES * 180 / pi
    east = north / cos(radians(middle.latitude))
    turns = [2 * pi * corner / CORNERS for corner in range(CORNERS)]
    ring = [
        (middle.longitude + east * cos(turn), middle.latitude + north * sin(turn)) for turn in turns
    ]
    boundary = Boundary.read({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    return _code_of(boundary), boundary


def _code_of(boundary: Boundary) -> str:
    return "x" + blake2b(boundary.as_text().encode(), digest_size=16).hexdigest()
