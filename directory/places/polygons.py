"""Boundaries as GeoJSON has them, and what lies inside one."""

import json
from math import isfinite
from typing import Any, NamedTuple, Self

from directory.places.geometry import Box, Point

Ring = list[tuple[float, float]]  # longitude, latitude; the order of GeoJSON
Polygon = list[Ring]  # an outline, then its holes


class NotABoundary(ValueError):
    """The geometry is no Polygon or MultiPolygon in degrees."""


class Boundary(NamedTuple):
    """The line round an area that may have holes, islands and parts that lie apart."""

    polygons: list[Polygon]
    box: Box

    @classmethod
    def read(cls, geometry: Any) -> Self:
        """The boundary that a GeoJSON geometry, already decoded, is. Raises NotABoundary."""
        try:
            kind = geometry["type"]
            if kind not in ("Polygon", "MultiPolygon"):
                raise NotABoundary("It is no Polygon or MultiPolygon.")
            coordinates = geometry["coordinates"]
            parts = [coordinates] if kind == "Polygon" else coordinates
            polygons = [[_ring(ring) for ring in part] for part in parts]
        except NotABoundary:
            raise
        except (TypeError, LookupError, ValueError, OverflowError) as error:
            raise NotABoundary("It is no GeoJSON polygon.") from error
        points = [point for polygon in polygons for ring in polygon for point in ring]
        if not points or any(not polygon for polygon in polygons):
            raise NotABoundary("It has no points.")
        easts, norths = [east for east, _ in points], [north for _, north in points]
        return cls(polygons, Box(min(norths), min(easts), max(norths), max(easts)))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The boundary stored as `text`."""
        return cls.read(json.loads(text))

    def as_text(self) -> str:
        """Itself as GeoJSON, without spaces."""
        return json.dumps(
            {"type": "MultiPolygon", "coordinates": self.polygons}, separators=(",", ":")
        )

    def contains(self, point: Point) -> bool:
        """Whether `point` is inside. Of two areas that share an edge, it is in one."""
        return self.box.contains(point) and any(
            _is_inside(polygon, point.longitude, point.latitude) for polygon in self.polygons
        )

    def middle(self) -> Point:
        """The centre of its surface, which in a bent area may lie outside."""
        twice, east, north = 0.0, 0.0, 0.0
        # Measured from its own corner: so small an area far from zero would lose its digits.
        _, west, south = self.box.north, self.box.west, self.box.south
        for polygon in self.polygons:
            for number, ring in enumerate(polygon):
                part = _moments([(x - west, y - south) for x, y in ring])
                # Outlines and holes may be drawn either way round.
                sign = 1 if (part[0] > 0) == (number == 0) else -1
                twice, east, north = (
                    total + sign * value
                    for total, value in zip((twice, east, north), part, strict=True)
                )
        if not twice:
            return Point((self.box.south + self.box.north) / 2, (self.box.west + self.box.east) / 2)
        return Point(south + north / (3 * twice), west + east / (3 * twice))


def _ring(points: Any) -> Ring:
    ring = [(float(point[0]), float(point[1])) for point in points]
    if len(ring) < 3:
        raise NotABoundary("A ring of it has fewer than three points.")
    for longitude, latitude in ring:
        if not (isfinite(longitude) and isfinite(latitude)):
            raise NotABoundary("A coordinate of it is not a number.")
        if abs(longitude) > 180 or abs(latitude) > 90:
            raise NotABoundary(
                "Its coordinates are not degrees: take the WGS84 (EPSG:4326) file, not the "
                "British National Grid."
            )
    return ring


def _is_inside(polygon: Polygon, east: float, north: float) -> bool:
    """Whether a line from the point to the east crosses the rings an odd number of times."""
    inside = False
    for ring in polygon:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > north) != (y2 > north) and east < (x2 - x1) * (north - y1) / (y2 - y1) + x1:
                inside = not inside
            x1, y1 = x2, y2
    return inside


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Twice the surface of a ring, and that times three of its centre."""
    twice = east = north = 0.0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        cross = x1 * y2 - x2 * y1
        twice += cross
        east += (x1 + x2) * cross
        north += (y1 + y2) * cross
        x1, y1 = x2, y2
    return twice, east, north
