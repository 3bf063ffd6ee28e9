"""Names of places: administrators add those the gazetteer lacks, and searches know them at once."""

import pytest
from django.test import Client

from directory.places.models import NamedPlace
from tests.admin.examples import address
from tests.admin.reviewing import signed_in, text
from tests.factories import make_administrator, make_location, make_moderator, make_service

pytestmark = pytest.mark.django_db

THWAITES = {
    "name": "Zebra Bank",
    "alternate_names": "The Bank\r\nZeb",
    "latitude": "53.79123",
    "longitude": "-1.75987",
}
NEAR = "/api/v3/services?place={}&proximity=500"


@pytest.fixture
def administrator() -> Client:
    return signed_in(make_administrator())


def test_a_name_that_is_added_is_known_at_once(administrator, client):
    make_service(name="Lunch club", at=make_location())
    assert client.get(NEAR.format("Zebra Bank")).status_code == 400

    answer = administrator.post(address(NamedPlace, "add"), THWAITES)

    assert answer.status_code == 302
    for name in ("Zebra Bank", "zeb", "the bank"):
        found = client.get(NEAR.format(name)).json()["contents"]
        assert [one["name"] for one in found] == ["Lunch club"], name


def test_no_list_that_was_fetched_before_outlives_a_change(administrator, client):
    make_service(at=make_location())
    place = NamedPlace.objects.create(name="Zebra Bank", latitude=53.79, longitude=-1.76)
    tags = [client.get(NEAR.format("Zebra Bank")).headers["ETag"]]
    chosen = {"action": "delete_selected", "_selected_action": [place.pk], "post": "yes"}

    administrator.post(address(NamedPlace, "change", place.pk), THWAITES | {"latitude": "10"})

    answer = client.get(NEAR.format("Zebra Bank"), headers={"If-None-Match": tags[0]})
    assert (answer.status_code, answer.json()["contents"]) == (200, [])
    administrator.post(address(NamedPlace, "changelist"), chosen)
    assert client.get(NEAR.format("Zebra Bank")).status_code == 400


def test_it_is_looked_for_by_any_of_its_names(administrator):
    NamedPlace.objects.create(name="Zebra Bank", alternate_names="Zeb", latitude=1, longitude=1)
    NamedPlace.objects.create(name="Otter Hill", latitude=1, longitude=1)

    page = text(administrator.get(address(NamedPlace, "changelist"), {"q": "zeb"}))

    assert "Zebra Bank" in page
    assert "Otter Hill" not in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"latitude": "91"}, "The point is not on the Earth."),
        ({"longitude": "nan"}, "Enter a number."),
        ({"latitude": "1e999"}, "Enter a number."),
        ({"name": "Ze\0bra"}, "Null characters are not allowed."),
        ({"name": "z" * 101}, "at most 100 characters"),
        ({"alternate_names": "\0"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_a_place_is_refused(administrator, typed, told):
    answer = administrator.post(address(NamedPlace, "add"), THWAITES | typed)

    assert answer.status_code == 200
    assert told in text(answer)
    assert not NamedPlace.objects.exists()


def test_it_is_for_administrators_alone():
    moderator = signed_in(make_moderator())

    assert moderator.post(address(NamedPlace, "add"), THWAITES).status_code == 404
    assert not NamedPlace.objects.exists()
