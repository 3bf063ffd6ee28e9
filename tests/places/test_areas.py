"""Which areas a point lies in."""

import pytest

from directory.places.areas import Spot, area_of, areas_of_point, areas_of_points, codes_within
from directory.places.errors import UnknownArea
from directory.places.geometry import Box, Point
from directory.places.models import Area, AreaKind, AreaWithin, KnownPostcode
from directory.places.polygons import Boundary
from tests.places.files import square

pytestmark = pytest.mark.django_db

LSOA, WARD, OTHER_WARD = "E01000001", "E05000001", "E05000002"
DISTRICT, ENDED_DISTRICT, COUNTY = "E08000032", "E07000163", "E10000001"
PLACE, BOARD = "E38000232", "E54000054"


def within(*pairs):
    AreaWithin.objects.bulk_create(AreaWithin(code=code, within=larger) for code, larger in pairs)


def bounded(code, *rings, kind=AreaKind.WARD):
    boundary = Boundary.read({"type": "Polygon", "coordinates": rings})
    box = boundary.box._asdict()
    area = Area.objects.create(code=code, kind=kind, name=code)
    type(area).boundary.related.related_model.objects.create(
        area=area, geojson=boundary.as_text(), **box
    )


def postcode(key, **codes):
    KnownPostcode.objects.create(key=key, latitude=53_800_000, longitude=-1_750_000, **codes)


def test_a_postcodes_own_codes_come_before_the_boundaries():
    postcode("BD11AA", ward=WARD, local_authority=DISTRICT)
    bounded(OTHER_WARD, square(-2, 53, 1))

    assert areas_of_point(53.8, -1.75, "bd1 1aa") == {WARD, DISTRICT}
    assert areas_of_point(53.8, -1.75) == {OTHER_WARD}


@pytest.mark.parametrize("typed", ["BD1 1AB", "nonsense", "", "BD1", None])
def test_without_codes_of_its_postcode_a_point_is_looked_for_in_the_boundaries(typed):
    postcode("BD11AB")
    bounded(WARD, square(-2, 53, 1))

    assert areas_of_point(53.8, -1.75, typed) == {WARD}


def test_an_area_with_a_hole_does_not_have_what_is_in_the_hole():
    bounded(WARD, square(-2, 53, 1), square(-1.8, 53.7, 0.2))

    assert areas_of_point(53.8, -1.75) == set()


def test_what_an_area_lies_in_the_point_lies_in():
    postcode("BD11AA", lsoa=LSOA)
    within((LSOA, WARD), (LSOA, PLACE), (LSOA, ENDED_DISTRICT), (PLACE, BOARD))
    within((WARD, DISTRICT), (ENDED_DISTRICT, COUNTY))

    assert areas_of_point(0, 0, "BD1 1AA") == {
        *(LSOA, WARD, PLACE, ENDED_DISTRICT, BOARD, DISTRICT, COUNTY)
    }


def test_the_ward_most_of_an_lsoa_lies_in_gives_way_to_the_postcodes_own():
    postcode("BD11AA", lsoa=LSOA, ward=OTHER_WARD)
    within((LSOA, WARD), (OTHER_WARD, DISTRICT))

    assert areas_of_point(0, 0, "BD1 1AA") == {LSOA, OTHER_WARD, DISTRICT}


@pytest.mark.parametrize(
    "point", [(float("nan"), 0), (0, float("inf")), (91, 0), (0, 181), (53.8, 170)]
)
def test_a_point_that_is_nowhere_is_in_no_area(point):
    bounded(WARD, square(-2, 53, 1))

    assert areas_of_point(*point) == set()


def test_many_points_take_as_many_queries_as_one(django_assert_num_queries):
    postcode("BD11AA", lsoa=LSOA)
    bounded(WARD, square(-2, 53, 1))
    within((LSOA, DISTRICT), (WARD, DISTRICT))
    spots = [Spot(53.8, -1.75), Spot(0, 0, "BD1 1AA"), Spot(60, 0), Spot(53.1, -1.1)]

    for times in (1, 500):
        with django_assert_num_queries(5):
            found = areas_of_points(spots * times)
        assert found == [{WARD, DISTRICT}, {LSOA, DISTRICT}, set(), {WARD, DISTRICT}] * times


def test_no_points_are_in_no_areas(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert areas_of_points([]) == []


def test_an_area_is_told_by_its_gss_code_or_the_nhss():
    bounded(PLACE, square(-2, 53, 1), kind=AreaKind.NHS_PLACE)
    Area.objects.update(
        nhs_code="36J", name="Bradford District and Craven", latitude=1, longitude=2
    )

    for code in ("36j", " e38000232 "):
        area = area_of(code)
        assert (area.code, area.kind) == (PLACE, AreaKind.NHS_PLACE)
        assert area.name == "Bradford District and Craven"
        assert area.middle == Point(1, 2)
        assert area.box == Box(53, -2, 54, -1)


def test_an_area_may_have_neither_middle_nor_boundary():
    Area.objects.create(code=WARD, kind=AreaKind.WARD)

    assert (area_of(WARD).middle, area_of(WARD).box) == (None, None)


@pytest.mark.parametrize("code", ["E08000099", "", "\x00", "'; --", "E" * 100_000, "🏠", "%"])
def test_an_unknown_area_is_refused_with_one_that_works(code):
    Area.objects.create(code=WARD, kind=AreaKind.WARD)

    with pytest.raises(UnknownArea, match="such as E08000032"):
        area_of(code)


def test_the_smaller_areas_within_one_are_known():
    within((LSOA, WARD), (WARD, DISTRICT), ("E01000009", OTHER_WARD))

    assert codes_within([DISTRICT]) == {DISTRICT, WARD, LSOA}
