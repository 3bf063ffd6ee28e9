"""What a volunteer ticks and types, the sentence it makes, and the columns underneath."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.http import QueryDict

from directory.admin.hours.closed_form import ClosedForm
from directory.admin.hours.preview import preview_of
from directory.admin.hours.reading import as_published
from directory.admin.hours.session_form import SessionForm
from directory.models import Schedule
from directory.search.hours.wording import in_words

# A Sunday.
NOW = datetime(2026, 11, 22, 14, tzinfo=UTC)


def typed(kind: Any = SessionForm, row: Schedule | None = None, **values: Any) -> Any:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    form = kind(data, instance=row or Schedule())
    form.empty_permitted = False
    return form


def made(**values: Any) -> Schedule:
    form = typed(**values)
    form.full_clean()
    # The owner is the formset's to give.
    assert set(form.errors) <= {"__all__"}, form.errors
    return form.instance


CASES: list[tuple[dict[str, Any], dict[str, Any], str, list[str]]] = [
    (
        {"how_often": "weekly", "days": [1], "starts": "10:00", "ends": "12:00"},
        {"freq": "WEEKLY", "byday": "TU", "opens_at": time(10), "closes_at": time(12)},
        "Every Tuesday, 10:00 to 12:00.",
        ["Tuesday 24 November 2026, 10:00 to 12:00", "Tuesday 1 December 2026, 10:00 to 12:00"],
    ),
    (
        {"how_often": "weekly", "days": [3], "starts": "10:00", "every": 2, "first": "2026-11-26"},
        {"interval": 2, "byday": "TH", "dtstart": date(2026, 11, 26), "wkst": "MO"},
        "Every other Thursday from 26 November 2026, from 10:00.",
        ["Thursday 26 November 2026, 10:00", "Thursday 10 December 2026, 10:00"],
    ),
    (
        {"how_often": "monthly", "which": [2], "days": [5], "starts": "10:00", "ends": "12:00"},
        {"freq": "MONTHLY", "byday": "2SA"},
        "The second Saturday of the month, 10:00 to 12:00.",
        ["Saturday 12 December 2026, 10:00 to 12:00"],
    ),
    (
        {"how_often": "dates", "dates": "1st, 15 and last", "starts": "14:00", "ends": "15:00"},
        {"freq": "MONTHLY", "bymonthday": "1,15,-1"},
        "The 1st, 15th and last day of the month, 14:00 to 15:00.",
        ["Monday 30 November 2026, 14:00 to 15:00", "Tuesday 1 December 2026, 14:00 to 15:00"],
    ),
    (
        {"how_often": "weekly", "days": [4], "starts": "21:00", "ends": "02:00"},
        {"opens_at": time(21), "closes_at": time(2)},
        "Every Friday, 21:00 to 02:00 the next day.",
        ["Friday 27 November 2026, 21:00 to 02:00 the next day"],
    ),
    (
        {
            **{"how_often": "weekly", "days": [0], "starts": "09:00", "ends": "10:00"},
            **{"first": "2027-01-04", "last": "2027-02-01"},
        },
        {"dtstart": date(2027, 1, 4), "until": date(2027, 2, 1), "valid_to": None},
        "Every Monday from 4 January 2027 until 1 February 2027, 09:00 to 10:00.",
        ["Monday 4 January 2027, 09:00 to 10:00"],
    ),
    (
        {
            **{"how_often": "weekly", "days": [0], "starts": "09:00", "ends": "10:00"},
            **{"first": "2027-01-04", "last": "2027-02-01", "afterwards": "changes"},
        },
        {"valid_from": date(2027, 1, 4), "valid_to": date(2027, 2, 1), "until": None},
        "Every Monday from 4 January 2027 until 1 February 2027, 09:00 to 10:00.",
        ["Monday 4 January 2027, 09:00 to 10:00"],
    ),
    (
        {
            **{"how_often": "weekly", "days": [2], "starts": "13:00", "ends": "15:00"},
            **{"first": "2027-01-13", "sessions": 6},
        },
        {"dtstart": date(2027, 1, 13), "count": 6},
        "Every Wednesday from 13 January 2027 until 17 February 2027, 13:00 to 15:00.",
        ["Wednesday 13 January 2027, 13:00 to 15:00"],
    ),
    (
        {"how_often": "weekly", "days": [0], "starts": "09:15", "term_time": "on"},
        {"notes": "Term time only."},
        "Every Monday, from 09:15, in term time only.",
        ["Monday 23 November 2026, 09:15"],
    ),
    (
        {"how_often": "weekly", "days": [0], "starts": "09:15", "booked": "on", "others": "Knock."},
        {"notes": "By appointment only.\nKnock."},
        "Every Monday, from 09:15, by appointment.",
        ["Monday 23 November 2026, 09:15"],
    ),
    (
        {"how_often": "once", "first": "2026-12-05", "starts": "11:00", "ends": "15:00"},
        {"freq": "", "dtstart": date(2026, 12, 5)},
        "On Saturday 5 December 2026, 11:00 to 15:00.",
        ["Saturday 5 December 2026, 11:00 to 15:00"],
    ),
    ({"how_often": "appointment"}, {"description": "By appointment"}, "By appointment.", []),
    ({"how_often": "unknown"}, {"description": "Ask for times"}, "Ask for times.", []),
    (
        {"days": [1], "starts": "10:00"},
        {"freq": "WEEKLY", "byday": "TU"},
        "Every Tuesday, from 10:00.",
        ["Tuesday 24 November 2026, 10:00"],
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "columns", "sentence", "dates"), CASES, ids=[case[2] for case in CASES]
)
def test_what_is_typed_becomes_a_sentence_columns_and_dates(values, columns, sentence, dates):
    row = made(**values)

    assert {name: getattr(row, name) for name in columns} == columns
    preview = preview_of([row], now=NOW)
    assert preview.sentences == [sentence]
    assert preview.dates[: len(dates)] == dates
    assert len(preview.dates) == (min(5, values.get("sessions", 5)) if row.freq else len(dates))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"starts": "10:00"}, "how_often"),
        ({"how_often": "weekly", "starts": "10:00"}, "days"),
        ({"how_often": "weekly", "days": [1]}, "starts"),
        ({"how_often": "monthly", "days": [1], "starts": "10:00"}, "which"),
        ({"how_often": "dates", "starts": "10:00"}, "dates"),
        ({"how_often": "dates", "starts": "10:00", "dates": "32"}, "dates"),
        ({"how_often": "dates", "starts": "10:00", "dates": "soon"}, "dates"),
        ({"how_often": "once", "starts": "10:00"}, "first"),
        ({"how_often": "weekly", "days": [1], "starts": "10:00", "every": 2}, "first"),
        ({"how_often": "weekly", "days": [1], "starts": "10:00", "sessions": 6}, "first"),
        ({"how_often": "weekly", "days": [1], "starts": "25:00"}, "starts"),
        ({"how_often": "weekly", "days": [7], "starts": "10:00"}, "days"),
        (
            {
                **{"how_often": "weekly", "days": [1], "starts": "10:00"},
                **{"first": "2027-01-02", "last": "2027-01-01"},
            },
            "last",
        ),
    ],
)
def test_what_is_missing_is_asked_for_at_its_field(values, where):
    form = typed(**values)

    assert list(form.errors) == [where]


@pytest.mark.django_db
def test_our_words_follow_the_times_and_their_own_stay():
    row = Schedule(freq="WEEKLY", byday="TU", opens_at=time(10), description="Tuesdays, 10am")
    row._state.adding = False
    plain = {"how_often": "weekly", "days": [1], "starts": "11:00"}
    form = typed(row=row, **plain, words="Tuesdays, 10am")
    form.full_clean()
    assert row.description == "Every Tuesday, from 11:00"

    row = Schedule(freq="WEEKLY", byday="TU", opens_at=time(10), description="With Ann and Bea")
    row._state.adding = False
    typed(row=row, **plain, words="With Ann and Bea").full_clean()
    assert row.description == "With Ann and Bea"


# --- Closed --------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"closed_on": "bank_holidays"}, "Closed on bank holidays"),
        (
            {"closed_on": "days", "first": "2026-12-24", "last": "2027-01-02", "reason": "Rest"},
            "Closed from 24 December 2026 until 2 January 2027",
        ),
        ({"first": "2026-12-24", "last": "2026-12-24"}, "Closed on 24 December 2026"),
    ],
)
def test_closed_days_are_written_as_readers_look_for_them(values, words):
    form = typed(ClosedForm, **values)
    form.full_clean()

    assert set(form.errors) <= {"__all__"}
    assert in_words(as_published(form.instance)) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"closed_on": "days"}, "first"),
        ({"first": "2027-01-02", "last": "2027-01-01"}, "last"),
        ({"first": "2027-01-02", "reason": "open again on Monday"}, "reason"),
    ],
)
def test_closed_days_that_nobody_would_understand_are_refused(values, where):
    assert list(typed(ClosedForm, **values).errors) == [where]


@pytest.mark.django_db
def test_closed_days_are_left_out_of_the_dates():
    tuesdays = made(how_often="weekly", days=[1], starts="10:00")
    holiday = typed(ClosedForm, first="2026-11-20", last="2026-11-30")
    holiday.full_clean()

    dates = preview_of([tuesdays, holiday.instance], now=NOW).dates

    assert dates[0] == "Tuesday 1 December 2026, 10:00"


def test_dates_in_term_time_come_with_a_caution():
    row = Schedule(freq="WEEKLY", byday="TU", opens_at=time(10), notes="Term time only.")

    assert "school holidays" in preview_of([row], now=NOW).caution
