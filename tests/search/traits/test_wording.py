"""What free text says, and what it leaves open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.traits.wording import attending_in, folded, free_in, referral_in


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("in person", "in_person"),
        ("In-Person", "in_person"),
        ("in_person", "in_person"),
        ("in person, online", "in_person online"),
        ("at your home", "at_home"),
        ("by phone, at your home", "phone at_home"),
        ("Home visits", "at_home"),
        ("You can attend this service in-person or remotely via video", "in_person online"),
        ("Telephone helpline", "phone"),
        ("Face to face", "in_person"),
        ("in person, not online", "in_person"),
        ("in person; no home visits", "in_person"),
        ("not only online, in person too", "online in_person"),
        ("drop-in", ""),
        ("", ""),
        ("care home", ""),
        ("😀 \0 NEAR(", ""),
    ],
)
def test_ways_of_taking_part(text, ways):
    assert attending_in(text) == set(ways.split())


@pytest.mark.parametrize(
    "text",
    [
        "Free.",
        "FREE",
        "Free of charge",
        "It's free for everyone.",
        "This service is free",
        "Completely free to attend.",
        "There is no charge.",
        "No fee",
        "Nothing.",
        "Free at the point of use. Tea and cake too.",
    ],
)
def test_words_for_free(text):
    assert free_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "£2 a session",
        "Free for under 5s",
        "Free for members",
        "First session free",
        "Free. Lunch costs £3.",
        "Free; donations welcome",
        "Free trial",
        "Not free",
        "Pay what you can; nothing is fine too.",
        "Freephone",
        "Free. " + "x" * 5000,
    ],
)
def test_words_that_do_not_mean_free_to_all(text):
    assert not free_in(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Just turn up; there is no need to book.", "self"),
        ("Please ring or e-mail before you first come.", "self"),
        ("Book by phone or e-mail. If you cannot make it, let us know.", "self"),
        (
            "Ask any professional you know (GP, school, social worker, link worker) to refer you, "
            "or refer yourself by phone.",
            "self professional",
        ),
        (
            "By referral from a professional only. Ring us if you are not sure whom to ask.",
            "professional",
        ),
        ("By referral from a school, social worker or youth justice worker.", "professional"),
        ("By referral from a professional, or ring the helpline.", "self professional"),
        ("By referral from a district nurse, GP or hospice.", "professional"),
        ("Just turn up, or ask your health visitor.", "self"),
        ("No referral needed.", "self"),
        ("A referral isn’t needed", "self"),
        ("Self-referral or GP referral", "self professional"),
        ("You can self refer", "self"),
        ("Walk-ins welcomed, call for information", "self"),
        ("Call for more information", ""),
        ("Please refer to our website", ""),
        ("Varies", ""),
        ("", ""),
        (" \n", ""),
    ],
)
def test_who_may_refer(text, who):
    assert referral_in(text) == set(who.split())


@given(st.text(max_size=300))
def test_any_text_is_read_and_a_folded_one_stays_as_it_is(text):
    attending_in(text), free_in(text), referral_in(text)
    assert folded(folded(text)) == folded(text)
