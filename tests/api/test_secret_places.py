"""Whoever looks for a secret place by where it is arrives at its rounded point, never nearer."""

import json
from math import cos, radians

import pytest

from directory.places.geometry import Point, distance_metres
from tests.factories import make_location, make_service
from tests.search.nearby.making import BRADFORD, WARD, load_area, load_postcodes, square

pytestmark = pytest.mark.django_db

TRUE = Point(53.812345, -1.794321)
ROUNDED = Point(53.81, -1.79)
HAMLET = "E05000002"
PATHS = ("services", "service_at_locations", "locations")
METRES_A_DEGREE = 111_195


@pytest.fixture
def refuge():
    """A refuge with a postcode and in a ward of its own, beside a place anybody may know."""
    load_postcodes()
    load_area(BRADFORD, "local_authority", "Bradford", *square(ROUNDED, 0.2))
    load_area(HAMLET, "ward", "Its hamlet", *square(TRUE, 0.001), within=BRADFORD)
    refuge = make_location(
        name="Wren House",
        hide_address=True,
        latitude=TRUE.latitude,
        longitude=TRUE.longitude,
        address={"postal_code": "BD9 9QX", "address_1": "17 Quillfeather Row"},
    )
    make_service(name="Refuge", at=refuge)


def is_found(client, path: str, query: str) -> bool:
    answer = client.get(f"/api/v3/{path}?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["total_items"] > 0


@pytest.mark.parametrize("path", PATHS)
def test_halving_a_circle_measures_the_way_to_the_rounded_point(client, refuge, path):
    for here in (TRUE, *square(TRUE, 0.03)[:3]):
        low, high = 0, 100_000
        while high - low > 1:
            middle = (low + high) // 2
            near = f"near={here.latitude},{here.longitude}&proximity={middle}"
            low, high = (low, middle) if is_found(client, path, near) else (middle, high)

        assert high == pytest.approx(distance_metres(here, ROUNDED), abs=1.5)


@pytest.mark.parametrize("path", PATHS)
def test_halving_a_box_arrives_at_the_rounded_point(client, refuge, path):
    south, north, west, east = 53.0, 54.5, -2.5, -1.0
    for _ in range(32):
        middle = (south + north) / 2
        inside = is_found(client, path, f"bbox={west:.12f},{south:.12f},{east:.12f},{middle:.12f}")
        south, north = (south, middle) if inside else (middle, north)
        middle = (west + east) / 2
        inside = is_found(client, path, f"bbox={west:.12f},{south:.12f},{middle:.12f},{north:.12f}")
        west, east = (west, middle) if inside else (middle, east)

    assert (north, east) == pytest.approx(ROUNDED, abs=1e-8)


@pytest.mark.parametrize("path", PATHS)
def test_its_distance_is_told_to_the_rounded_point(client, refuge, path):
    for here in (TRUE, *square(TRUE, 0.03)):
        answer = client.get(f"/api/v3/{path}?near={here.latitude},{here.longitude}")
        [one] = answer.json()["contents"]

        assert one["distance_metres"] == round(distance_metres(here, ROUNDED))


def test_the_order_of_distance_compares_the_rounded_point(client, refuge):
    """Decoys on either side: whoever publishes them learns on which side the rounded point is."""
    here = Point(TRUE.latitude - 0.02, TRUE.longitude)
    away = distance_metres(here, ROUNDED)
    for name, metres in (("Nearer", away - 5), ("Further", away + 5)):
        latitude = here.latitude - metres / METRES_A_DEGREE
        make_service(name=name, at=make_location(latitude=latitude, longitude=here.longitude))

    query = f"near={here.latitude},{here.longitude}&sort=distance"
    contents = client.get(f"/api/v3/services?{query}").json()["contents"]

    assert [one["name"] for one in contents] == ["Nearer", "Refuge", "Further"]
    assert abs(distance_metres(here, TRUE) - away) > 50 * cos(radians(60))


@pytest.mark.parametrize("path", PATHS)
def test_neither_its_postcode_nor_its_hamlet_has_it(client, refuge, path):
    load_area(WARD, "ward", "The ward of its postcode", within=BRADFORD)

    assert is_found(client, path, f"area={BRADFORD}")
    assert not is_found(client, path, f"area={HAMLET}")
    assert not is_found(client, path, f"area={WARD}")
    away = distance_metres(TRUE, ROUNDED)
    assert not is_found(client, path, f"postcode=BD9+9QX&proximity={int(away) - 1}")
    assert is_found(client, path, f"postcode=BD9+9QX&proximity={int(away) + 2}")


@pytest.mark.parametrize("path", PATHS)
def test_no_form_of_an_answer_has_its_door(client, refuge, path):
    for query in ("near=53.812345,-1.794321", "postcode=BD9+9QX", f"area={BRADFORD}"):
        for form in ("format=geojson", "format=ndjson&full=true", "format=csv", "full=true"):
            answer = client.get(f"/api/v3/{path}?{query}&{form}")
            text = (b"".join(answer) if answer.streaming else answer.content).decode()
            if answer.headers["Content-Type"] == "application/json":
                text = json.dumps(answer.json()["contents"])
            assert "Wren House" in text or "Refuge" in text
            assert not any(one in text for one in ("53.812", "1.794", "9QX", "Quillfeather"))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("words", ['"BD9 9QX"', "9QX", "quillfeather", '"17 quillfeather row"'])
def test_words_of_its_address_find_nothing(client, refuge, path, words):
    assert not is_found(client, path, f"search={words}")
