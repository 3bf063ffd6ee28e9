"""The places that come with the code, held to official files where those are at hand."""

import gzip
from collections import defaultdict

import pytest

from directory.demo.places import PLACES as DEMO_PLACES
from directory.places.gazetteer import folded, outward_codes, places
from directory.places.geometry import Point, distance_metres

# As wide as a county: the middle of their postcodes is no place one would name.
RURAL = {"LA2", "LA6", "BD23", "BD24"}


@pytest.fixture(scope="module")
def official(request):
    """The points of ONS's postcodes, by outward code."""
    folder = request.config.rootpath.parent / "shared" / "data" / "uk-postcodes-nspl"
    if not folder.is_dir():
        pytest.skip("needs ../shared, the standards and data kept beside the project")
    found = defaultdict(list)
    with gzip.open(folder / "nspl_2025_05_postcode_latlong.csv.gz", "rt") as lines:
        for line in lines:
            if line.startswith(("BD", "BB", "HX", "LS", "LA", "HD")):
                postcode, latitude, longitude = line.split(",")
                if latitude:
                    outward = postcode.replace(" ", "")[:-3]
                    found[outward].append(Point(float(latitude), float(longitude)))
    return found


def test_every_outward_code_of_the_district_and_of_the_demo_is_there():
    bradford = {f"BD{number}" for number in [*range(1, 25), 97, 98, 99]}

    assert bradford | {"LS29", "BB18", "LS21", "HX3"} <= set(outward_codes())
    assert {place.outward for place in DEMO_PLACES} <= set(outward_codes())


def test_an_outward_code_is_within_3_km_of_the_middle_of_its_postcodes(official):
    for code, point in outward_codes().items():
        points = official[code]
        middle = Point(*(sum(axis) / len(points) for axis in zip(*points, strict=True)))
        assert distance_metres(point, middle) < (6_000 if code in RURAL else 3_000), code


def test_a_place_has_people_living_close_by(official):
    by_cell = defaultdict(list)
    for points in official.values():
        for point in points:
            by_cell[round(point.latitude, 1), round(point.longitude, 1)].append(point)
    for place in places():
        north, east = place.point
        near = by_cell[round(north, 1), round(east, 1)]
        assert any(distance_metres(place.point, point) < 1_000 for point in near), place.name


def test_a_place_of_the_demo_is_where_the_demo_has_it():
    known = {folded(place.name): place.point for place in places()}
    for place in DEMO_PLACES:
        if point := known.get(folded(place.name)):
            apart = distance_metres(point, Point(place.latitude, place.longitude))
            assert apart < 1_500, place.name


def test_the_main_places_are_there_and_none_twice():
    names = [folded(place.name) for place in places()]

    assert len(names) >= 80
    assert len(names) == len(set(names))
    assert {"bradford", "keighley", "shipley", "bingley", "ilkley", "skipton"} <= set(names)
    assert all(place.point.is_on_earth for place in places())


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Burley-in-Wharfedale", "burley in wharfedale"),
        ("  CROSS   hills ", "Cross Hills"),
        ("Kéighley", "keighley"),
        ("St. Anne’s & All Saints", "st annes and all saints"),
    ],
)
def test_names_are_compared_without_case_accents_and_signs(name, same):
    assert folded(name) == folded(same)
