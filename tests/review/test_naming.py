"""Which records of others somebody may know of."""

import pytest

from directory.models import Location
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


def test_a_moderator_chooses_among_all_there_are():
    make_location(published=False, hide_address=True)

    assert places_to_choose(make_moderator(), Location.objects.all()).count() == 1
