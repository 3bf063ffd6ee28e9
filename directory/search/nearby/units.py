"""How points are kept as numbers that both databases reckon with alike."""

from functools import lru_cache
from math import isfinite, pi
from typing import NamedTuple

from directory.places.geometry import (
    EARTH_RADIUS_METRES,
    Point,
    metres_of_squared_chord,
    on_sphere,
    squared_chord_km,
)
from directory.publication.models import PublicKind

# The kinds that are somewhere, by the number they have in the index.
NUMBERS = {
    PublicKind.LOCATION: 0,
    PublicKind.SERVICE: 1,
    PublicKind.SERVICE_AT_LOCATION: 2,
}
CENTIMETRES = 100_000  # in a kilometre
# No two points are so far apart: the squared distance of what is nowhere.
NOWHERE = 1 << 62
HALF_WAY_ROUND = pi * EARTH_RADIUS_METRES


class Spot(NamedTuple):
    """A point as whole centimetres from the Earth's centre."""

    x: int
    y: int
    z: int


@lru_cache(maxsize=4096)  # a service is where its places are, and those where their location is
def spot_of(point: Point) -> Spot:
    """`point`, to the centimetre. ValueError if it is not on the Earth."""
    if not point.is_on_earth:
        raise ValueError(f"{point} is not on the Earth")
    return Spot(*(round(part * CENTIMETRES) for part in on_sphere(point)))


def square_within(metres: float) -> int:
    """The largest squared chord, in cm², of points within `metres` over the ground.

    ValueError if `metres` is negative or not a number.
    """
    if not metres >= 0:
        raise ValueError(f"{metres} is not a distance")
    if not isfinite(metres) or metres >= HALF_WAY_ROUND:
        return NOWHERE - 1
    return round(squared_chord_km(metres) * CENTIMETRES**2)


def metres(square: int | None) -> float | None:
    """How far over the ground points are whose squared chord is `square` cm²; None of nowhere."""
    if square is None or square >= NOWHERE:
        return None
    return metres_of_squared_chord(square / CENTIMETRES**2)
