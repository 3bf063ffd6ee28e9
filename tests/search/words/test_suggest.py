"""What is suggested to whoever is typing."""

import pytest

from directory.search.words.query import TooMuch
from directory.search.words.suggest import Suggestion, suggest
from tests.factories import make_organization, make_service, make_term
from tests.search.words.finding import services

pytestmark = pytest.mark.django_db


def texts(typed, **options):
    return [one.text for one in suggest(typed, **options)]


def test_categories_come_first_then_places_then_names():
    make_term(name="Dementia and memory")
    services("Dementia cafe", "Cafe for dementia")

    found = suggest("dem", places=lambda start, limit: ["Demdyke"])

    assert [one.text for one in found] == [
        "Dementia and memory",
        "Demdyke",
        "Dementia cafe",
        "Cafe for dementia",
    ]
    assert [one.kind for one in found] == ["taxonomy_term", "place", "service", "service"]


def test_any_word_of_a_name_may_be_begun_and_small_words_are_not():
    services("Friends of the Newt")

    assert texts("new") == texts("friends of t") == ["Friends of the Newt"]
    assert texts("of t") == []


def test_a_name_is_suggested_once():
    services("Lunch club", "Lunch club", "lunch CLUB")

    assert len(texts("lunch")) == 1


def test_case_accents_and_apostrophes_do_not_count():
    services("Café O'Neill")

    assert texts("cafe on") == texts("CAFÉ O'N") == ["Café O'Neill"]


def test_names_of_organizations_are_suggested_and_drafts_are_not():
    make_organization(name="Zebra Trust")
    make_service(name="Zebra walks", published=False)

    assert suggest("zeb") == [Suggestion("Zebra Trust", "organization")]


def test_at_most_as_many_as_are_wanted_in_one_order():
    services(*(f"Club {number:02}" for number in range(30)))

    assert texts("clu", limit=3) == ["Club 00", "Club 01", "Club 02"]
    assert len(texts("clu")) == 10


@pytest.mark.parametrize("typed", ["", " ", "%", "*", "\0", '"', "😀", "\ud800", "'; --", "_"])
def test_what_begins_no_word_suggests_nothing(typed):
    services("Lunch club")

    assert texts(typed) == []


def test_too_much_is_refused():
    with pytest.raises(TooMuch):
        suggest("x" * 201)
