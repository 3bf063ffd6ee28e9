"""A database of an older version is known as such until its public record is made again."""

from io import StringIO

import pytest
from django.core.management import call_command

from directory.publication.form import FORM, is_outdated
from directory.publication.models import LogHead, PublicService
from directory.publication.rebuild import rebuild_public_record
from directory.search.models import Trait
from tests.factories import make_location, make_service

pytestmark = pytest.mark.django_db


def rebuild_if_needed(**options) -> str:
    out = StringIO()
    call_command("rebuild_public_record", "--if-needed", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def old_service():
    """Published by the version before, whose columns and indexes a migration has only made."""
    service = make_service(at=make_location(), assured_date="2026-11-01")
    Trait.objects.all()._raw_delete(Trait.objects.db)
    PublicService.objects.update(assured_date="0001-01-01")
    LogHead.objects.update(form=1)
    return service


def test_before_anything_is_published_there_is_nothing_to_make():
    assert not is_outdated()
    assert "nothing was done" in rebuild_if_needed()
    assert not LogHead.objects.exists()


def test_a_new_directory_has_the_present_form():
    make_service()

    assert LogHead.objects.get().form == FORM
    assert "nothing was done" in rebuild_if_needed()
    assert LogHead.objects.get().rebuilds == 0


def test_a_migrated_one_is_made_again_once(old_service):
    assert is_outdated()

    assert "as the log says" in rebuild_if_needed()

    assert not is_outdated()
    assert Trait.objects.exists()
    assert str(PublicService.objects.get().assured_date) == "2026-11-01"
    assert "nothing was done" in rebuild_if_needed()
    assert LogHead.objects.get().rebuilds == 1


def test_publishing_alone_does_not_bring_it_up_to_date(old_service):
    make_service()

    assert is_outdated()


def test_any_rebuild_does(old_service):
    rebuild_public_record()

    assert not is_outdated()


def test_it_need_not_say_that_there_was_nothing_to_do(old_service):
    assert rebuild_if_needed(verbosity=0)
    assert rebuild_if_needed(verbosity=0) == ""
