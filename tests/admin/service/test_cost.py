"""The forms cost the same however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import (
    Attribute,
    Contact,
    CostOption,
    Language,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
    Unit,
)
from tests.factories import make_location, make_organization, make_service, make_term

pytestmark = pytest.mark.django_db

MOST = 30


def queries(pages, record) -> int:
    pages.client.get(pages.address(record))
    with CaptureQueriesContext(connection) as asked:
        assert pages.client.get(pages.address(record)).status_code == 200
    return len(asked)


def fill(service: Service, count: int) -> None:
    """Give `service` so many rows of each kind."""
    unit = Unit.objects.create(name="places")
    for number in range(count):
        Schedule.objects.create(service=service, freq="WEEKLY", byday="MO", opens_at="10:00")
        Schedule.objects.create(service=service, description="Closed on bank holidays")
        contact = Contact.objects.create(service=service, name=f"Ann {number}")
        Phone.objects.create(contact=contact, number="01274 1")
        Phone.objects.create(service=service, number="01274 2")
        Language.objects.create(service=service, name="Urdu")
        CostOption.objects.create(service=service, amount=number)
        ServiceCapacity.objects.create(
            service=service, unit=unit, available=1, updated="2026-01-01T00:00Z"
        )
        place = ServiceAtLocation.objects.create(service=service, location=make_location())
        Schedule.objects.create(service_at_location=place, description="Ring")
        Attribute.objects.create(
            link_id=service.pk, link_entity="service", taxonomy_term=make_term()
        )


def test_a_form_asks_as_often_for_one_row_as_for_many(pages, organization):
    few, many = (make_service(organization=organization) for _ in range(2))
    fill(few, 1)
    fill(many, 8)

    assert queries(pages, few) == queries(pages, many) <= MOST


def test_the_forms_stay_below_thirty_queries_at_20_000_services(pages, moderated, organization):
    service = make_service(organization=organization, at=make_location(organization=organization))
    fill(service, 1)
    before = {
        record: queries(pages, record) for record in (service, organization, Service, Location)
    }
    others = [Organization(name=f"Group {number}") for number in range(2_000)]
    Organization.objects.bulk_create(others)
    Location.objects.bulk_create(Location(name=f"Hall {number}") for number in range(5_000))
    Service.objects.bulk_create(
        Service(name=f"Service {number}", organization=others[number % 2_000])
        for number in range(20_000)
    )
    taxonomy = make_term().taxonomy
    TaxonomyTerm.objects.bulk_create(
        TaxonomyTerm(name=f"Term {number}", taxonomy=taxonomy) for number in range(500)
    )

    for record, count in before.items():
        assert queries(pages, record) == count <= MOST, record
        assert queries(moderated, record) <= MOST, record
    make_organization()
