"""Versions: every change of the working copy is kept, hidden things included, and can come back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import (
    Address,
    Attribute,
    Contact,
    Language,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from directory.publication.cores import SHAPES
from directory.publication.models import Kind
from directory.publication.publish import publish
from directory.review.bringing_back import bring_version_back
from directory.review.models import Version
from directory.review.refusals import Refused
from directory.review.snapshots import as_bytes, snapshot_of, snapshots_of
from directory.review.versions import changing, keep, keep_found, newest_version
from tests.conformance.full_house import build
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
    make_term,
    tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return make_service(name="Before", at=make_location())


@pytest.fixture
def editor(service):
    return make_editor(service.organization)


def rename(service, name, by) -> Version:
    with changing(Kind.SERVICE, [service.pk], by=by):
        Service.objects.filter(pk=service.pk).update(name=name)
    return newest_version(Kind.SERVICE, service.pk)


def bytes_of(service) -> bytes | None:
    return as_bytes(snapshot_of(Kind.SERVICE, service.pk))


def test_a_change_is_kept_with_who_made_it_and_what_was_before(service, editor):
    rename(service, "After", editor)

    after, before = Version.objects.filter(record_id=service.pk)
    assert (before.name, before.by) == ("Before", None)
    assert (after.name, after.by) == ("After", editor)


def test_nothing_is_kept_where_nothing_changed(service, editor):
    rename(service, "After", editor)

    rename(service, "After", editor)

    assert Version.objects.filter(record_id=service.pk).count() == 2


def test_what_came_by_another_way_is_not_blamed_on_the_next_editor(service, editor):
    rename(service, "After", editor)
    Service.objects.filter(pk=service.pk).update(email="import@example.org")

    rename(service, "After all", editor)

    _, imported, *_ = Version.objects.filter(record_id=service.pk)
    assert imported.by is None
    assert b"import@example.org" in imported.snapshot


def test_a_deleted_record_leaves_its_last_version(service, editor):
    with changing(Kind.SERVICE, [service.pk], by=editor):
        service_id = service.pk
        service.delete()

    gone, last = Version.objects.filter(record_id=service_id)
    assert (gone.digest, gone.by, gone.note) == ("", editor, "Deleted.")
    assert b"Before" in last.snapshot


def test_a_snapshot_has_what_the_public_never_sees():
    place = make_location(hide_address=True, transportation="Stop right outside.")

    snapshot = snapshot_of(Kind.LOCATION, place.pk)

    assert snapshot["hide_address"] is True
    assert snapshot["addresses"][0]["address_1"] == "1 Otter Row"
    assert snapshot["transportation"] == "Stop right outside."


def test_many_records_take_as_many_queries_as_one(django_assert_num_queries):
    services = [make_service(at=make_location()) for _ in range(3)]
    for service in services:
        Phone.objects.create(service=service, number="1")
    with CaptureQueriesContext(connection) as one:
        snapshots_of(Kind.SERVICE, [services[0].pk])
    with django_assert_num_queries(len(one)):
        snapshots_of(Kind.SERVICE, [service.pk for service in services])


def fill(service: Service) -> None:
    """Rows of many kinds, inside one another too."""
    place = service.service_at_locations.get()
    contact = Contact.objects.create(service=service, name="Sam")
    phone = Phone.objects.create(contact=contact, number="01632 960123", extension=4)
    Language.objects.create(phone=phone, name="Urdu", code="ur")
    Schedule.objects.create(
        service_at_location=place, freq="WEEKLY", byday="TU", opens_at="10:00", closes_at="12:00"
    )
    service.cost_options.create(option="Adults", amount="2.50", currency="GBP")
    tag(service, make_term(), published=False)
    tag(phone, make_term(), published=False)


def test_a_version_comes_back_with_all_its_rows(service, editor):
    fill(service)
    keep_found(Kind.SERVICE, [service.pk])
    version, before = newest_version(Kind.SERVICE, service.pk), bytes_of(service)
    with changing(Kind.SERVICE, [service.pk], by=editor):
        service.contacts.all().delete()
        service.cost_options.update(amount="9")
        service.service_at_locations.all().delete()
        Attribute.objects.all().delete()
        service.phones.create(number="1")
        Service.objects.filter(pk=service.pk).update(name="After", minimum_age=18)

    bring_version_back(version, by=editor)

    assert bytes_of(service) == before
    newest = newest_version(Kind.SERVICE, service.pk)
    assert newest.by == editor
    assert "Brought back as it was on" in newest.note


def test_every_kind_of_record_comes_back_whole():
    build()
    moderator = make_moderator(is_superuser=True)

    for kind, shape in SHAPES.items():
        for record in list(shape.model._default_manager.all()):
            keep_found(kind, [record.pk])
            before = as_bytes(snapshot_of(kind, record.pk))
            for part in shape.parts:
                part.shape.model._default_manager.filter(**{part.owner: record.pk}).delete()
            shape.model._default_manager.filter(pk=record.pk).update(name="Changed")

            bring_version_back(newest_version(kind, record.pk), by=moderator)

            assert as_bytes(snapshot_of(kind, record.pk)) == before, kind


def test_the_public_sees_nothing_of_it(client, service, editor):
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    rename(service, "After", editor)
    service.refresh_from_db()
    publish(service)

    bring_version_back(version, by=editor)

    assert client.get(f"/api/v3/services/{service.pk}").json()["name"] == "After"


def test_it_stays_with_the_organisation_it_has_now(service):
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    other = make_organization()
    Service.objects.filter(pk=service.pk).update(organization=other)

    bring_version_back(version, by=make_editor(other))

    service.refresh_from_db()
    assert service.organization == other


def test_a_secret_address_stays_secret():
    place = make_location(organization=make_organization())
    keep_found(Kind.LOCATION, [place.pk])
    version = newest_version(Kind.LOCATION, place.pk)
    Location.objects.filter(pk=place.pk).update(hide_address=True, name="Changed")

    bring_version_back(version, by=make_editor(place.organization))

    place.refresh_from_db()
    assert place.hide_address
    assert place.name != "Changed"


def test_what_it_named_and_has_gone_is_left_out(service, editor):
    term = make_term()
    tag(service, term)
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    rename(service, "After", editor)
    term.delete()
    Location.objects.all().delete()

    bring_version_back(version, by=editor)

    service.refresh_from_db()
    assert service.name == "Before"
    assert not service.service_at_locations.exists()


def test_a_row_that_went_to_another_record_stays_there(service, editor):
    phone = Phone.objects.create(service=service, number="01632 960123")
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    other = make_service()
    Phone.objects.filter(pk=phone.pk).update(service=other)

    bring_version_back(version, by=editor)

    assert other.phones.get() == phone
    assert service.phones.get().number == phone.number


def shared_with(service, **fields) -> Phone:
    """A phone of `service` that is also one of an organisation beyond its editors' reach."""
    return Phone.objects.create(service=service, organization=make_organization(), **fields)


def test_a_row_shared_with_others_is_neither_changed_nor_removed(service, editor):
    changed = shared_with(service, number="1")
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    rename(service, "After", editor)
    Phone.objects.filter(pk=changed.pk).update(number="2")
    added = shared_with(service, number="3")
    tag(added, make_term(), published=False)

    bring_version_back(version, by=editor)

    service.refresh_from_db()
    assert service.name == "Before"
    assert set(Phone.objects.values_list("pk", "number")) == {(changed.pk, "2"), (added.pk, "3")}
    assert Attribute.objects.filter(link_id=added.pk).exists()
    bring_version_back(version, by=make_moderator())
    assert list(Phone.objects.values_list("pk", "number")) == [(changed.pk, "1")]


def test_what_has_a_row_of_others_inside_it_does_not_take_it_along(service, editor):
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    desk = Contact.objects.create(service=service, name="Desk")
    Contact.objects.create(service=service, name="Gone")
    phone = Phone.objects.create(contact=desk, organization=make_organization(), number="1")

    bring_version_back(version, by=editor)

    assert list(service.contacts.all()) == [desk]
    assert list(Phone.objects.all()) == [phone]


def test_a_row_that_was_shared_comes_back_as_ones_own(service, editor):
    """Nothing appears among the rows of somebody else's record."""
    phone = shared_with(service, number="1")
    theirs = phone.organization
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    for undone in (
        lambda: Phone.objects.all().delete(),
        lambda: Phone.objects.update(organization=None),
        lambda: Phone.objects.update(service=None),
    ):
        Phone.objects.all().delete()
        Phone.objects.create(pk=phone.pk, service=service, organization=theirs, number="1")
        undone()
        before = set(theirs.phones.values_list("pk"))

        bring_version_back(version, by=editor)

        assert service.phones.get().organization is None
        assert set(theirs.phones.values_list("pk")) == before


def test_a_place_that_could_not_be_chosen_now_is_left_out(editor, service):
    """It was public when the session was there, and is secret by now."""
    hall = service.service_at_locations.get().location
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    Location.objects.update(organization=make_organization(), hide_address=True)
    bring_version_back(version, by=editor)
    assert service.service_at_locations.get().location == hall, "it names it already"
    service.service_at_locations.all().delete()

    bring_version_back(version, by=editor)
    assert not service.service_at_locations.exists()

    bring_version_back(version, by=make_moderator())
    assert service.service_at_locations.get().location == hall


def test_a_place_that_was_chosen_anew_comes_back_once(service, editor):
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    place = service.service_at_locations.get().location
    service.service_at_locations.all().delete()
    ServiceAtLocation.objects.create(service=service, location=place, description="Anew")

    bring_version_back(version, by=editor)

    assert service.service_at_locations.get().description == ""


def test_a_deleted_record_comes_back_as_a_draft_for_moderators_alone(service, editor):
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    Service.objects.filter(pk=service.pk).delete()
    keep(Kind.SERVICE, [version.record_id], by=editor)

    with pytest.raises(PermissionDenied):
        bring_version_back(version, by=editor)
    bring_version_back(version, by=make_moderator())

    assert Service.objects.get(pk=version.record_id).name == "Before"


def test_a_deleted_record_does_not_come_back_without_its_organisation(service):
    keep_found(Kind.SERVICE, [service.pk])
    version = newest_version(Kind.SERVICE, service.pk)
    service.organization.delete()

    with pytest.raises(Refused, match="has gone since"):
        bring_version_back(version, by=make_moderator())


def test_nobody_brings_back_what_is_beyond_their_reach(service, editor):
    before = rename(service, "After", editor)
    after = rename(service, "After all", editor)

    with pytest.raises(PermissionDenied):
        bring_version_back(before, by=make_editor(make_organization()))

    assert newest_version(Kind.SERVICE, service.pk) == after


def test_the_exact_address_of_others_is_in_no_version_of_a_service():
    place = make_location(hide_address=True, organization=make_organization())
    service = make_service(at=place)
    keep_found(Kind.SERVICE, [service.pk])

    snapshot = newest_version(Kind.SERVICE, service.pk).snapshot

    assert Address.objects.get().address_1.encode() not in snapshot
