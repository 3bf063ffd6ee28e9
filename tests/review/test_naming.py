"""Which records of others somebody may know of."""

import pytest

from directory.models import Location
from directory.publication.publish import publish
from directory.review.naming import places_to_choose
from tests.factories import make_editor, make_location, make_moderator, make_organization

pytestmark = pytest.mark.django_db


def test_a_public_place_of_others_can_be_chosen_and_no_draft_or_secret_one():
    ours, theirs = make_organization(), make_organization()
    hall = make_location(organization=theirs)
    make_location(organization=theirs, published=False)
    make_location(organization=theirs, hide_address=True)
    refuge = make_location(organization=ours, published=False, hide_address=True)

    assert set(places_to_choose(make_editor(ours), Location.objects.all())) == {hall, refuge}


def test_a_secret_place_stays_so_until_it_is_published_otherwise():
    refuge = make_location(hide_address=True, address={"address_1": "1 Otter Row"})
    editor = make_editor(make_organization())
    Location.objects.filter(pk=refuge.pk).update(hide_address=False)
    drafted = Location.objects.get(pk=refuge.pk)

    assert not places_to_choose(editor, Location.objects.all()).exists()

    publish(drafted)
    assert set(places_to_choose(editor, Location.objects.all())) == {drafted}


def test_a_moderator_chooses_among_all_there_are():
    make_location(published=False, hide_address=True)

    assert places_to_choose(make_moderator(), Location.objects.all()).count() == 1
