"""Withdrawn is gone from everywhere public, and still in the log."""

import pytest

from directory.models import ServiceAtLocation
from directory.publication.models import Kind, PublicRecord, Revision
from directory.publication.publish import publish
from directory.publication.readiness import NotReady
from directory.publication.withdraw import withdraw, withdraw_many
from tests.factories import (
    make_location,
    make_organization,
    make_service,
    make_taxonomy,
    make_term,
    tag,
)
from tests.publication.seen import is_public, shown, undated

pytestmark = pytest.mark.django_db


def the_place(service):
    return ServiceAtLocation.objects.get(service=service)


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (make_taxonomy, "taxonomies"),
        (make_term, "taxonomy_terms"),
        (make_organization, "organizations"),
        (make_location, "locations"),
        (make_service, "services"),
    ],
)
def test_its_url_answers_404_and_lists_leave_it_out(client, make, path):
    record = make()
    assert client.get(f"/api/v3/{path}/{record.pk}").status_code == 200

    withdraw(record)

    assert client.get(f"/api/v3/{path}/{record.pk}").status_code == 404
    ids = [one["id"] for one in client.get(f"/api/v3/{path}").json()["contents"]]
    assert str(record.pk) not in ids


def test_the_log_keeps_what_it_was():
    service = make_service()

    withdraw(service)

    actions = Revision.objects.filter(record_id=service.pk).values_list("action", flat=True)
    assert list(actions) == ["published", "withdrawn"]
    assert Revision.objects.filter(record_id=service.pk).first().core


def test_a_service_goes_with_its_places_and_from_its_organizations_list():
    service = make_service(at=make_location())

    withdraw(service)

    assert not is_public(the_place(service))
    assert "services" not in shown(service.organization)


def test_a_location_goes_with_what_happens_there_and_the_service_stays():
    hall = make_location(organization=make_organization())
    service = make_service(at=hall)

    withdraw(hall)

    assert not is_public(the_place(service))
    assert "service_at_locations" not in shown(service)
    assert "locations" not in shown(hall.organization)


def test_an_organization_takes_its_services_along():
    organization = make_organization()
    services = [make_service(organization=organization, at=make_location()) for _ in range(2)]
    other = make_service()

    withdraw(organization)

    assert not any(is_public(service) for service in services)
    assert is_public(other)
    newest = Revision.objects.filter(kind=Kind.SERVICE, record_id=services[0].pk).last()
    assert newest.action == "withdrawn"


def test_an_organization_leaves_its_locations_standing():
    hall = make_location(organization=make_organization())

    withdraw(hall.organization)

    assert is_public(hall)


def test_a_taxonomy_takes_its_terms_along():
    term = make_term()
    service = make_service()
    tag(service, term)

    withdraw(term.taxonomy)

    assert not is_public(term)
    assert "attributes" not in shown(service)


def test_a_withdrawn_term_is_no_longer_said_of_anything():
    term = make_term()
    hall, organization = make_location(), make_organization()
    service = make_service(organization=organization, at=hall)
    for record in (hall, organization, service):
        tag(record, term)

    withdraw(term)

    for record in (hall, organization, service, the_place(service)):
        assert str(term.pk) not in str(shown(record))


def test_it_can_be_published_again():
    hall = make_location()
    organization = make_organization()
    service = make_service(organization=organization, at=hall)
    before = undated(shown(the_place(service))["service"])
    withdraw(organization)

    publish(organization)
    assert not is_public(service)
    publish(service)

    assert shown(organization)["services"][0]["id"] == str(service.pk)
    assert undated(shown(the_place(service))["service"]) == before


def test_its_services_are_not_ready_until_the_organization_is_public_again():
    service = make_service()
    withdraw(service.organization)

    with pytest.raises(NotReady):
        publish(service)


def test_what_is_not_public_cannot_be_withdrawn():
    assert withdraw(make_service(published=False)) is None
    assert not Revision.objects.exists()


def test_withdrawing_twice_is_withdrawing_once():
    service = make_service()
    assert withdraw(service)
    entries = Revision.objects.count()

    assert withdraw(service) is None
    assert Revision.objects.count() == entries


def test_many_go_in_one_act():
    services = [make_service() for _ in range(3)]
    draft = make_service(published=False)

    gone = withdraw_many(Kind.SERVICE, [one.pk for one in (*services, draft)], source="feed")

    assert gone == 3
    withdrawn = Revision.objects.filter(action="withdrawn")
    assert withdrawn.count() == 3
    assert len(set(withdrawn.values_list("at", flat=True))) == 1


def test_an_organization_and_its_service_in_the_same_breath():
    service = make_service()
    withdraw_many(Kind.SERVICE, [service.pk])
    withdraw(service.organization)

    assert not PublicRecord.objects.exists()
