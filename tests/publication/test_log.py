"""The revision log: one entry an act and record, in order, and nothing in it ever changes."""

import orjson
import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from directory.models import Organization, ServiceAtLocation
from directory.publication.models import Action, Kind, LogHead, Revision, Touch
from directory.publication.publish import publish, publish_many
from directory.publication.withdraw import withdraw
from tests.factories import make_location, make_organization, make_service, make_taxonomy

pytestmark = pytest.mark.django_db


def test_an_entry_says_what_was_published_by_whom_whence_and_why():
    editor = get_user_model().objects.create_user("editor")
    organization = make_organization(published=False, name="Otter Bank")

    revision = publish(organization, by=editor, source="otters.csv", note="First entry")

    revision = Revision.objects.get(pk=revision.pk)
    assert (revision.kind, revision.record_id) == (Kind.ORGANIZATION, organization.pk)
    assert revision.action == Action.PUBLISHED
    assert (revision.by, revision.source, revision.note) == (editor, "otters.csv", "First entry")
    assert orjson.loads(revision.core)["name"] == "Otter Bank"


def test_a_withdrawal_has_an_entry_without_a_core():
    organization = make_organization()

    revision = withdraw(organization, note="Closed down")

    assert revision.action == Action.WITHDRAWN
    assert Revision.objects.get(pk=revision.pk).core is None
    assert revision.note == "Closed down"


def test_a_core_names_other_records_by_id_alone():
    """So that a service need not be published again whenever its organization is."""
    organization = make_organization(name="Otter Bank")
    hall = make_location(name="Heron Hall")
    service = make_service(organization=organization, at=hall)

    core = orjson.loads(Revision.objects.get(record_id=service.pk).core)

    assert core["organization_id"] == str(organization.pk)
    assert core["service_at_locations"][0]["location_id"] == str(hall.pk)
    assert b"Otter Bank" not in Revision.objects.get(record_id=service.pk).core
    assert b"Heron Hall" not in Revision.objects.get(record_id=service.pk).core


def test_numbers_follow_one_another_without_gaps():
    make_service(at=make_location())
    withdraw(make_organization())

    numbers = list(Revision.objects.values_list("seq", flat=True))

    assert numbers == list(range(1, len(numbers) + 1))
    assert LogHead.objects.get().seq == len(numbers)


def test_many_at_once_have_an_entry_each():
    ids = [make_organization(published=False).pk for _ in range(5)]

    outcome = publish_many(Kind.ORGANIZATION, ids, source="otters.csv")

    assert outcome.published == 5
    assert Revision.objects.filter(source="otters.csv").count() == 5
    assert len(set(Revision.objects.values_list("at", flat=True))) == 1


def test_publishing_many_counts_what_became_of_each():
    ready, unchanged = make_organization(published=False), make_organization()
    bare = make_organization(published=False, description="")

    outcome = publish_many(Kind.ORGANIZATION, [ready.pk, unchanged.pk, bare.pk])

    assert (outcome.published, outcome.unchanged) == (1, 1)
    assert list(outcome.not_ready) == [bare.pk]


def test_publishing_many_tells_how_far_it_is():
    told = []
    ids = [make_organization(published=False).pk for _ in range(3)]

    publish_many(Kind.ORGANIZATION, ids, progress=told.append)

    assert sum(told) == 3


def test_nothing_to_publish_appends_nothing():
    assert publish_many(Kind.SERVICE, []).published == 0
    assert publish_many(Kind.SERVICE, [make_organization(published=False).pk]).published == 0
    assert not Revision.objects.exists()


def test_what_is_part_of_another_record_is_not_published_alone():
    service = make_service(at=make_location())

    with pytest.raises(TypeError, match="service_at_location is published as part of"):
        publish(ServiceAtLocation.objects.get(service=service))


@pytest.fixture
def revision():
    """An entry with a touch beside it."""
    service = make_service()
    Organization.objects.update(website="https://example.org/")
    return publish(Organization.objects.get(pk=service.organization_id))


def test_an_entry_cannot_be_changed(revision):
    revision.note = "Rewritten"

    with pytest.raises(TypeError, match="append-only"):
        revision.save()


def test_an_entry_cannot_be_written_over(revision):
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision(
            seq=revision.seq, kind="service", record_id=revision.record_id, at=revision.at
        ).save()


def test_an_entry_cannot_be_deleted(revision):
    with pytest.raises(TypeError, match="append-only"):
        revision.delete()


@pytest.mark.parametrize("model", [Revision, Touch])
def test_entries_cannot_be_changed_together(revision, model):
    assert model.objects.exists()

    with pytest.raises(TypeError, match="append-only"):
        model.objects.update(kind="service")
    with pytest.raises(TypeError, match="append-only"):
        model.objects.all().delete()
    with pytest.raises(TypeError, match="append-only"):
        model.objects.bulk_update(list(model.objects.all()), ["kind"])


def test_a_touch_cannot_be_changed_or_deleted(revision):
    touch = revision.touches.first()

    with pytest.raises(TypeError, match="append-only"):
        touch.save()
    with pytest.raises(TypeError, match="append-only"):
        touch.delete()


def test_an_editor_who_published_something_cannot_be_deleted():
    editor = get_user_model().objects.create_user("editor")
    publish(make_taxonomy(published=False), by=editor)

    with pytest.raises(Exception, match="protected"):
        editor.delete()
