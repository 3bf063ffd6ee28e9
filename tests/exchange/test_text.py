"""Damage in texts: what is certain is repaired and told, the rest is kept."""

import time

import pytest

from directory.exchange.checks import Checker, text
from directory.exchange.checks.text import Refused, cleaned
from directory.exchange.faults import Action, Where
from directory.exchange.rows import MappedRow


@pytest.mark.parametrize(
    ("damaged", "mended", "message"),
    [
        ("We GÇ£helpGÇ¥ youGÇªnowGÇöhere", "We “help” you…now—here", text.MOJIBAKE_GONE),
        ("familyGÇÖs", "family’s", text.MOJIBAKE_GONE),
        ("donâ€™t", "don’t", text.MOJIBAKE_GONE),
        ("CafÃ© on the Â£", "Café on the £", text.MOJIBAKE_GONE),
        ("m+ís f+¡sico, fa+ºade", "más físico, façade", text.MOJIBAKE_GONE),
        ("one\\ntwo\\r\\nthree", "one\ntwo\nthree", text.BREAKS_MADE),
        ("Helps all.\\n\\n###MON###\\n###COL###", "Helps all.", text.MARKERS_GONE),
        ("Helps all. ###MON###", "Helps all.", text.MARKERS_GONE),
        ("a\x07b", "ab", text.CONTROLS_GONE),
        ("Tea &amp; cake&nbsp;daily", "Tea & cake daily", text.HTML_GONE),
        (
            "<h1>About</h1><p>Call <a href='https://example.org'>us</a>.</p><ul><li>Tea</li></ul>",
            "About\n\nCall us (https://example.org).\n\n- Tea",
            text.HTML_GONE,
        ),
        ("<p>Hi</p><script>alert(1)</script>", "Hi", text.HTML_GONE),
        ("<!DOCTYPE html><?x y?><!-- <p>a</p> -->Tea<!-- b --><b>s</b>", "Teas", text.HTML_GONE),
        ("<p>5 < 6 <!-- never ends</p>", "5 < 6 <!-- never ends", text.HTML_GONE),
    ],
)
def test_certain_damage_is_repaired_and_told(damaged, mended, message):
    found, changes = cleaned(damaged)

    assert found == mended
    assert message in changes


@pytest.mark.parametrize(
    "sound",
    [
        "Plain words.",
        "Café, naïve, Łódź, ਪੰਜਾਬੀ, اردو",
        "“Quoted” – and—dashed…",
        "5 < 6 and 7 > 6",
        "C++ and C#, 2 + 2",
        "Ages 5-11",
        "Line one\nLine two",
        "R&B choir; Q&A",
        "https://example.org/?a=1&b=2",
    ],
)
def test_sound_text_is_left_alone(sound):
    assert cleaned(sound) == (sound, [])


def test_trimming_and_line_ends_are_no_fault():
    assert cleaned("  one\r\ntwo ") == ("one\ntwo", [])


def test_letters_that_might_be_either_are_kept_and_noted():
    # Of an n with a tilde and an o with an acute, the damage is the same.
    assert cleaned("ni+¦os") == ("ni+¦os", [text.MOJIBAKE_KEPT])


@pytest.mark.parametrize(
    ("value", "became", "action"),
    [("ni+¦os", "ni+¦os", Action.NOTED), ("<p>ninos</p>", "ninos", Action.REPAIRED)],
)
@pytest.mark.parametrize("wording", ["It was kept.", "It was changed."])
def test_what_a_fault_says_does_not_decide_what_became_of_the_text(
    monkeypatch, value, became, action, wording
):
    faults = []
    found = text.MOJIBAKE_KEPT if action is Action.NOTED else text.HTML_GONE
    reworded = found._replace(message=wording)
    monkeypatch.setattr(text, "MOJIBAKE_KEPT", reworded)
    monkeypatch.setattr(text, "PROSE_REPAIRS", [(reworded, text.without_html)])
    row = MappedRow("service", {"id": "1", "description": value}, Where("a.csv", 2), "service")

    assert Checker(faults.append)(row)["description"] == became

    assert [(fault.message, fault.action) for fault in faults] == [(wording, action)]


def test_an_address_is_never_read_as_html():
    address = "Bodmin <bodmin@example.org>"

    assert cleaned(address, prose=False) == (address, [])


@pytest.mark.parametrize(
    ("bad", "reason"),
    [("a\x00b", text.NUL), ("=1+1", text.SPREADSHEET_FORMULA), ("a\ud800", text.NO_UNICODE)],
)
def test_what_no_repair_makes_safe_is_refused(bad, reason):
    with pytest.raises(Refused, match=reason.split("(")[0][:20]):
        cleaned(bad)


@pytest.mark.parametrize(
    "part", ["<!--", "<p", "<a href='", "<a href='>", "</p", "<?", "<![CDATA[", "<!", "&#", "<"]
)
@pytest.mark.parametrize("start", ["", "<p>", "<script>"])
def test_broken_markup_costs_no_more_than_its_length(start, part):
    started = time.process_time()

    cleaned(start + part * 40_000)

    assert time.process_time() - started < 2  # Going over the rest at each takes minutes.
