"""The demo's places, held to official files where those are at hand."""

import gzip
import json
from collections import defaultdict
from math import cos, hypot, radians

import pytest

from directory.demo.places import FICTIONAL_UNITS, PLACES

KM_PER_DEGREE = 111.19


def kilometres(here, there):
    """Good to 0.1 % over the few kilometres asked about here."""
    (latitude, longitude), (other_latitude, other_longitude) = here, there
    east = (other_longitude - longitude) * cos(radians(latitude))
    return KM_PER_DEGREE * hypot(other_latitude - latitude, east)


def middle(points):
    return tuple(sum(axis) / len(points) for axis in zip(*points, strict=True))


def is_inside(longitude, latitude, ring):
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (
            y2 - y1
        ) + x1:
            inside = not inside
    return inside


@pytest.fixture(scope="module")
def postcodes(request):
    """Official postcodes of the demo's outward codes: {"BD8 8": {"BD8 8AA": (lat, long)}}."""
    folder = request.config.rootpath.parent / "shared" / "data" / "uk-postcodes-nspl"
    if not folder.is_dir():
        pytest.skip("needs ../shared, the standards and data kept beside the project")
    outwards = {place.outward for place in PLACES}
    by_sector = defaultdict(dict)
    with gzip.open(folder / "nspl_2025_05_postcode_latlong.csv.gz", "rt") as lines:
        # 2.7 million rows: a reader that only looks at ours is ten times faster.
        for line in lines:
            if line.startswith(("BD", "LS29", "LA")):
                compact, latitude, longitude = line.replace(" ", "").split(",")
                outward, inward = compact[:-3], compact[-3:]
                if outward in outwards and latitude:
                    point = (float(latitude), float(longitude))
                    by_sector[f"{outward} {inward[0]}"][f"{outward} {inward}"] = point
    return by_sector


def test_there_are_places_in_every_part_of_the_district():
    assert len({place.ward for place in PLACES if not place.in_craven}) >= 29
    assert {place.town for place in PLACES} >= {"Bradford", "Keighley", "Ilkley", "Skipton"}
    assert sum(place.in_craven for place in PLACES) >= 15


def test_a_place_stands_in_its_postcode_sector(postcodes):
    for place in PLACES:
        here = (place.latitude, place.longitude)
        sector = postcodes[f"{place.outward} {place.sector}"].values()
        assert min(kilometres(here, point) for point in sector) < 0.5, place.name


def test_a_place_in_a_town_is_near_the_middle_of_its_outward_code(postcodes):
    # In the dales an outward code is half a county wide, so only towns can be held to this.
    rural = {"BD13", "BD15", "BD16", "BD20", "BD22", "BD23", "BD24", "LS29", "LA2", "LA6"}
    for place in PLACES:
        if place.outward not in rural:
            points = [
                point
                for sector, found in postcodes.items()
                if sector.split()[0] == place.outward
                for point in found.values()
            ]
            here = (place.latitude, place.longitude)
            assert kilometres(here, middle(points)) < 3, place.name


def test_no_household_has_one_of_the_demos_postcodes(postcodes):
    for place in PLACES:
        for number in range(len(FICTIONAL_UNITS)):
            postcode = place.postcode(number)
            assert postcode not in postcodes[postcode[:-2]], postcode


def test_a_place_lies_in_its_ward(shared):
    wards = defaultdict(list)
    for file in ("wards2025_bradford", "wards2025_north_yorkshire"):
        path = shared / "data" / "boundaries-bradford-craven" / f"{file}.geojson.gz"
        for feature in json.loads(gzip.decompress(path.read_bytes()))["features"]:
            shape = feature["geometry"]
            parts = shape["coordinates"]
            polygons = [parts] if shape["type"] == "Polygon" else parts
            wards[feature["properties"]["WD25NM"]] += [polygon[0] for polygon in polygons]
    for place in PLACES:
        rings = wards[place.ward]
        assert any(is_inside(place.longitude, place.latitude, ring) for ring in rings), place.name
