"""Points on the Earth, how far apart they are, and the box that holds all within a distance.

The Earth is taken as a sphere of its mean radius, which is within 0.6 % of the ellipsoid anywhere
and within 0.35 % in Great Britain. A point's place on that sphere, x, y and z in kilometres, lets a
database order by distance without trigonometry: what is nearer has the shorter chord, the straight
line through the Earth.
"""

from math import asin, cos, degrees, isfinite, pi, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088
EARTH_RADIUS_METRES = EARTH_RADIUS_KM * 1000
# What a box is widened by, so that rounding never leaves out a point at exactly the distance.
SLACK_DEGREES = 1e-9


class Point(NamedTuple):
    """A point in WGS84 degrees: north and east are positive."""

    latitude: float
    longitude: float

    @property
    def is_on_earth(self) -> bool:
        """Whether both are numbers, and in range."""
        return (
            isfinite(self.latitude)
            and isfinite(self.longitude)
            and abs(self.latitude) <= 90
            and abs(self.longitude) <= 180
        )


class OnSphere(NamedTuple):
    """A point as kilometres from the Earth's centre."""

    x: float
    y: float
    z: float


class Box(NamedTuple):
    """All between two parallels and two meridians, in degrees.

    Where `west` is above `east` the box crosses the antimeridian; `longitude_ranges` has it cut.
    """

    south: float
    west: float
    north: float
    east: float

    @property
    def longitude_ranges(self) -> list[tuple[float, float]]:
        """One or two ranges of longitude, each from low to high."""
        if self.west <= self.east:
            return [(self.west, self.east)]
        return [(self.west, 180.0), (-180.0, self.east)]

    def contains(self, point: Point) -> bool:
        """Whether `point` is inside or on the edge."""
        return self.south <= point.latitude <= self.north and any(
            low <= point.longitude <= high for low, high in self.longitude_ranges
        )


def on_sphere(point: Point) -> OnSphere:
    """Where `point` is on the sphere, in kilometres from its centre."""
    latitude, longitude = radians(point.latitude), radians(point.longitude)
    from_axis = EARTH_RADIUS_KM * cos(latitude)
    return OnSphere(
        from_axis * cos(longitude), from_axis * sin(longitude), EARTH_RADIUS_KM * sin(latitude)
    )


def squared_chord_km(metres: float) -> float:
    """The squared chord, in km², of points `metres` apart over the ground.

    What is within `metres` has a squared chord of at most this. Beyond half the way round the
    Earth nothing is further, so all is within it.
    """
    half_angle = min(metres / (2 * EARTH_RADIUS_METRES), pi / 2)
    return (2 * EARTH_RADIUS_KM * sin(half_angle)) ** 2


def metres_of_squared_chord(square_km: float) -> float:
    """How far apart over the ground points are whose squared chord this is: the way back."""
    half = sqrt(max(square_km, 0.0)) / (2 * EARTH_RADIUS_KM)
    return 2 * EARTH_RADIUS_METRES * asin(min(half, 1.0))


def distance_metres(a: Point, b: Point) -> float:
    """The great-circle distance between two points."""
    here, there = on_sphere(a), on_sphere(b)
    square = sum((from_ - to) ** 2 for from_, to in zip(here, there, strict=True))
    return metres_of_squared_chord(square)


def box_around(point: Point, metres: float) -> Box:
    """The smallest box that holds everything within `metres` of `point`."""
    angle = metres / EARTH_RADIUS_METRES
    latitude = radians(point.latitude)
    south, north = latitude - angle, latitude + angle
    if south <= -pi / 2 or north >= pi / 2:
        # A pole is inside, and every meridian passes there.
        return Box(
            max(degrees(south) - SLACK_DEGREES, -90.0),
            -180.0,
            min(degrees(north) + SLACK_DEGREES, 90.0),
            180.0,
        )
    # A circle is widest nearer to the pole than its middle, so this is more than angle / cos.
    width = degrees(asin(min(sin(angle) / cos(latitude), 1.0))) + SLACK_DEGREES
    west, east = point.longitude - width, point.longitude + width
    return Box(
        degrees(south) - SLACK_DEGREES,
        west + 360 if west < -180 else west,
        degrees(north) + SLACK_DEGREES,
        east - 360 if east > 180 else east,
    )
