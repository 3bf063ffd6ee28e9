"""The public record can be made again from the log alone: same bytes, same dates, same filing."""

import orjson
import pytest
from django.core.management import call_command

from directory.models import Location, Organization, Service, Taxonomy
from directory.publication.models import Mention, PublicRecord, Revision, Touch
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from tests.factories import make_location, make_organization, make_service, make_term, tag
from tests.publication.history import History
from tests.publication.seen import everything

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(4))
def test_after_a_long_history_it_is_the_same_to_the_byte(seed):
    History(seed).live(60)
    before = everything()
    log = list(Revision.objects.values()), list(Touch.objects.values())

    rebuild_public_record()

    assert everything() == before
    assert (list(Revision.objects.values()), list(Touch.objects.values())) == log


def test_it_needs_nothing_of_the_working_copy():
    service = make_service(at=make_location())
    tag(service, make_term())
    before = everything()
    for model in (Service, Organization, Location, Taxonomy):
        model.objects.all().delete()

    rebuild_public_record()

    assert everything() == before


def test_it_mends_what_was_damaged():
    make_service(at=make_location())
    before = everything()
    PublicRecord.objects.update(full=b"{}", etag="")
    Mention.objects.all().delete()

    rebuild_public_record()

    assert everything() == before


def test_what_is_withdrawn_stays_withdrawn():
    service = make_service()
    withdraw(service)

    counts = rebuild_public_record()

    assert counts["service"] == 0
    assert counts["organization"] == 1


def test_twice_is_once():
    make_service(at=make_location())
    rebuild_public_record()
    before = everything()

    rebuild_public_record()

    assert everything() == before


def test_an_empty_log_makes_an_empty_record():
    assert set(rebuild_public_record().values()) == {0}


def test_publishing_goes_on_afterwards():
    organization = make_organization()
    rebuild_public_record()

    service = make_service(organization=organization, at=make_location())

    document = orjson.loads(PublicRecord.objects.get(record_id=organization.pk).full)
    assert document["services"][0]["id"] == str(service.pk)


def test_the_command_says_what_it_made(capsys):
    make_service()

    call_command("rebuild_public_record")

    said = capsys.readouterr().out
    assert "service" in said
    assert "1" in said
