"""What publishing costs, counted in queries: fixed for many records, bounded for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Location, Organization, Phone, Service, ServiceAtLocation
from directory.publication.models import Kind
from directory.publication.publish import publish, publish_many
from directory.publication.withdraw import withdraw_many
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db

# One edited service with a place and a term; an organization whose ten services show it.
ONE_SERVICE = 95
AN_ORGANIZATION = 80
A_WITHDRAWAL = 70


@pytest.fixture
def queries():
    """How many queries an act makes."""

    def count(act) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            act()
        return len(captured)

    return count


def drafts(count: int) -> list:
    """Ready services, each at a place of its own, of an organization of their own."""
    organization = make_organization()
    halls = Location.objects.bulk_create(Location(name=f"Hall {n}") for n in range(count))
    services = Service.objects.bulk_create(
        Service(name=f"Lunch {n}", description="A hot meal.", organization=organization)
        for n in range(count)
    )
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(service=service, location=hall)
        for service, hall in zip(services, halls, strict=True)
    )
    Phone.objects.bulk_create(Phone(service=one, number="01632 960123") for one in services)
    publish_many(Kind.LOCATION, [hall.pk for hall in halls])
    return [service.pk for service in services]


def test_publishing_100_services_takes_as_many_queries_as_10(queries):
    few, many = drafts(10), drafts(100)

    cost_of_few = queries(lambda: publish_many(Kind.SERVICE, few))
    cost_of_many = queries(lambda: publish_many(Kind.SERVICE, many))

    assert cost_of_many == cost_of_few


def test_publishing_100_unchanged_services_takes_as_many_queries_as_10(queries):
    few, many = drafts(10), drafts(100)
    publish_many(Kind.SERVICE, few + many)

    assert queries(lambda: publish_many(Kind.SERVICE, many)) == queries(
        lambda: publish_many(Kind.SERVICE, few)
    )


def test_publishing_an_organization_of_100_services_takes_as_many_queries_as_one_of_10(queries):
    costs = []
    for count in (10, 100):
        ids = drafts(count)
        publish_many(Kind.SERVICE, ids)
        organization = Service.objects.get(pk=ids[0]).organization
        organization.website = "https://example.org/"
        organization.save()
        costs.append(queries(lambda organization=organization: publish(organization)))

    assert costs[0] == costs[1]


@pytest.mark.parametrize("count", [10, 100])
def test_withdrawing_many_services_is_a_bounded_number_of_queries(queries, count):
    """Not the same: words that go with the last of them are taken out of the vocabulary."""
    services = drafts(count)
    publish_many(Kind.SERVICE, services)

    assert queries(lambda: withdraw_many(Kind.SERVICE, services)) <= A_WITHDRAWAL


def test_one_edited_service_is_a_bounded_number_of_queries(queries):
    service = make_service(at=make_location())
    tag(service, make_term())
    service.name = "Renamed"
    service.save()

    assert queries(lambda: publish(service)) <= ONE_SERVICE


def test_an_organization_with_ten_services_is_a_bounded_number_of_queries(queries):
    ids = drafts(10)
    publish_many(Kind.SERVICE, ids)
    Organization.objects.update(name="Renamed")
    organization = Service.objects.get(pk=ids[0]).organization

    assert queries(lambda: publish(organization)) <= AN_ORGANIZATION
