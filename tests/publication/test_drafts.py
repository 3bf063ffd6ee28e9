"""No draft leaks: a document shows of other records what was published of them, and only that."""

import pytest

from directory.models import Attribute, Contact, Phone, Program, ServiceAtLocation, Unit
from directory.models import ServiceCapacity as Capacity
from directory.publication.publish import publish
from directory.publication.withdraw import withdraw
from tests.factories import (
    make_location,
    make_organization,
    make_service,
    make_taxonomy,
    make_term,
    tag,
)
from tests.publication.seen import is_public, listed, shown, texts

pytestmark = pytest.mark.django_db

DRAFTED = "Only a draft says this"


def edit(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()


def the_place(service):
    return ServiceAtLocation.objects.get(service=service)


def test_editing_anything_changes_nothing_public():
    organization = make_organization()
    hall = make_location(organization=organization)
    taxonomy = make_taxonomy()
    term = make_term(taxonomy=taxonomy)
    service = make_service(organization=organization, at=hall)
    tag(service, term)
    before = texts()

    for record in (organization, hall, taxonomy, term, service):
        edit(record, name=DRAFTED, description=DRAFTED)
    edit(the_place(service), description=DRAFTED)
    Phone.objects.create(service=service, number="01632 960999")
    Contact.objects.create(location=hall, name=DRAFTED)

    assert texts() == before


def test_republishing_a_service_shows_its_organization_as_published():
    organization = make_organization(name="Otter Bank")
    service = make_service(organization=organization)
    edit(organization, name=DRAFTED)
    edit(service, name="Supper club")

    publish(service)

    assert shown(service)["name"] == "Supper club"
    assert shown(service)["organization"]["name"] == "Otter Bank"
    assert listed(service)["organization"]["name"] == "Otter Bank"


def test_republishing_an_organization_shows_its_services_as_published():
    organization = make_organization()
    service = make_service(organization=organization, name="Lunch club")
    edit(service, name=DRAFTED)
    edit(organization, name="Otter Bank Trust")

    publish(organization)

    assert [one["name"] for one in shown(organization)["services"]] == ["Lunch club"]
    assert shown(service)["name"] == "Lunch club"
    assert shown(service)["organization"]["name"] == "Otter Bank Trust"


def test_republishing_a_location_shows_its_services_as_published():
    hall = make_location()
    service = make_service(at=hall, name="Lunch club")
    place = the_place(service)
    edit(service, name=DRAFTED)
    edit(hall, name="Heron House")

    publish(hall)

    assert shown(place)["service"]["name"] == "Lunch club"
    assert shown(place)["location"]["name"] == "Heron House"


def test_an_unpublished_service_is_not_in_its_organizations_document():
    organization = make_organization()
    make_service(organization=organization, published=False)

    publish(organization)

    assert "services" not in shown(organization)


def test_an_unpublished_location_has_no_service_at_location():
    hall = make_location(published=False)
    service = make_service(published=False, organization=make_organization(), at=hall)

    publish(service)

    assert "service_at_locations" not in shown(service)
    assert not is_public(the_place(service))


def test_publishing_the_location_adds_the_service_at_location():
    hall = make_location(published=False)
    service = make_service(at=hall)

    publish(hall)

    [place] = shown(service)["service_at_locations"]
    assert place["location"]["id"] == str(hall.pk)
    assert shown(the_place(service))["service"]["id"] == str(service.pk)


def test_an_unpublished_location_is_not_in_its_organizations_document():
    organization = make_organization()
    hall = make_location(published=False, organization=organization)
    assert "locations" not in shown(organization)

    publish(hall)

    assert [place["id"] for place in shown(organization)["locations"]] == [str(hall.pk)]


def test_an_attribute_with_an_unpublished_term_is_absent_until_the_term_is_published():
    service = make_service()
    term = make_term(published=False, taxonomy=make_taxonomy())
    tag(service, term)
    assert "attributes" not in shown(service)

    publish(term)

    [attribute] = shown(service)["attributes"]
    assert attribute["taxonomy_term"]["name"] == term.name


@pytest.mark.parametrize("make", [make_organization, make_location, make_service])
def test_a_term_is_shown_as_published_wherever_it_is_said(make):
    term = make_term(name="Food")
    record = make()
    tag(record, term)
    edit(term, name="Food and drink")
    assert shown(record)["attributes"][0]["taxonomy_term"]["name"] == "Food"

    publish(term)

    assert shown(record)["attributes"][0]["taxonomy_term"]["name"] == "Food and drink"


def test_a_term_said_of_a_child_row_is_held_to_the_same():
    service = make_service(published=False, organization=make_organization())
    phone = Phone.objects.create(service=service, number="01632 960123")
    term = make_term(published=False, taxonomy=make_taxonomy())
    tag(phone, term, published=False)
    publish(service)
    assert "attributes" not in shown(service)["phones"][0]

    publish(term)

    assert shown(service)["phones"][0]["attributes"][0]["taxonomy_term"]["name"] == term.name


def test_a_term_said_of_a_unit_is_held_to_the_same():
    unit = Unit.objects.create(name="places")
    service = make_service(published=False, organization=make_organization())
    Capacity.objects.create(service=service, unit=unit, available=3, updated="2026-11-22T09:30:00Z")
    term = make_term(published=False, taxonomy=make_taxonomy())
    tag(unit, term, published=False)
    publish(service)
    assert "attributes" not in shown(service)["capacities"][0]["unit"]

    publish(term)

    [attribute] = shown(service)["capacities"][0]["unit"]["attributes"]
    assert attribute["taxonomy_term"]["name"] == term.name


def test_an_attribute_may_have_a_value_and_no_term():
    service = make_service()
    Attribute.objects.create(
        link_id=service.pk, link_entity="service", value="Yes", label="Step-free"
    )

    publish(service)

    [attribute] = shown(service)["attributes"]
    assert (attribute["label"], attribute["value"]) == ("Step-free", "Yes")


def test_a_program_is_shown_as_its_organization_published_it():
    organization = make_organization()
    program = Program.objects.create(
        organization=organization, name="Warm welcome", description="Warm rooms."
    )
    service = make_service(organization=organization, program=program)
    assert "program" not in shown(service)

    publish(organization)
    edit(program, name=DRAFTED)
    publish(service)

    assert shown(service)["program"]["name"] == "Warm welcome"
    assert listed(service)["program"]["name"] == "Warm welcome"


def test_a_taxonomys_document_lists_its_terms_as_published():
    taxonomy = make_taxonomy()
    term = make_term(taxonomy=taxonomy, name="Food")
    make_term(taxonomy=taxonomy, published=False)
    edit(term, name=DRAFTED)
    edit(taxonomy, name="Needs met")

    publish(taxonomy)

    assert [one["name"] for one in shown(taxonomy)["taxonomy_terms"]] == ["Food"]
    assert shown(term)["taxonomy_detail"]["name"] == "Needs met"
    assert shown(term)["name"] == "Food"


def test_what_is_deleted_from_the_working_copy_stays_public_until_it_is_withdrawn():
    """Deleting is an edit like any other: the public keeps what was last published."""
    service = make_service()
    id = service.pk
    service.delete()
    service.pk = id

    assert is_public(service)
    withdraw(service)
    assert not is_public(service)
