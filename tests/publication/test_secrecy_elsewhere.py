"""A secret address stays secret in what else is said: in services, organisations, ids and links."""

import json

import pytest

from directory.models import Accessibility, Schedule, ServiceAtLocation
from directory.publication.models import PublicRecord
from directory.publication.publish import publish
from directory.publication.readiness import NotReady
from tests.factories import make_location, make_organization, make_service

pytestmark = pytest.mark.django_db

STREET = {"address_1": "Flat 2, 17 Oak Lane", "postal_code": "BD9 4QX"}


def make_refuge(**fields):
    return make_location(hide_address=True, name="Refuge", address=STREET, **fields)


def everything_public() -> str:
    documents = PublicRecord.objects.values_list("full", "listed")
    return " ".join(part.decode() for pair in documents for part in pair)


@pytest.mark.parametrize(
    "text",
    ["Come to 17 Oak Lane", "Find us on Oak Lane", "BD94QX", "We are at 53.79130,-1.75990"],
)
def test_a_service_may_not_tell_where_its_refuge_is(text):
    service = make_service(published=False, at=make_refuge(), organization=make_organization())
    service.description = text
    service.save()

    with pytest.raises(NotReady, match="address is secret"):
        publish(service)


def test_a_place_of_a_service_may_not_tell_it_either():
    service = make_service(published=False, organization=make_organization())
    ServiceAtLocation.objects.create(
        service=service, location=make_refuge(), description="Back door of 17 Oak Lane"
    )

    with pytest.raises(NotReady, match="17 Oak Lane"):
        publish(service)


def test_nor_an_organization_that_looks_after_it():
    organization = make_organization(published=False)
    make_refuge(organization=organization)
    organization.description = "We live at 17 Oak Lane."
    organization.save()

    with pytest.raises(NotReady, match="17 Oak Lane"):
        publish(organization)


def test_the_town_may_be_told():
    service = make_service(
        at=make_refuge(), organization=make_organization(), description="In Bradford, by bus 622."
    )

    assert publish(service) is None


def test_a_link_that_leads_to_the_door_is_not_published():
    refuge = make_refuge()
    Accessibility.objects.create(
        location=refuge, description="Ramp", url="https://maps.example.org/?q=oak"
    )
    Schedule.objects.create(location=refuge, schedule_link="https://words.example.org/a.b.c")
    publish(refuge)

    assert "maps.example.org" not in everything_public()
    assert "words.example.org" not in everything_public()


def test_the_id_of_a_secret_address_says_nothing():
    """An import makes ids from what a row holds; from such an id the street can be guessed."""
    refuge = make_refuge()
    address = refuge.addresses.get()
    document = json.loads(PublicRecord.objects.get(kind="location").full)

    assert str(address.pk) not in everything_public()
    address.address_1 = "99 Another Street"
    address.save()
    publish(refuge)
    again = json.loads(PublicRecord.objects.get(kind="location").full)
    assert again["addresses"] == document["addresses"]


def test_a_location_that_becomes_secret_but_is_not_ready_is_withdrawn(client):
    location = make_location(address=STREET)
    location.hide_address = True
    location.description = "Ring at 17 Oak Lane."
    location.save()

    with pytest.raises(NotReady, match="it was withdrawn until then"):
        publish(location)

    assert client.get(f"/api/v3/locations/{location.pk}").status_code == 404
    assert "Oak Lane" not in everything_public()


def test_a_location_becomes_secret_only_once_its_services_keep_it(client):
    location = make_location(address=STREET)
    service = make_service(at=location, description="At 17 Oak Lane, every day.")
    location.hide_address = True
    location.save()

    with pytest.raises(NotReady, match=service.name):
        publish(location)

    service.description = "Every day."
    service.save()
    publish(service)
    publish(location)
    assert "Oak Lane" not in everything_public()
