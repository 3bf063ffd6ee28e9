"""The history of a record: who changed what, from what to what, and one version back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.models import Location, Phone, Service, ServiceAtLocation
from directory.publication.models import Kind
from directory.publication.withdraw import withdraw
from directory.review.closing import bring_back, close
from directory.review.models import Version
from directory.review.submitting import submit
from directory.review.versions import changing, keep_found, newest_version
from tests.admin.reviewing import form_of, opened, page, save, signed_in, text
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return make_service(name="Before")


@pytest.fixture
def sam(service):
    return make_editor(service.organization, first_name="Sam", last_name="Otter")


@pytest.fixture
def client(sam):
    return signed_in(sam)


def newest(service) -> Version:
    version = newest_version(Kind.SERVICE, service.pk)
    assert version is not None
    return version


def test_saving_a_form_is_in_the_history_with_who_and_from_what_to_what(client, service, sam):
    Phone.objects.create(service=service, number="01632 960123")
    form = opened(client, service)
    save(client, service, form, name="After")

    assert newest(service).by == sam
    kim = signed_in(make_editor(service.organization))
    shown = text(kim.get(page(service, "history")))
    assert "Sam Otter" in shown
    assert "<del>Before</del>" in shown
    assert "<ins>After</ins>" in shown


def test_adding_a_record_is_in_the_history(client, service, sam):
    empty = form_of(client.get("/admin/directory/service/add/"))
    data = empty | {
        "name": ["Entirely new"],
        "organization": [str(service.organization_id)],
        "_save": ["1"],
    }
    answer = client.post("/admin/directory/service/add/", data)
    if answer.status_code == 200:  # "Is it one of these?"
        answer = client.post("/admin/directory/service/add/", data | {"is_new": ["on"]})

    added = Service.objects.get(name="Entirely new")
    assert answer.status_code == 302
    assert newest(added).by == sam


def test_deleting_a_record_is_kept(service):
    moderator = make_moderator()
    signed_in(moderator).post(page(service, "delete"), {"post": "yes"})

    gone = newest(service)
    assert (gone.by, gone.digest) == (moderator, "")


def test_a_moderator_brings_a_deleted_record_back_as_a_draft(service):
    Phone.objects.create(service=service, number="01632 960123")
    moderator = signed_in(make_moderator())
    moderator.post(page(service, "delete"), {"post": "yes"})
    gone = reverse("admin:review_deletion", args=[newest(service).pk])

    assert "Before" in text(moderator.get(reverse("admin:review_deleted")))
    assert "01632 960123" in text(moderator.get(gone))
    moderator.post(gone)

    service.refresh_from_db()
    assert service.phones.get().number == "01632 960123"
    assert Client().get(f"/api/v3/services/{service.pk}").status_code == 404
    assert "has been brought back since" in text(moderator.get(gone))


def test_what_was_deleted_is_for_moderators_alone(client, service):
    signed_in(make_moderator()).post(page(service, "delete"), {"post": "yes"})
    gone = reverse("admin:review_deletion", args=[newest(service).pk])

    for address in (gone, reverse("admin:review_deleted"), "/admin/review/deleted/99999/"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert not Service.objects.filter(pk=service.pk).exists()


def test_a_version_that_deletes_nothing_has_no_page_there(service):
    keep_found(Kind.SERVICE, [service.pk])
    moderator = signed_in(make_moderator())

    for number in (newest(service).pk, 0, 2**63):
        assert moderator.get(f"/admin/review/deleted/{number}/").status_code == 404


def test_what_was_deleted_does_not_wait_for_review_any_more(client, service, sam):
    save(client, service, opened(client, service), name="After")
    service.refresh_from_db()
    waiting = submit(service, by=sam)

    signed_in(make_moderator()).post(page(service, "delete"), {"post": "yes"})

    waiting.refresh_from_db()
    assert not waiting.waits


def test_deleting_an_organisation_keeps_its_services_too(service):
    signed_in(make_moderator()).post(page(service.organization, "delete"), {"post": "yes"})

    assert newest(service).digest == ""
    assert b"Before" in Version.objects.filter(record_id=service.pk).last().snapshot


def test_what_names_a_record_that_is_deleted_has_it_in_its_history(service):
    """A place leaves the services that met there; an organisation its places and branches."""
    branch = make_organization(parent_organization=service.organization)
    hall = make_location(organization=service.organization)
    ServiceAtLocation.objects.create(service=service, location=hall)
    moderator = make_moderator()
    client = signed_in(moderator)

    client.post(page(hall, "delete"), {"post": "yes"})
    assert newest(service).by == moderator
    client.post(page(service.organization, "delete"), {"post": "yes"})
    assert newest_version(Kind.ORGANIZATION, branch.pk).by == moderator


def test_a_change_on_the_page_of_a_row_is_in_the_history_of_its_record(sam):
    place = make_location()
    service = make_service(at=place, organization=sam.memberships.get().organization)
    row = service.service_at_locations.get()
    client = signed_in(sam)
    form = opened(client, row)

    assert save(client, row, form, description="Upstairs").status_code == 302

    assert newest(service).by == sam
    assert b"Upstairs" in newest(service).snapshot


def test_a_form_that_was_refused_is_not_in_the_history(client, service):
    save(client, service, opened(client, service), name="")

    assert not Version.objects.filter(by__isnull=False).exists()


def test_any_version_can_be_looked_at_and_brought_back(client, service):
    keep_found(Kind.SERVICE, [service.pk])
    before = newest(service)
    save(client, service, opened(client, service), name="After")

    shown = text(client.get(page(service, "version", before.pk)))
    assert "Before" in shown
    answer = client.post(page(service, "version", before.pk), follow=True)

    service.refresh_from_db()
    assert service.name == "Before"
    assert "as it was then" in text(answer)


def test_a_version_that_is_as_it_is_now_changes_nothing(client, service):
    Phone.objects.create(service=service, number="01632 960123")
    service.schedules.create(freq="WEEKLY", byday="TU", opens_at="10:00", closes_at="12:00")
    keep_found(Kind.SERVICE, [service.pk])

    assert "It is the same now." in text(client.get(page(service, "version", newest(service).pk)))


def test_looking_changes_nothing(client, service):
    keep_found(Kind.SERVICE, [service.pk])
    version = newest(service)
    Service.objects.filter(pk=service.pk).update(name="After")

    client.get(page(service, "version", version.pk))

    service.refresh_from_db()
    assert service.name == "After"


def test_the_exact_address_is_for_those_within_reach():
    place = make_location(hide_address=True, organization=make_organization())
    keep_found(Kind.LOCATION, [place.pk])
    version = newest_version(Kind.LOCATION, place.pk)
    own = signed_in(make_editor(place.organization))
    other = signed_in(make_editor(make_service(at=place).organization))

    assert "1 Otter Row" in text(own.get(page(place, "version", version.pk)))
    for name, more in (("version", [version.pk]), ("history", []), ("preview", [])):
        assert other.get(page(place, name, *more)).status_code == 404


def test_versions_are_reached_through_their_own_record_alone(client, service, sam):
    """A version of somebody's record is not shown, nor brought back, at another's address."""
    place = make_location(hide_address=True, organization=make_organization())
    keep_found(Kind.LOCATION, [place.pk])
    keep_found(Kind.SERVICE, [service.pk])
    stolen = Version.objects.get(record_id=place.pk)
    with changing(Kind.SERVICE, [service.pk], by=sam):
        Service.objects.filter(pk=service.pk).update(name="After")

    for method in (client.get, client.post):
        assert method(page(service, "version", stolen.pk)).status_code == 404
        assert method(page(service, "version", 2**63)).status_code == 404
    assert Location.objects.get().name == place.name


@pytest.mark.parametrize("name", ["history", "preview", "public"])
@pytest.mark.parametrize("id", ["no-id", "%00", "00000000-0000-0000-0000-000000000000"])
def test_a_record_that_is_not_there_answers_404(client, name, id):
    assert client.get(f"/admin/directory/service/{id}/{name}/").status_code == 404


def test_another_organisations_history_does_not_exist(client):
    other = make_service()
    keep_found(Kind.SERVICE, [other.pk])

    assert client.get(page(other, "history")).status_code == 404
    assert client.post(page(other, "version", newest(other).pk)).status_code == 404


def test_a_moderators_address_is_not_told_to_editors(client, service):
    moderator = make_moderator(email="secret.person@example.org")
    with changing(Kind.SERVICE, [service.pk], by=moderator):
        Service.objects.filter(pk=service.pk).update(name="After")

    shown = text(client.get(page(service, "history")))

    assert "a moderator" in shown
    assert "secret.person" not in shown


def test_notes_of_moderators_and_commands_are_for_moderators(client, service, sam):
    close(service, by=sam, reason="Nobody comes.")
    bring_back(service, by=make_moderator())
    withdraw(service, note="The police asked us to.")
    moderator = signed_in(make_moderator())

    assert "Nobody comes." in text(client.get(page(service, "history")))
    assert "The police" not in text(client.get(page(service, "history")))
    assert "The police" in text(moderator.get(page(service, "history")))


def test_a_place_that_is_made_in_the_form_of_a_service_has_a_history(client, service, sam):
    chosen = make_location(organization=service.organization)
    service.service_at_locations.create(location=chosen)
    form = opened(client, service)

    save(client, service, form, takes_place="both", online_url="https://meet.example.org/otter")

    made = Location.objects.exclude(pk=chosen.pk).get()
    assert newest_version(Kind.LOCATION, made.pk).by == sam
    assert newest_version(Kind.LOCATION, chosen.pk).by is None


def test_a_long_history_takes_as_many_queries_as_a_short_one(client, service, sam):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(page(service, "history"))
        return len(captured)

    def change(times: int) -> None:
        for number in range(times):
            with changing(Kind.SERVICE, [service.pk], by=sam):
                Service.objects.filter(pk=service.pk).update(description=f"{times} {number}")

    change(3)
    few = queries()
    change(30)

    assert queries() <= few + 1
