"""However small the circle, the box or the area: a secret place is at its rounded point."""

import pytest

from directory.places.geometry import Box, Point, distance_metres
from directory.publication.models import PublicRecord
from directory.publication.publish import publish
from directory.search.models import Coverage, RecordArea, Whereabouts
from directory.search.nearby.features import features
from directory.search.nearby.finding import distances, in_areas, in_box, within
from tests.factories import make_location
from tests.search.nearby.making import BRADFORD, KINDS, ROWS, WARD, load_area, make_offer, square

pytestmark = pytest.mark.django_db

TRUE = Point(53.812345, -1.794321)
ROUNDED = Point(53.81, -1.79)
HAMLET = "E05000002"
MIDDLE_OF_BD9 = Point(53.83, -1.77)  # rounded


@pytest.fixture
def refuge(postcodes):
    """A refuge, in a ward of its own, and in the cell of the point that is told of it."""
    load_area(BRADFORD, "local_authority", "Bradford", *square(ROUNDED, 0.2))
    load_area(HAMLET, "ward", "Its hamlet", *square(TRUE, 0.001), within=BRADFORD)
    refuge = make_location(
        name="Wren House",
        hide_address=True,
        latitude=TRUE.latitude,
        longitude=TRUE.longitude,
        address={"postal_code": "BD9 9QX"},
    )
    make_offer(refuge)
    return refuge


def is_found(kind, condition) -> bool:
    return ROWS[kind].objects.filter(condition).exists()


def test_the_index_has_its_rounded_point_and_no_other(refuge):
    points = set(Whereabouts.objects.values_list("latitude", "longitude"))

    assert points == {tuple(ROUNDED)}
    assert Whereabouts.objects.count() == 3


def test_its_areas_are_those_of_the_rounded_point(refuge):
    codes = set(RecordArea.objects.values_list("code", flat=True))

    assert codes == {BRADFORD}
    for kind in KINDS:
        assert is_found(kind, in_areas(kind, [BRADFORD]))
        # That of the postcode, and that which the true point is in.
        assert not is_found(kind, in_areas(kind, [WARD]))
        assert not is_found(kind, in_areas(kind, [HAMLET]))


def test_one_who_shrinks_a_circle_round_the_door_learns_where_the_cell_is(refuge):
    told = distance_metres(TRUE, ROUNDED)
    for kind in KINDS:
        for metres_away in (0, 1, 10, 100, told - 1):
            assert not is_found(kind, within(kind, TRUE, metres_away))
        assert is_found(kind, within(kind, TRUE, told + 1))
        assert is_found(kind, within(kind, ROUNDED, 0))


def test_one_who_measures_from_three_sides_arrives_at_the_rounded_point(refuge):
    keys = list(PublicRecord.objects.exclude(kind="organization").values_list("key", flat=True))
    for corner in square(TRUE, 0.03)[:3]:
        expected = distance_metres(corner, ROUNDED)
        answers = distances(keys, corner)
        assert len(answers) == 3
        assert answers == {key: pytest.approx(expected, abs=0.1) for key in answers}


def test_one_who_halves_a_box_arrives_at_the_rounded_point(refuge):
    for kind in KINDS:
        south, north, west, east = 53.0, 54.5, -2.5, -1.0
        for _ in range(40):
            middle = (south + north) / 2
            if is_found(kind, in_box(kind, Box(south, west, middle, east))):
                north = middle
            else:
                south = middle
            middle = (west + east) / 2
            if is_found(kind, in_box(kind, Box(south, west, north, middle))):
                east = middle
            else:
                west = middle
        assert (north, east) == pytest.approx(ROUNDED, abs=1e-9)


def test_maps_show_the_rounded_point(refuge):
    keys = list(PublicRecord.objects.values_list("key", flat=True))

    text = b"".join(features(keys))

    assert b"53.812" not in text
    assert b"1.794" not in text
    assert b"[-1.79,53.81]" in text


def test_hiding_a_place_takes_the_door_out_of_the_index(postcodes):
    place = make_location(
        latitude=TRUE.latitude, longitude=TRUE.longitude, address={"postal_code": "BD9 9QX"}
    )
    make_offer(place)
    assert RecordArea.objects.filter(code=WARD).count() == 3

    place.hide_address = True
    place.save()
    publish(place)

    assert set(Whereabouts.objects.values_list("latitude", "longitude")) == {tuple(ROUNDED)}
    assert not RecordArea.objects.filter(code=WARD).exists()
    assert not Coverage.objects.exists()


def test_without_coordinates_it_is_found_by_its_outward_code_alone(postcodes):
    place = make_location(
        hide_address=True, latitude=None, longitude=None, address={"postal_code": "BD9 9QX"}
    )
    make_offer(place)

    assert set(Whereabouts.objects.values_list("latitude", "longitude")) == {tuple(MIDDLE_OF_BD9)}
    assert not RecordArea.objects.filter(code=WARD).exists()
