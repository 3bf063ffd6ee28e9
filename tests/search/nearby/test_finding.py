"""Conditions and orders by place answer as a look at every document does."""

from math import inf, nan

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.places.geometry import Box, Point, distance_metres
from directory.publication.models import PublicKind
from directory.search.nearby.finding import (
    distance2,
    distances,
    in_box,
    within,
)
from directory.search.nearby.units import NOWHERE, metres, square_within
from tests.search.nearby import naive
from tests.search.nearby.making import KINDS, ROWS, make_offer, make_places

pytestmark = pytest.mark.django_db

BRADFORD = Point(53.7945, -1.7525)
KEIGHLEY = Point(53.8678, -1.9065)
SHIPLEY = Point(53.8333, -1.7772)

# Anywhere, at the poles, at the antimeridian, and close together in one town.
LATITUDES = st.floats(-90, 90) | st.sampled_from([-90.0, -89.9999, 0.0, 89.9999, 90.0])
LONGITUDES = st.floats(-180, 180) | st.sampled_from([-180.0, -179.9999, 0.0, 179.9999, 180.0])
IN_TOWN = st.builds(Point, st.floats(53.78, 53.81), st.floats(-1.78, -1.73))
POINTS = st.builds(Point, LATITUDES, LONGITUDES) | IN_TOWN
RADII = st.floats(0, 3000) | st.floats(0, 21_000_000) | st.sampled_from([0.0, 1.0, 1e9])
# Points are kept to the centimetre.
ROUNDING = 0.05

examples = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def found(kind, condition):
    return set(ROWS[kind].objects.filter(condition).values_list("id", flat=True))


@examples
@given(
    st.lists(POINTS, min_size=1, max_size=4),
    st.lists(POINTS, min_size=1, max_size=4),
    RADII,
    st.booleans(),
)
def test_within_a_distance_is_what_a_look_at_every_document_finds(here, asked, metres, probed):
    make_offer(*make_places(*here, None))

    for point in (*asked, here[0]):
        for kind in KINDS:
            answer = found(kind, within(kind, point, metres, probed=probed))
            far = naive.nearest(kind, point)
            surely = {id for id, away in far.items() if away <= metres - ROUNDING}
            perhaps = {id for id, away in far.items() if away <= metres * (1 + 1e-9) + ROUNDING}
            assert surely <= answer <= perhaps


@examples
@given(st.lists(POINTS, min_size=1, max_size=5), POINTS)
def test_distance_is_great_circle_to_half_a_percent_and_orders(here, asked):
    make_offer(*make_places(*here, None))

    for kind in KINDS:
        far = naive.nearest(kind, asked)
        rows = ROWS[kind].objects.annotate(away=distance2(asked)).order_by("away", "id")
        listed = list(rows.values_list("id", "away", "pk"))
        for id, square, _ in listed:
            told = metres(square)
            if id not in far:
                assert told is None
            else:
                # By the antipode, the haversine is the one that loses its digits.
                assert told == pytest.approx(far[id], rel=0.005, abs=0.05)
        assert listed == sorted(listed, key=lambda row: (row[1], row[0]))
        keys = {key: metres(square) for _, square, key in listed if square < NOWHERE}
        assert distances([key for *_, key in listed], asked) == keys


@examples
@given(
    st.lists(POINTS, min_size=1, max_size=4),
    st.tuples(LATITUDES, LATITUDES).map(sorted),
    st.tuples(LONGITUDES, LONGITUDES),
    st.booleans(),
)
def test_in_a_box_is_what_a_look_at_every_document_finds(here, latitudes, longitudes, probed):
    make_offer(*make_places(*here, None))
    (south, north), (west, east) = latitudes, longitudes

    def inside(point):
        if west <= east:
            along = west <= point.longitude <= east
        else:
            along = point.longitude >= west or point.longitude <= east
        return along and south <= point.latitude <= north

    for kind in KINDS:
        answer = found(kind, in_box(kind, Box(south, west, north, east), probed=probed))
        assert answer == naive.meeting(kind, inside)


def test_a_service_is_as_far_as_its_nearest_place():
    service = make_offer(*make_places(BRADFORD, KEIGHLEY))

    rows = ROWS[PublicKind.SERVICE].objects.annotate(away=distance2(KEIGHLEY))

    assert metres(rows.get(id=service.pk).away) == 0


def test_what_is_nowhere_comes_last_and_equals_are_in_order_of_id():
    places = make_places(None, BRADFORD, None, BRADFORD, KEIGHLEY)

    rows = ROWS[PublicKind.LOCATION].objects.annotate(away=distance2(BRADFORD))

    ids = [place.pk for place in places]
    expected = [*sorted([ids[1], ids[3]]), ids[4], *sorted([ids[0], ids[2]])]
    assert list(rows.order_by("away", "id").values_list("id", flat=True)) == expected


def test_the_edge_is_inside():
    make_places(KEIGHLEY)
    away = distance_metres(BRADFORD, KEIGHLEY)
    kind = PublicKind.LOCATION

    assert found(kind, within(kind, BRADFORD, away + 0.02))
    assert not found(kind, within(kind, BRADFORD, away - 0.02))


def test_half_way_round_the_earth_is_everything():
    make_places(Point(90, 0), Point(-90, 0), BRADFORD, Point(-53.7945, 178.2475))
    kind = PublicKind.LOCATION

    assert len(found(kind, within(kind, BRADFORD, 20_016_000))) == 4
    assert len(found(kind, within(kind, BRADFORD, inf))) == 4


def test_conditions_of_places_may_be_combined():
    both = make_offer(*make_places(BRADFORD, KEIGHLEY))
    make_offer(*make_places(BRADFORD))
    kind = PublicKind.SERVICE

    for probed in (True, False):
        near = within(kind, BRADFORD, 100, probed=probed)
        far = in_box(kind, Box(53.86, -1.95, 53.87, -1.9), probed=probed)
        assert found(kind, near & far) == {both.pk}
        assert found(kind, near & ~far) == found(kind, near) - {both.pk}


@pytest.mark.parametrize("metres", [-1, nan])
def test_what_is_no_distance_is_refused(metres):
    with pytest.raises(ValueError, match="distance"):
        square_within(metres)


@pytest.mark.parametrize("point", [Point(91, 0), Point(0, 181), Point(nan, 0), Point(inf, inf)])
def test_what_is_no_point_is_refused(point):
    with pytest.raises(ValueError, match="Earth"):
        within(PublicKind.SERVICE, point, 100)


def test_asking_costs_one_query(django_assert_num_queries):
    make_offer(*make_places(BRADFORD))
    for kind in KINDS:
        with django_assert_num_queries(1):
            rows = ROWS[kind].objects.filter(within(kind, BRADFORD, 10))
            assert len(rows.annotate(away=distance2(BRADFORD)).order_by("away", "id")) == 1
