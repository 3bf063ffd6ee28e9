"""Distances over the ground, and boxes around a point."""

from math import acos, asin, cos, isclose, radians, sin, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.places.geometry import (
    EARTH_RADIUS_METRES,
    Box,
    Point,
    box_around,
    distance_metres,
    metres_of_squared_chord,
    on_sphere,
    squared_chord_km,
)

KEIGHLEY, SKIPTON = Point(53.8675, -1.907), Point(53.96, -2.023)
HALF_ROUND = 3.141592653589793 * EARTH_RADIUS_METRES

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
distances = st.floats(0, 3_000_000)


def haversine(a, b):
    """Another formula for the same."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    square = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_METRES * asin(sqrt(min(square, 1)))


@given(points, points)
def test_a_distance_is_that_of_an_independent_formula(a, b):
    assert isclose(distance_metres(a, b), haversine(a, b), rel_tol=0.001, abs_tol=0.01)


@given(st.floats(49, 61))
def test_a_distance_in_britain_is_within_half_a_per_cent_of_the_ellipsoid(latitude):
    # WGS84's two radii of curvature, to the north and to the east.
    axis, eccentricity = 6_378_137, 0.00669437999014
    flat = 1 - eccentricity * sin(radians(latitude)) ** 2
    north = axis * (1 - eccentricity) / flat**1.5 * radians(0.01)
    east = axis / sqrt(flat) * cos(radians(latitude)) * radians(0.01)
    here = Point(latitude, -2)

    assert isclose(distance_metres(here, Point(latitude + 0.01, -2)), north, rel_tol=0.005)
    assert isclose(distance_metres(here, Point(latitude, -1.99)), east, rel_tol=0.005)


@pytest.mark.parametrize(
    ("a", "b", "degrees"),
    [
        (Point(89.5, 0), Point(89.5, 180), 1),  # over the pole
        (Point(0, 179.5), Point(0, -179.5), 1),  # over the antimeridian
        (Point(-90, 12), Point(-90, -170), 0),  # one pole, whatever its longitude
        (Point(0, 0), Point(0, 180), 180),
    ],
)
def test_a_distance_knows_no_edge_of_the_map(a, b, degrees):
    metres = radians(degrees) * EARTH_RADIUS_METRES
    assert isclose(distance_metres(a, b), metres, rel_tol=1e-6, abs_tol=0.001)


def test_neighbours_a_metre_apart_are_told_apart():
    assert isclose(distance_metres(Point(53.8, -1.75), Point(53.800009, -1.75)), 1, rel_tol=0.01)


@given(distances)
def test_chords_lead_to_metres_and_back(metres):
    assert isclose(
        metres_of_squared_chord(squared_chord_km(metres)), metres, rel_tol=1e-6, abs_tol=0.001
    )


def test_everything_is_within_half_the_way_round():
    assert squared_chord_km(10**9) == pytest.approx((2 * EARTH_RADIUS_METRES / 1000) ** 2)
    assert metres_of_squared_chord(10**12) == pytest.approx(HALF_ROUND)


@given(points, points, distances)
def test_what_is_within_a_distance_is_within_its_chord(a, b, metres):
    apart = haversine(a, b)
    assume(abs(apart - metres) > 0.01)
    chord = sum((x - y) ** 2 for x, y in zip(on_sphere(a), on_sphere(b), strict=True))

    assert (chord <= squared_chord_km(metres)) == (apart <= metres)


@given(points, points, distances)
def test_a_box_holds_everything_within_the_distance(middle, other, metres):
    if haversine(middle, other) < metres * 0.999_999 - 0.01:
        assert box_around(middle, metres).contains(other)


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(1, 100_000))
def test_a_box_is_no_larger_than_it_must_be(latitude, longitude, metres):
    box = box_around(Point(latitude, longitude), metres)
    angle = metres / EARTH_RADIUS_METRES
    width = sum(high - low for low, high in box.longitude_ranges)
    widest = acos(
        max(
            -1,
            min(
                1,
                sqrt(max(0, cos(angle) ** 2 - sin(radians(latitude)) ** 2))
                / cos(radians(latitude)),
            ),
        )
    )

    assert isclose(radians(box.north - box.south), 2 * angle, rel_tol=1e-3)
    assert isclose(radians(width), 2 * widest, rel_tol=1e-2, abs_tol=1e-6)


def test_a_box_at_a_pole_has_all_longitudes():
    box = box_around(Point(89.99, 50), 5_000)

    assert (box.north, box.west, box.east) == (90, -180, 180)
    assert box.contains(Point(89.99, -130))


def test_a_box_over_the_antimeridian_has_two_ranges():
    box = box_around(Point(0, 179.99), 5_000)

    assert box.west > box.east
    assert len(box.longitude_ranges) == 2
    assert box.contains(Point(0, -179.98))
    assert not box.contains(Point(0, 0))


def test_a_point_is_on_earth_or_not():
    assert KEIGHLEY.is_on_earth
    assert not Point(float("nan"), 0).is_on_earth
    assert not Point(0, 181).is_on_earth
    assert Box(53, -3, 54, -1).contains(SKIPTON)
