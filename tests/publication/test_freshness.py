"""`last_modified` moves when a document changes, to a time of its own, and never otherwise."""

from datetime import timedelta

import orjson
import pytest
from django.utils import timezone

from directory.models import Attribute, Phone
from directory.publication.models import PUBLIC_ROWS, PublicRecord, Revision, Touch
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
from tests.publication.seen import dates, everything, shown, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    organization = make_organization()
    service = make_service(organization=organization, at=make_location(organization=organization))
    tag(service, make_term())
    return service


def test_it_is_utc_with_milliseconds(service):
    stored = dates()["service", str(service.pk)]

    text = shown(service)["last_modified"]

    assert text.endswith("Z")
    assert len(text) == len("2026-11-22T09:30:00.123Z")
    assert stored.microsecond % 1000 == 0


def test_every_kind_has_one_in_both_forms(service):
    records = PublicRecord.objects.all()

    assert {record.kind for record in records} == set(PUBLIC_ROWS)
    for record in records:
        date = orjson.loads(record.full)["last_modified"]
        assert orjson.loads(record.listed)["last_modified"] == date


def test_the_narrow_row_has_the_same(service):
    for model in PUBLIC_ROWS.values():
        for row in model.objects.select_related("record"):
            assert row.last_modified == row.record.last_modified


def test_publishing_unchanged_records_moves_nothing(service):
    before = everything()
    log = Revision.objects.count(), Touch.objects.count()

    for record in (service.organization, service, *service.organization.locations.all()):
        assert publish(record) is None

    assert everything() == before
    assert (Revision.objects.count(), Touch.objects.count()) == log


def test_saving_without_changing_anything_moves_nothing(service):
    before = everything()
    service.save()
    service.organization.save()

    publish(service.organization)
    publish(service)

    assert everything() == before


def test_a_change_made_and_taken_back_before_publishing_moves_nothing(service):
    before = everything()
    phone = Phone.objects.create(service=service, number="01632 960123")
    phone.delete()

    assert publish(service) is None
    assert everything() == before


def test_exactly_the_documents_that_change_are_dated_anew(service):
    """Over every kind of act: what changed moved, and what moved had changed."""
    term = service_term(service)
    acts = [
        (publish, edited(service.organization, website="https://example.org/")),
        (publish, edited(service, alert="Closed on Friday")),
        (publish, edited(term, name="Renamed")),
        (publish, edited(term.taxonomy, version="2")),
        (publish, edited(service.organization.locations.get(), transportation="Bus 662")),
        (withdraw, term),
        (publish, term),
        (withdraw, service.organization.locations.get()),
        (publish, service.organization.locations.get()),
    ]
    for act, record in acts:
        record.save()
        old_texts, old_dates = texts(), dates()

        revision = act(record)

        new_texts, new_dates = texts(), dates()
        for one in new_texts.keys() & old_texts.keys():
            changed = new_texts[one] != old_texts[one]
            assert (new_dates[one] != old_dates[one]) == changed, (act, record, one)
        for one, date in new_dates.items():
            assert date == revision.at or date == old_dates.get(one)


def service_term(service):
    return Attribute.objects.get(link_id=service.pk).taxonomy_term


def edited(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    return record


def test_touches_name_the_documents_that_changed_besides(service):
    service.organization.website = "https://example.org/"
    service.organization.save()

    revision = publish(service.organization)

    touched = set(revision.touches.values_list("kind", "record_id"))
    assert ("service", service.pk) in touched
    assert ("organization", service.organization_id) not in touched
    moved = {key for key, date in dates().items() if date == revision.at}
    assert {(kind, str(id)) for kind, id in touched} == moved - {
        ("organization", str(service.organization_id))
    }


def test_an_etag_changes_exactly_when_the_bytes_do(service):
    before = {row.key: (row.etag, bytes(row.full)) for row in PublicRecord.objects.all()}
    service.alert = "Closed on Friday"
    service.save()

    publish(service)

    for row in PublicRecord.objects.all():
        etag, full = before[row.key]
        assert (row.etag == etag) == (bytes(row.full) == full)


def test_no_two_acts_share_a_time():
    revisions = [publish(make_taxonomy(published=False)) for _ in range(20)]

    times = [revision.at for revision in revisions]
    assert len(set(times)) == 20
    assert times == sorted(times)


def test_time_never_runs_backwards_even_if_the_clock_does(monkeypatch):
    first = publish(make_taxonomy(published=False))
    monkeypatch.setattr(timezone, "now", lambda: first.at - timedelta(hours=1))

    second = publish(make_taxonomy(published=False))

    assert second.at > first.at
