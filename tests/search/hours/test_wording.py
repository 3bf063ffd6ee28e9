"""Schedules in plain English."""

import pytest
from hypothesis import given

from directory.search.hours.wording import in_words
from tests.search.hours.schedules import closed, timed, weekly


def monthly(**fields):
    return weekly("", freq="MONTHLY", **fields)


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (weekly("TU"), "Every Tuesday, 10:00 to 12:00"),
        (weekly("MO,TU,WE,TH,FR"), "Every Monday to Friday, 10:00 to 12:00"),
        (weekly("TU,SA"), "Every Tuesday and Saturday, 10:00 to 12:00"),
        (weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59"), "Every day, 24 hours"),
        (weekly("SA", "21:00", "07:00"), "Every Saturday, 21:00 to 07:00 the next day"),
        (weekly("SA", "18:00", "00:00"), "Every Saturday, 18:00 to midnight"),
        (
            weekly("TH", interval=2, dtstart="2026-03-05"),
            "Every other Thursday from 5 March 2026, 10:00 to 12:00",
        ),
        (
            weekly("TH", interval=3, dtstart="2026-03-04"),
            "Thursday of every 3rd week from 5 March 2026, 10:00 to 12:00",
        ),
        (
            weekly("TU", dtstart="2026-03-03", count=3),
            "Every Tuesday from 3 March 2026 until 17 March 2026, 10:00 to 12:00",
        ),
        ({**weekly("2SA"), "freq": "MONTHLY"}, "The second Saturday of the month, 10:00 to 12:00"),
        (
            {**weekly("-1FR,1MO"), "freq": "MONTHLY", "interval": 2, "dtstart": "2026-01-01"},
            "The first Monday and last Friday of every other month from 5 January 2026, "
            "10:00 to 12:00",
        ),
        (monthly(bymonthday="1,15,-1"), "The 1st, 15th and last day of the month, 10:00 to 12:00"),
        ({"dtstart": "2026-03-05", "opens_at": "19:30"}, "On Thursday 5 March 2026, from 19:30"),
        (
            weekly(notes="Closed on bank holidays"),
            "Every Tuesday, 10:00 to 12:00, not on bank holidays",
        ),
        (closed("2026-12-24", "2027-01-02"), "Closed from 24 December 2026 until 2 January 2027"),
        (closed("2026-12-24", "2026-12-24"), "Closed on 24 December 2026"),
        ({"description": "Closed on bank holidays"}, "Closed on bank holidays"),
        ({"description": "Drop us a line"}, "Ask for times"),
    ],
)
def test_in_words(schedule, words):
    assert in_words(schedule) == words


@given(timed())
def test_every_schedule_can_be_said(schedule):
    words = in_words(schedule)

    assert words
    assert words[0].isupper() or words[0].isdigit()
    assert "  " not in words
