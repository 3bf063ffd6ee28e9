"""Postcodes as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places.errors import MalformedPostcode
from directory.places.postcodes import Outward, Postcode, read_postcode


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("BD1 1AA", "BD1 1AA"),
        ("bd11aa", "BD1 1AA"),
        ("  bd1   1aa ", "BD1 1AA"),
        ("B D 1 1 A A", "BD1 1AA"),
        ("BD1\u00a01AA", "BD1 1AA"),
        ("BD1-1AA", "BD1 1AA"),
        ("ＢＤ１ １ＡＡ", "BD1 1AA"),
        ("BD213JP", "BD21 3JP"),
        ("M1  1AA", "M1 1AA"),
        ("ec1a1bb", "EC1A 1BB"),
        ("W1A 0AX", "W1A 0AX"),
        ("NPT 0AD", "NPT 0AD"),
        ("gir0aa", "GIR 0AA"),
    ],
)
def test_a_postcode_is_read_in_any_case_and_spacing(typed, meant):
    postcode = read_postcode(typed)

    assert isinstance(postcode, Postcode)
    assert str(postcode) == meant
    assert postcode.key == meant.replace(" ", "")
    assert Postcode.from_key(postcode.key) == postcode


@pytest.mark.parametrize(
    ("typed", "meant"), [("BD21", "BD21"), ("bd 21", "BD21"), ("m1", "M1"), ("EC1A", "EC1A")]
)
def test_the_first_half_of_a_postcode_is_read(typed, meant):
    assert read_postcode(typed) == Outward(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "BD",
        "BD1 1A",
        "1AA",
        "Keighley",
        "BD1 1AA; DROP TABLE",
        "BD1\x001AA",
        "🏠",
        "%",
        "*",
    ],
)
def test_what_is_no_postcode_is_refused_with_one_that_works(typed):
    with pytest.raises(MalformedPostcode, match="such as BD1 1AA"):
        read_postcode(typed)


def test_half_of_a_second_half_is_not_taken_for_another_town():
    # Without its space it would be BD11, Birkenshaw.
    with pytest.raises(MalformedPostcode, match="just BD1"):
        read_postcode("BD1 1")


def test_a_message_repeats_no_more_than_a_line_of_what_was_typed():
    with pytest.raises(MalformedPostcode) as refusal:
        read_postcode("BD1\n" * 100_000)

    assert len(str(refusal.value)) < 160
    assert "\n" not in str(refusal.value)


@given(st.text())
def test_no_text_does_anything_else(text):
    try:
        postcode = read_postcode(text)
    except MalformedPostcode:
        return
    assert read_postcode(str(postcode)) == postcode
