"""Calendars that others can read."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from directory.search.hours.calendar import calendar
from directory.search.hours.occurrences import Session, sessions
from tests.search.hours.schedules import LONDON, weekly

STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def made(held, **fields):
    fields = {"name": "Lunch club", "host": "example.org", "owner": "a", "stamp": STAMP} | fields
    return calendar(held, **fields)


def events(ics):
    return Calendar.from_ical(ics).walk("VEVENT")


def test_sessions_keep_their_moments_across_the_clock_change():
    start = datetime(2026, 3, 24, tzinfo=LONDON)
    held = list(sessions([weekly(id="s")], start, start + timedelta(days=8)))

    read = events(made(held))

    assert [event["DTSTART"].dt for event in read] == [session.starts for session in held]
    assert [event["DTSTART"].dt.hour for event in read] == [10, 9]
    assert [event["DTEND"].dt for event in read] == [session.ends for session in held]


def test_an_event_says_what_and_where():
    session = Session(STAMP, STAMP + timedelta(hours=1), "s", "", "hall")

    (event,) = events(
        made(
            [session],
            name="Tea, cake; \\ talk",
            description="Bring\na friend",
            url="https://example.org/services/a",
            places={"hall": "Heron Hall, Bradford"},
        )
    )

    assert event["SUMMARY"] == "Tea, cake; \\ talk"
    assert event["DESCRIPTION"] == "Bring\na friend"
    assert event["LOCATION"] == "Heron Hall, Bradford"
    assert event["URL"] == "https://example.org/services/a"
    assert event["UID"] == "a-hall-s-20261122T093000Z@example.org"
    assert event["DTSTAMP"].dt == STAMP


def test_a_session_without_an_end_has_none():
    (event,) = events(made([Session(STAMP, None)]))

    assert "DTEND" not in event


def test_no_sessions_are_a_calendar_still():
    assert Calendar.from_ical(made([])).errors == []


def test_lines_end_and_fold_as_they_should():
    ics = made([Session(STAMP, None)], description="Żółć 🫖 " * 60)

    assert ics.endswith(b"\r\n")
    assert b"\n" not in ics.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in ics.split(b"\r\n"))
    assert all(line.decode() or True for line in ics.split(b"\r\n"))
    assert events(ics)[0]["DESCRIPTION"].strip() == ("Żółć 🫖 " * 60).strip()


@pytest.mark.parametrize("field", ["name", "description", "url", "host"])
@given(st.text())
def test_no_text_breaks_out_of_its_line(field, text):
    ics = made([Session(STAMP, None)], **{field: "x" + text})

    parsed = Calendar.from_ical(ics)

    assert len(parsed.walk("VEVENT")) == 1
    unfolded = ics.replace(b"\r\n ", b"").split(b"\r\n")
    assert sum(line.startswith(b"BEGIN:") for line in unfolded) == 2
