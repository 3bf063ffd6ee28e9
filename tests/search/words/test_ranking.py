"""The order of what is found: the formula of docs/search.md, and the same on both databases."""

from datetime import date

import pytest

from directory.publication.models import PublicKind, PublicService
from directory.search.words import ranking, search
from directory.search.words.query import documents_with, read
from directory.search.words.ranking import Scorer, Texts
from directory.search.words.thesaurus import Thesaurus
from tests.factories import make_organization, make_service, make_term, tag
from tests.search.words.finding import TODAY, entry, found, names, services

pytestmark = pytest.mark.django_db


def test_a_name_comes_before_a_category_and_that_before_a_description():
    organization = make_organization()
    term = make_term(name="Dementia")
    make_service(name="Tea", description="For people with dementia.", organization=organization)
    tag(make_service(name="Walks", organization=organization), term)
    make_service(name="Dementia cafe", organization=organization)

    assert names("dementia") == ["dementia cafe", "walks", "tea"]


def test_all_words_come_before_some_of_them():
    services("Dementia cafe", "Dementia walks", "Music cafe")

    result = found("dementia cafe")

    assert names("dementia cafe")[0] == "dementia cafe"
    assert result.relaxed
    assert result.rows.count() == 3


def test_a_rare_word_says_more_than_a_frequent_one():
    services("Cafe zebra", *(f"Cafe {word}" for word in ("one", "two", "three")), "Zebra walks")

    assert names("zebra cafe lemon")[0] == "cafe zebra"
    assert names("zebra cafe lemon")[1] == "zebra walks"


def test_what_was_typed_comes_before_what_would_do_as_well():
    entry("lonely", "befriending")
    services("Befriending", description="Company.")
    services("Tea", description="For all who are lonely.")

    assert names("lonely") == ["tea", "befriending"]


def test_what_meets_a_word_in_several_ways_comes_before_what_meets_it_in_one():
    entry("lonely", "befriending, company")
    services("Tea", description="Befriending.")
    services("Visits", description="Befriending and company.")

    assert names("lonely") == ["visits", "tea"]


def test_what_means_the_same_comes_before_what_is_found_also():
    entry("skint, hard up", "advice")
    services("Advice", "Hard up")

    assert names("skint") == ["hard up", "advice"]


def test_a_known_phrase_comes_before_its_words_apart():
    entry("night shelter", "hostel")
    services("A shelter", description="Never closed at night.")
    services("Beds", description="A night shelter.")

    assert names("night shelter") == ["beds", "a shelter"]


def test_a_word_that_is_known_comes_before_longer_ones_that_begin_so():
    services("Homework", "Walks", description="Tea.")
    services("Visits", description="At home.")

    assert names("home", typing=True) == ["visits", "homework"]


def test_a_word_that_says_little_is_only_looked_for_to_tell_records_apart():
    services("Art", "Art group", "Walking group")

    assert names("art group") == ["art group", "art"]


def test_an_overdue_entry_comes_after_one_as_good():
    services("Lunch club", assured_date=date(2025, 1, 1))
    services("Lunch club two", assured_date=date(2026, 11, 1))

    assert names("club") == ["lunch club two", "lunch club"]


def test_ties_are_in_the_order_of_names():
    services("Club b", "Club a", "Club c")

    assert names("club") == ["club a", "club b", "club c"]


def test_the_name_that_is_what_was_typed_comes_first():
    services("Food bank volunteers' club", "Bank of food", "Food bank")

    assert names("food bank")[0] == "food bank"


def test_pages_are_parts_of_one_order_beyond_what_is_scored_too(monkeypatch):
    for module in (ranking, search):
        monkeypatch.setattr(module, "MOST_SCORED", 4)
    services(*(f"Group {number}" for number in range(5)), "Help", "Aid", description="A group.")
    result = found("group")

    whole = result.keys(offset=0, limit=100, today=TODAY)
    pages = [result.keys(offset=at, limit=3, today=TODAY) for at in range(0, 9, 3)]

    assert len(set(whole)) == len(whole) == 7
    assert [key for page in pages for key in page] == whole
    named = dict(PublicService.objects.values_list("pk", "sort_name"))
    assert [named[key] for key in whole[4:]] == ["aid", "group 4", "help"]


def test_the_score_is_the_formula_of_the_docs():
    services("Food bank", "Food store", "Walks", description="Nothing.")
    query = read("food", Thesaurus())

    score = Scorer(query, TODAY).score(Texts("food bank", "", "noth food food", "2026-11-01"))

    from math import log

    counts = documents_with(["", "food"])
    idf = log(1 + (counts[""] - counts["food"] + 0.5) / (counts["food"] + 0.5))
    name = 8 / (0.6 + 0.4 * 2 / 4)
    body = 2 / (0.6 + 0.4 * 3 / 120)
    assert score.relevance == round(1.25 * idf * (name + body) / (4 + name + body), 6)


def test_neighbours_that_are_the_same_are_counted_one_by_one():
    services("Food")
    query = read('food "food food"', Thesaurus())
    scorer = Scorer(query, TODAY)

    few = scorer.score(Texts("", "", "food food", "2026-11-01")).relevance
    more = scorer.score(Texts("", "", "food food food", "2026-11-01")).relevance

    assert more > few > 0


def test_other_kinds_are_ranked_without_dates():
    make_organization(name="Zebra Trust")
    make_organization(name="Trust", description="Of a zebra.")
    from directory.publication.models import PUBLIC_ROWS

    assert names("zebra", PUBLIC_ROWS[PublicKind.ORGANIZATION]) == ["zebra trust", "trust"]
