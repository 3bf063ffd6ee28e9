"""From text to tokens."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.words.analysis import GAP, analysed, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "CAFE"),
        ("carer's", "carers"),
        ("carers’", "carer"),
        ("women's", "womens"),
        ("communities", "community"),
        ("buses", "bus"),
        ("Żółw", "zolw"),
        ("Straße", "strasse"),
        ("ﬁnance", "finance"),
        ("كتاب", "کتاب"),
        ("خُوش", "خوش"),
        ("O'Neill", "oneill"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_what_people_type_alike_is_the_same(one, other):
    assert analysed(one).tokens == analysed(other).tokens != ""


@pytest.mark.parametrize(
    ("one", "other"), [("ਪੰਜਾਬੀ", "ਪਜਬ"), ("debt", "dept"), ("q", "qq"), ("2", "z2")]
)
def test_what_is_different_stays_different(one, other):
    assert analysed(one).tokens != analysed(other).tokens


def test_a_word_of_an_indian_script_is_one_word():
    assert words_of("ਪੰਜਾਬੀ ਮੇਲਾ") == ["ਪੰਜਾਬੀ", "ਮੇਲਾ"]


def test_small_words_are_not_indexed():
    assert analysed("Tea and cake for the street").tokens == "tea cake street"


@pytest.mark.parametrize("text", ["", "—", "🍞🥫", "\0", "' '' -", "\ud800", "٪"])
def test_what_has_no_words_has_no_tokens(text):
    assert analysed(text).tokens == ""


@given(st.text(max_size=60))
def test_a_token_is_plain_ascii_whatever_is_written(text):
    for token in analysed(text).tokens.split():
        assert re.fullmatch("[a-z][a-z0-9]*", token)
        assert token != GAP


@given(st.text(max_size=30))
def test_reading_what_was_read_changes_nothing(text):
    words = words_of(text)

    assert words_of(" ".join(words)) == words
