"""Attributes and metadata have no foreign key to what they are said of, yet go with it."""

from datetime import date

import pytest

from directory.models import (
    Attribute,
    Metadata,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db


def tell(record):
    """Have another system's word on the past of `record`."""
    return Metadata.objects.create(
        resource_id=record.pk,
        resource_type=record.entity(),
        last_action_date=date(2026, 1, 2),
        last_action_type="update",
        field_name="name",
        previous_value="Before",
        replacement_value="After",
        updated_by="A partner",
    )


def test_they_go_with_their_record():
    service = make_service(published=False)
    tag(service, make_term(published=False), published=False)
    tell(service)

    service.delete()

    assert not Attribute.objects.exists()
    assert not Metadata.objects.exists()


def test_they_go_when_many_are_deleted_at_once():
    for _ in range(3):
        tag(make_service(published=False), make_term(published=False), published=False)

    Service.objects.all().delete()

    assert not Attribute.objects.exists()


def test_they_go_when_their_record_goes_with_its_owner():
    """Three steps down: an organization's service's place's schedule."""
    organization = make_organization(published=False)
    service = make_service(published=False, organization=organization, at=make_location())
    place = ServiceAtLocation.objects.get(service=service)
    schedule = Schedule.objects.create(service_at_location=place, byday="MO")
    phone = Phone.objects.create(organization=organization, number="01632 960123")
    term = make_term(published=False)
    for record in (organization, service, place, schedule, phone):
        tag(record, term, published=False)
        tell(record)

    organization.delete()

    assert not Attribute.objects.exists()
    assert not Metadata.objects.exists()


def test_an_attribute_goes_with_its_term_and_takes_its_metadata():
    term = make_term(published=False)
    attribute = tag(make_service(published=False), term, published=False)
    tell(attribute)

    term.delete()

    assert not Attribute.objects.exists()


def test_those_of_other_records_stay():
    kept = make_service(published=False)
    term = make_term(published=False)
    tag(kept, term, published=False)
    tell(kept)

    make_service(published=False).delete()
    Organization.objects.exclude(pk=kept.organization_id).delete()

    assert Attribute.objects.count() == 1
    assert Metadata.objects.count() == 1
