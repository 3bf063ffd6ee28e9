"""The closest spelling is tried where nothing is found, and said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.words.spelling import distance_of
from tests.search.words.finding import entry, found, names, services

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["demensha", "dementai", "demntia", "ddementia", "bementia"])
def test_a_misspelt_word_finds_what_was_meant_and_says_so(typed):
    services("Dementia cafe", "Walks")

    result = found(f"{typed} cafe")

    assert result.correction.shown == "dementia cafe"
    assert names(f"{typed} cafe")[0] == "dementia cafe"


def test_two_words_typed_as_one_are_taken_apart():
    services("Lunch club", "Walks")

    assert found("lunchclub").correction.shown == "lunch club"


@pytest.mark.parametrize("typed", ["tea mistle gill", "Tea Mistle-Gill"])
def test_one_word_typed_as_two_is_put_together(typed):
    services("Mistlegill tea")

    assert found(typed).correction.shown.casefold() == "tea mistlegill"
    assert names(typed) == ["mistlegill tea"]


def test_a_word_of_the_thesaurus_that_nothing_has_is_not_misspelt():
    entry("memory problems", "dementia")
    services("Dementia cafe", "Problem page")

    assert found("problems with memory").correction is None


def test_a_word_of_the_thesaurus_is_a_spelling_too():
    entry("lonely", "befriending")
    services("Befriending")

    assert found("lonley").correction.shown == "lonely"
    assert names("lonley") == ["befriending"]


def test_of_words_as_near_the_most_frequent_is_taken():
    services("Debt advice", "Debt club", "Belt makers")

    assert found("deet").correction.shown == "debt"


@pytest.mark.parametrize("text", ["zzzzzzzz", "xy", "12345", "مممممم", "aaaa -dementai", '"a"'])
def test_what_is_near_nothing_is_left_as_it_is(text):
    services("Dementia cafe")

    assert found(text).correction is None


def test_what_is_found_is_not_corrected():
    services("Dementai club", *(f"Dementia {number}" for number in range(3)))

    assert found("dementai").correction is None


def test_signs_and_other_words_stay_as_they_were_typed():
    services("Dementia cafe", "Dementia walks")

    assert found('Demensha -walks "cafe"').correction.shown == 'dementia -walks "cafe"'


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_the_distance_is_the_same_both_ways_and_bounded(one, other):
    distance = distance_of(one, other, 2)

    assert distance == distance_of(other, one, 2)
    assert (distance == 0) == (one == other)
    assert 0 <= distance <= 3


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("form", "from", 1), ("ab", "abc", 1), ("abc", "axc", 1), ("kitten", "sitting", 3)],
)
def test_a_swap_of_neighbours_is_one_mistake(one, other, distance):
    assert distance_of(one, other, 2) == distance
