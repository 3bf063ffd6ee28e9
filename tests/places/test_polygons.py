"""What lies inside a boundary."""

import pytest

from directory.places.geometry import Point
from directory.places.polygons import Boundary, NotABoundary
from tests.places.files import square

RING = {"type": "Polygon", "coordinates": [square(0, 0, 10), square(4, 4, 2)]}
APART = {"type": "MultiPolygon", "coordinates": [[square(0, 0, 1)], [square(5, 5, 1)]]}


def test_a_hole_is_outside():
    boundary = Boundary.read(RING)

    assert boundary.contains(Point(1, 1))
    assert not boundary.contains(Point(5, 5))
    assert not boundary.contains(Point(11, 1))


def test_parts_that_lie_apart_are_all_inside_and_what_is_between_is_not():
    boundary = Boundary.read(APART)

    assert boundary.contains(Point(0.5, 0.5))
    assert boundary.contains(Point(5.5, 5.5))
    assert not boundary.contains(Point(3, 3))


def test_a_point_on_a_shared_edge_is_in_one_of_the_two():
    left = Boundary.read({"type": "Polygon", "coordinates": [square(0, 0, 1)]})
    right = Boundary.read({"type": "Polygon", "coordinates": [square(1, 0, 1)]})

    assert left.contains(Point(0.5, 1)) != right.contains(Point(0.5, 1))


def test_the_middle_takes_account_of_holes_and_parts():
    assert Boundary.read(RING).middle() == pytest.approx((5, 5))
    assert Boundary.read(APART).middle() == pytest.approx((3, 3))
    clockwise = {"type": "Polygon", "coordinates": [square(0, 0, 2)[::-1]]}
    assert Boundary.read(clockwise).middle() == pytest.approx((1, 1))


def test_a_boundary_is_kept_as_it_was():
    boundary = Boundary.read(APART)

    assert Boundary.from_text(boundary.as_text()) == boundary


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        [],
        {},
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [2, 2]]]},
        {"type": "Polygon", "coordinates": [[[float("nan"), 0], [1, 1], [2, 2]]]},
        {"type": "Polygon", "coordinates": [[[0], [1], [2]]]},
        {"type": ["Polygon"], "coordinates": 7},
        {"type": "Polygon", "coordinates": {"a": "b"}},
    ],
)
def test_anything_else_is_no_boundary(geometry):
    with pytest.raises(NotABoundary):
        Boundary.read(geometry)


def test_metres_of_the_national_grid_are_told_from_degrees():
    with pytest.raises(NotABoundary, match="EPSG:4326"):
        Boundary.read({"type": "Polygon", "coordinates": [square(416253, 438952, 100)]})
