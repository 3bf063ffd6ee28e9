"""What home and a record's pages cost in queries: as many, however much there is."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Organization, Phone, Schedule, Service
from directory.publication.models import Kind
from directory.publication.publish import publish_many
from directory.review.models import Submission
from directory.review.submitting import submit
from tests.admin.costs import queries
from tests.admin.reviewing import decision, page, signed_in
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
)

pytestmark = pytest.mark.django_db

HOME = reverse("admin:index")
# Of which some thirty look at every kind of row a service, a place and an organisation may have.
AT_HOME = 90


def services(organization: Organization, count: int) -> list[Service]:
    """Live services with rows; of every three, one edited since and one waiting for review."""
    made = Service.objects.bulk_create(
        Service(
            name=f"Lunch {n}",
            description="A hot meal.",
            organization=organization,
            assured_date=date(2020, 1, 1) if n % 2 else timezone.localdate(),
        )
        for n in range(count)
    )
    Phone.objects.bulk_create(Phone(service=one, number="01632 960123") for one in made)
    Schedule.objects.bulk_create(Schedule(service=one, freq="WEEKLY", byday="TU") for one in made)
    publish_many(Kind.SERVICE, [one.pk for one in made])
    Service.objects.filter(pk__in=[one.pk for one in made[::3]]).update(email="a@example.org")
    waiting(made[::3], organization)
    return made


def waiting(records: list[Service], organization: Organization) -> None:
    Submission.objects.bulk_create(
        Submission(
            kind=Kind.SERVICE,
            record_id=one.pk,
            name=one.name,
            organization_id=organization.pk,
            at=timezone.now(),
        )
        for one in records
    )


@pytest.fixture
def organization():
    organization = make_organization()
    make_location(organization=organization)
    return organization


def test_an_editors_home_with_200_services_takes_as_many_queries_as_with_5(organization):
    client = signed_in(make_editor(organization))
    services(organization, 5)
    few = queries(client, HOME)
    services(organization, 195)

    assert queries(client, HOME) == few <= AT_HOME


def test_who_looks_after_thousands_of_services_is_shown_the_first_and_told_of_the_rest(
    organization,
):
    Service.objects.bulk_create(
        Service(name=f"Lunch {n}", organization=organization) for n in range(601)
    )

    shown = signed_in(make_editor(organization)).get(HOME)

    assert shown.context["left_out"] == 101


@pytest.mark.parametrize("name", ["preview", "public", "history"])
def test_a_records_pages_take_as_many_queries_whatever_it_has(organization, name):
    client = signed_in(make_editor(organization))
    service, *_ = services(organization, 2)
    service.service_at_locations.create(location=organization.locations.get())
    few = queries(client, page(service, name))
    for number in range(30):
        service.phones.create(number=str(number))
        service.schedules.create(freq="WEEKLY", byday="TU", opens_at="10:00")
        service.contacts.create(name=f"Sam {number}").phones.create(number="1")

    for _ in range(10):
        service.service_at_locations.create(
            location=make_location(organization=organization, published=False)
        )

    # A contact's phone and its languages are two tables more; so are ten places that go along.
    assert queries(client, page(service, name)) <= few + 10


def test_a_review_page_takes_as_many_queries_whatever_changed(organization):
    client = signed_in(make_moderator())
    service = services(organization, 1)[0]
    Submission.objects.all().delete()
    service.refresh_from_db()
    submission = submit(service, by=make_editor(organization))
    few = queries(client, decision(submission))
    for number in range(30):
        service.phones.create(number=str(number))

    assert queries(client, decision(submission)) <= few
