"""What somebody may choose from, as what it is shown, and by which words it is found."""

import pytest
from django.db.models import Q

from directory.models import Location, Organization
from directory.publication.withdraw import withdraw
from directory.review.choosing import as_known, saying
from tests.factories import make_editor, make_location, make_moderator, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor(make_organization())


def drafted(place: Location, **changed) -> Location:
    """With a change that its organisation has not sent."""
    place.addresses.update(address_1="9 Unsent Lane", postal_code="LS1 1AA")
    Location.objects.filter(pk=place.pk).update(**changed)
    return Location.objects.get(pk=place.pk)


def told(place: Location) -> list[str]:
    return [place.name, *(one.postal_code for one in place.addresses.all())]


def test_places_of_others_are_as_the_public_sees_them_and_ones_own_as_they_stand(editor):
    organization = editor.memberships.get().organization
    theirs, ours = make_location(name="Heron Hall"), make_location(organization=organization)
    places = [drafted(theirs, name="Kite"), drafted(ours, name="Owl")]

    assert list(map(told, as_known(editor, places))) == [
        ["Heron Hall", "BD1 9ZZ"],
        ["Owl", "LS1 1AA"],
    ]
    assert next(map(told, as_known(make_moderator(), places))) == ["Kite", "LS1 1AA"]
    assert [one.pk for one in as_known(editor, places)] == [one.pk for one in places]


def test_an_address_that_is_secret_for_the_public_or_in_a_draft_is_secret(editor):
    published, hidden = make_location(hide_address=True), make_location()
    places = [drafted(published, hide_address=False), drafted(hidden, hide_address=True)]

    assert [one.hide_address for one in as_known(editor, places)] == [True, True]
    assert "LS1 1AA" not in str(list(map(told, as_known(editor, places))))


def test_what_is_not_public_is_not_told_of(editor):
    place, organization = make_location(published=False), make_organization(name="Heron Trust")
    withdraw(organization)

    assert told(as_known(editor, [place])[0]) == ["A place that is not public"]
    assert str(as_known(editor, [organization])[0]) == "An organisation that is not public"


def test_it_asks_twice_however_many_there_are(editor, django_assert_num_queries):
    editor.get_all_permissions()  # Asked once for each request.
    for count in (1, 5):
        places = [make_location() for _ in range(count)]
        with django_assert_num_queries(2):
            list(map(told, as_known(editor, places)))
    with django_assert_num_queries(0):
        assert as_known(editor, []) == []


@pytest.mark.parametrize(
    ("word", "found"),
    [("heron", True), ("HERO", True), ("Héron", True), ("kite", False), ("%", False), ("_", False)],
)
def test_a_word_of_others_is_looked_for_in_what_the_public_reads(editor, word, found):
    theirs = make_organization(name="Heron Trust")
    Organization.objects.filter(pk=theirs.pk).update(name="Kite Trust")
    here = Q(name__icontains=word)

    rows = saying(editor, Organization.objects.all(), word, here)

    assert rows.filter(pk=theirs.pk).exists() is found
    as_it_stands = saying(make_moderator(), Organization.objects.all(), word, here)
    assert as_it_stands.filter(pk=theirs.pk).exists() is (word == "kite")
