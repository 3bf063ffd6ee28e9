"""Where a service happens: places that are there, new ones, online, and secret ones."""

import re

import pytest
from django.urls import reverse

from directory.admin.editing.finder import FEW
from directory.models import Location, Organization, ServiceAtLocation
from directory.publication.withdraw import withdraw
from tests.admin.service.conftest import told
from tests.factories import make_location, make_organization, make_service

pytestmark = pytest.mark.django_db

NEW = {
    "places-0-new_name": "Willow Barn",
    "places-0-address_1": "3 Willow Lane",
    "places-0-city": "Bingley",
    "places-0-state_province": "West Yorkshire",
    "places-0-postal_code": "BD16 1AA",
}


@pytest.fixture
def service(organization):
    return make_service(organization=organization)


def test_a_new_place_is_described_in_the_form(pages, service, organization):
    access = {"places-0-access": "Step-free entrance", "places-0-hide_address": "on"}
    pages.save(service, **NEW, **access, **{"places-0-description": "Use the side door"})

    place = service.service_at_locations.get()
    address = place.location.addresses.get()
    assert place.description == "Use the side door"
    assert (place.location.name, place.location.organization) == ("Willow Barn", organization)
    assert place.location.hide_address
    assert (address.address_1, address.postal_code) == ("3 Willow Lane", "BD16 1AA")
    assert place.location.accessibility.get().description == "Step-free entrance"


def test_a_place_is_added_to_a_service_that_has_two_and_none_of_them_twice(pages, service):
    halls = [make_location() for _ in range(3)]
    for hall in halls[:2]:
        ServiceAtLocation.objects.create(service=service, location=hall)
    added = {"places-TOTAL_FORMS": 3}

    twice = pages.send(service, **added, **{"places-2-location": halls[0].pk})
    assert "You have added the same place twice." in told(twice)
    pages.save(service, **added, **{"places-2-location": halls[2].pk})

    assert {at.location for at in service.service_at_locations.all()} == set(halls)


def test_half_an_address_is_asked_for_at_its_fields(pages, service):
    answer = pages.send(service, **{"places-0-new_name": "Willow Barn"})

    assert "Give the street" in told(answer)
    assert not Location.objects.filter(name="Willow Barn").exists()
    assert ("places-0-new_name", "Willow Barn") in pages.again(service, answer).fields


def test_a_place_is_looked_for_by_name_or_postcode_and_chosen(pages, service):
    hall = make_location(name="Heron Hall", address={"postal_code": "BD7 3AB"})
    make_location(name="Elsewhere", address={"postal_code": "LS1 1AA"})

    for words in ("heron", "bd7 3ab"):
        answer = pages.send(service, "_find", **{"places-0-location-find": words})
        found = pages.again(service, answer).choices["places-0-location"]
        assert found == [str(hall.pk), ""]
    pages.save(service, **{"places-0-location": hall.pk})

    assert service.service_at_locations.get().location == hall


def test_the_secret_address_of_others_is_not_to_be_found(pages, service):
    secret = make_location(
        name="Safe House",
        hide_address=True,
        address={"postal_code": "BD9 9QX"},
        organization=make_organization(),
    )
    for words in ("safe", "BD9 9QX"):
        answer = pages.send(service, "_find", **{"places-0-location-find": words})
        assert str(secret.pk) not in answer.content.decode()

    answer = pages.send(service, **{"places-0-location": secret.pk})
    assert answer.status_code == 200
    assert not service.service_at_locations.exists()


def test_a_place_of_others_is_found_and_shown_as_the_public_sees_it(pages, service):
    """Of what they have changed and not sent, nothing: neither when it is looked for, nor after."""
    hall = make_location(
        name="Heron Hall",
        organization=make_organization(),
        address={"address_1": "4 Pelican Court", "postal_code": "BD7 3AB"},
    )
    Location.objects.filter(pk=hall.pk).update(name="Kite Hall")
    hall.addresses.update(address_1="9 Unsent Lane", postal_code="LS1 1AA")

    def found(words):
        answer = pages.send(service, "_find", **{"places-0-location-find": words})
        page = answer.content.decode()
        assert "Unsent Lane" not in page
        assert "Kite Hall" not in page
        return str(hall.pk) in page

    # One place alone is offered without being looked for, so that there are some more.
    for number in range(FEW):
        make_location(name=f"Elsewhere {number}", address={"postal_code": "BD2 2BB"})
    for words in ("heron", "HERON hall", "bd7 3ab", "BD7", "pelican", "4 Pelican Court"):
        assert found(words), words
    for words in ("kite", "LS1 1AA", "unsent", "BD7 LS1"):
        assert not found(words), words
    pages.save(service, **{"places-0-location": hall.pk})

    page = pages.client.get(pages.address(service)).content.decode()
    assert "Heron Hall, 4 Pelican Court, Bradford BD7 3AB" in page
    for row in (service, service.service_at_locations.get()):
        for name in ("change", "delete"):
            url = reverse(f"admin:directory_{row._meta.model_name}_{name}", args=[row.pk])
            page = pages.client.get(url).content.decode()
            assert not re.search("Kite|Unsent|LS1", page), (row, name)
    listed = reverse("admin:directory_serviceatlocation_changelist")
    page = pages.client.get(listed).content.decode()
    assert "Heron Hall" in page
    assert "Kite" not in page
    assert "Heron" not in pages.client.get(f"{listed}?q=kite").content.decode()


def test_a_place_of_others_that_is_public_no_more_is_not_told_of(pages, service):
    hall = make_location(name="Heron Hall", organization=make_organization())
    ServiceAtLocation.objects.create(service=service, location=hall)
    withdraw(hall)

    page = pages.client.get(pages.address(service)).content.decode()

    assert "A place that is not public" in page
    assert "Heron" not in page
    assert "Otter Row" not in page


def test_an_organisation_of_others_is_called_as_the_public_calls_it(pages, organization):
    """A moderator put ours under one that has another name by now, and has not sent it."""
    above = make_organization(name="Heron Trust")
    organization.parent_organization = above
    organization.save()
    Organization.objects.filter(pk=above.pk).update(name="Kite Trust")

    for words in ("", "heron", "kite"):
        answer = pages.send(organization, "_find", **{"parent_organization-find": words})
        assert "Kite Trust" not in answer.content.decode()
        assert "Heron Trust" in answer.content.decode()


def test_a_draft_of_others_is_not_to_be_found(pages, service):
    draft = make_location(name="Not yet", published=False, organization=make_organization())

    answer = pages.send(service, "_find", **{"places-0-location-find": "not yet"})
    assert str(draft.pk) not in answer.content.decode()
    assert pages.send(service, **{"places-0-location": draft.pk}).status_code == 200


def test_ones_own_secret_place_is_shown_without_its_street(pages, service, organization):
    secret = make_location(
        name="Safe House",
        hide_address=True,
        address={"address_1": "9 Hidden Street", "postal_code": "BD9 9QX"},
        organization=organization,
    )
    ServiceAtLocation.objects.create(service=service, location=secret)

    page = pages.client.get(pages.address(service)).content.decode()

    assert "Safe House, somewhere in BD9" in page
    assert "Hidden Street" not in page


def test_a_place_like_one_that_is_there_is_asked_about_first(pages, service):
    make_location(
        name="Willow Barn", address={"address_1": "3 Willow Lane", "postal_code": "BD16 1AA"}
    )
    answer = pages.send(service, **NEW)
    assert "Is it one of these?" in told(answer)
    assert "Same name, Same postcode" in answer.content.decode()

    pages.save(service, **NEW, **{"places-0-is_new": "on"})
    assert Location.objects.filter(name="Willow Barn").count() == 2


def test_a_service_can_be_online_alone(pages, service, organization):
    pages.save(service, takes_place="online", online_url="example.org/zoom")

    location = service.service_at_locations.get().location
    assert (location.location_type, location.url) == ("virtual", "https://example.org/zoom")
    assert location.organization == organization

    pages.save(service, online_url="https://example.org/teams")
    location.refresh_from_db()
    assert location.url == "https://example.org/teams"
    assert service.service_at_locations.count() == 1


def test_an_online_place_that_others_use_is_left_to_them(pages, service):
    shared = make_location(
        name="Hub online", location_type="virtual", url="https://example.org/hub", address=None
    )
    ServiceAtLocation.objects.create(service=service, location=shared)
    make_service(at=shared)

    pages.save(service, online_url="https://example.org/ours")

    shared.refresh_from_db()
    assert shared.url == "https://example.org/hub"
    assert service.service_at_locations.get().location.url == "https://example.org/ours"


def test_both_is_a_place_and_an_address_online(pages, service):
    pages.save(service, takes_place="both", online_url="https://example.org/zoom", **NEW)

    kinds = service.service_at_locations.values_list("location__location_type", flat=True)
    assert sorted(kinds) == ["physical", "virtual"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"takes_place": "online", **NEW}, "online only, but there is a place"),
        ({"takes_place": "in_person", "online_url": "https://example.org"}, "where it is online"),
    ],
)
def test_answers_that_disagree_are_told(pages, service, typed, says):
    answer = pages.send(service, **typed)

    assert says in answer.content.decode()
    assert not service.service_at_locations.exists()


def test_a_place_is_removed_by_ticking(pages, service):
    ServiceAtLocation.objects.create(service=service, location=make_location())
    pages.save(service, **{"places-0-DELETE": "on"})

    assert not service.service_at_locations.exists()
    assert Location.objects.count() == 1


def test_one_place_is_not_added_twice(pages, service):
    hall = make_location()
    ServiceAtLocation.objects.create(service=service, location=hall)
    answer = pages.send(service, **{"places-TOTAL_FORMS": 2, "places-1-location": hall.pk})

    assert "same place twice" in told(answer)
