"""A location that was saved without coordinates gets them from its postcode on publishing."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Address, Attribute, Location
from directory.places.models import KnownPostcode, OutwardCode
from directory.publication.models import PublicRecord, Revision
from directory.publication.publish import blank_essentials, publish
from directory.publication.rebuild import rebuild_public_record
from tests.conformance.schemas import faults
from tests.factories import make_location, make_service
from tests.publication.seen import everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def postcodes():
    KnownPostcode.objects.create(key="BD99QX", latitude=53_812_345, longitude=-1_794_321)
    OutwardCode.objects.create(code="BD9", latitude=53_712_340, longitude=-1_712_340, live=1)


def make_pointless(postcode="BD9 9QX", *, country="GB", address_type="physical", **fields):
    return make_location(
        latitude=None,
        longitude=None,
        address={"postal_code": postcode, "country": country, "address_type": address_type},
        **fields,
    )


def shown(location, form="full"):
    return json.loads(getattr(PublicRecord.objects.get(record_id=location.pk), form))


def point(location):
    document = shown(location)
    return document.get("latitude"), document.get("longitude")


def marks(document):
    return [
        said["value"]
        for said in document.get("attributes", [])
        if said["link_type"] == "coordinates"
    ]


@pytest.mark.parametrize("postcode", ["BD9 9QX", "bd99qx", " BD9  9QX "])
def test_from_its_postcode_and_says_so(postcode):
    location = make_pointless(postcode)

    document = shown(location)

    assert (document["latitude"], document["longitude"]) == (53.812345, -1.794321)
    assert marks(document) == ["from postcode"]
    assert shown(location, "listed")["latitude"] == 53.812345


def test_wherever_it_is_shown():
    location = make_pointless()

    service = shown(make_service(at=location))

    place = service["service_at_locations"][0]["location"]
    assert place["latitude"] == 53.812345
    assert marks(place) == ["from postcode"]


def test_the_working_copy_stays_as_it_was_saved():
    location = make_pointless()

    assert Location.objects.get(pk=location.pk).latitude is None
    assert not Attribute.objects.exists()


def test_its_own_coordinates_are_better():
    location = make_location(address={"postal_code": "BD9 9QX"})

    assert point(location) == (location.latitude, location.longitude)
    assert marks(shown(location)) == []


def test_its_own_coordinates_replace_those_and_the_mark():
    location = make_pointless()
    location.latitude, location.longitude = 53.5, -1.5
    location.save()

    publish(location)

    assert point(location) == (53.5, -1.5)
    assert marks(shown(location)) == []


@pytest.mark.parametrize(
    ("postcode", "fields"),
    [
        ("SW1A 1AA", {}),
        ("no idea", {}),
        ("BD9 9QX", {"country": "FR"}),
        ("BD9 9QX", {"address_type": "virtual"}),
        ("BD9 9QX", {"location_type": "virtual"}),
    ],
)
def test_nothing_is_made_up(postcode, fields):
    location = make_pointless(postcode, **fields)

    assert point(location) == (None, None)
    assert marks(shown(location)) == []


def test_of_several_addresses_the_one_people_can_go_to_counts():
    KnownPostcode.objects.create(key="LS11AA", latitude=53_790_000, longitude=-1_540_000)
    location = make_pointless("LS1 1AA", address_type="postal", published=False)
    Address.objects.create(
        location=location, address_1="1", city="Bradford", state_province="X", postal_code="BD9 9QX"
    )

    publish(location)

    assert point(location)[0] == 53.812345


def test_an_outward_code_gives_no_more_decimals_than_it_knows():
    location = make_pointless("BD9")

    assert point(location) == (53.71, -1.71)
    assert marks(shown(location)) == ["from outward code"]


def test_a_secret_address_gives_no_more_than_its_outward_code():
    location = make_pointless(hide_address=True)

    assert point(location) == (53.71, -1.71)
    assert marks(shown(location)) == ["from outward code"]
    assert b"53.81" not in Revision.objects.get(record_id=location.pk).core
    assert blank_essentials(location) == []


def test_a_secret_address_that_was_public_loses_the_point_of_its_postcode():
    location = make_pointless()
    location.hide_address = True
    location.save()

    publish(location)

    assert point(location) == (53.71, -1.71)


def test_publishing_again_changes_nothing():
    location = make_pointless()

    assert publish(location) is None


def test_postcodes_that_are_loaded_later_are_taken_in_when_it_is_published_again():
    location = make_pointless("LS1 1AA")
    KnownPostcode.objects.create(key="LS11AA", latitude=53_790_000, longitude=-1_540_000)

    publish(location)

    assert point(location) == (53.79, -1.54)


def test_the_public_record_is_made_again_to_the_same_bytes_whatever_is_loaded_then():
    make_service(at=make_pointless())
    before = everything()
    KnownPostcode.objects.all().delete()

    rebuild_public_record()

    assert everything() == before


def test_postcodes_cost_two_queries_and_none_where_all_have_points(django_assert_max_num_queries):
    make_location()
    known = make_location(published=False)
    unknown = make_pointless(published=False)
    with CaptureQueriesContext(connection) as usual:
        publish(known)
    with django_assert_max_num_queries(len(usual) + 2):
        publish(unknown)


@pytest.mark.parametrize("name", ["HSDS 3.0", "HSDS 3.1", "HSDS-UK 3.0", "UK validator"])
def test_it_conforms(shared, name):
    location = make_pointless()

    assert faults(shared / "standards", name, "location", shown(location)) == []
