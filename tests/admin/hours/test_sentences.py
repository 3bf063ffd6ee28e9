"""Sentences are written as HSDS's columns and read back; what the editor cannot say stays."""

import copy
import uuid
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.admin.hours.closed_form import ClosedForm
from directory.admin.hours.reading import COLUMNS, as_published, closed_of, sentence_of
from directory.admin.hours.sentences import Afterwards, Closed, HowOften, Sentence
from directory.admin.hours.session_form import SessionForm
from directory.admin.hours.writing import apply, closed_columns, columns_of
from directory.models import Schedule
from directory.search.hours.reading import read
from directory.search.hours.wording import in_words
from tests.admin.browsing import Form
from tests.search.hours.schedules import timed

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
minutes = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
weekdays = st.frozensets(st.integers(0, 6), min_size=1)


@st.composite
def sentences(draw: Any) -> Sentence:
    """Every sentence the form can make."""
    how_often = draw(st.sampled_from(HowOften))
    if not how_often.has_times:
        return Sentence(how_often)
    said: dict[str, Any] = {"starts": draw(minutes), "ends": draw(st.none() | minutes)}
    if how_often == HowOften.ONCE:
        return Sentence(how_often, first=draw(days), **said)
    if how_often in (HowOften.WEEKLY, HowOften.MONTHLY):
        said["days"] = draw(weekdays)
    if how_often == HowOften.MONTHLY:
        said["which"] = draw(st.frozensets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1))
    if how_often == HowOften.DATES:
        dates = st.integers(1, 31) | st.integers(-31, -1)
        said["dates"] = draw(st.frozensets(dates, min_size=1, max_size=6))
    said["every"] = draw(st.sampled_from([1, 1, 2, 3, 7]))
    said["count"] = draw(st.none() | st.integers(1, 40))
    anchored = said["every"] > 1 or said["count"]
    said["first"] = draw(days if anchored else st.none() | days)
    if draw(st.booleans()):
        first = said["first"] or date(2026, 1, 1)
        said["last"] = first + timedelta(days=draw(st.integers(0, 900)))
        said["afterwards"] = draw(st.sampled_from(Afterwards))
    return Sentence(how_often, **said)


@settings(deadline=None, max_examples=80)
@given(sentences())
def test_what_is_written_is_read_back(sentence):
    assert sentence_of(Schedule(**columns_of(sentence))) == sentence


@settings(deadline=None, max_examples=60)
@given(sentences(), sentences())
def test_a_row_that_said_one_thing_says_another(before, after):
    row = Schedule(**columns_of(before))
    apply(after, row, before=before)

    assert sentence_of(row) == after


reasons = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20)


@settings(deadline=None, max_examples=60)
@given(st.booleans(), st.none() | days, st.none() | days, reasons)
def test_a_closure_is_read_back(bank_holidays, first, last, reason):
    if not bank_holidays and first is None and last is None:
        return
    if first and last and first > last:
        first, last = last, first
    closed = Closed(bank_holidays, first, last, "" if bank_holidays else reason)

    row = Schedule(**closed_columns(closed))

    # A reason with words such as "open" is refused by the form, since no reader takes it for one.
    assert closed_of(row) in (closed, None)
    if not reason or bank_holidays:
        assert closed_of(row) == closed


# --- What nobody touched -------------------------------------------------------------------------

texts = st.sampled_from(
    [
        "",
        "Tuesdays, 10am to 12 noon",
        "  spaced \n\nout\t",
        "Term time only.\nBy appointment only.",
        "By appointment only: ring first.",
        "two\r\nlines",
        "<script>alert(1)</script>",
        "Closed on bank holidays",
        "By appointment",
        "Ask for times.",
        "Closed: half-term",
        "Closed for a holiday",
    ]
)


@st.composite
def rows(draw: Any) -> Schedule:
    """Rows as imports have them: of every kind we expand, and nonsense."""
    columns = draw(timed()) if draw(st.integers(0, 4)) else {}
    columns = {name: _as_column(name, value) for name, value in columns.items()}
    if draw(st.integers(0, 4)) == 0:
        columns["valid_from"] = draw(days)
    if draw(st.integers(0, 4)) == 0:
        columns["valid_to"] = draw(days)
    for name in ("description", "notes"):
        if draw(st.integers(0, 2)) == 0:
            columns[name] = draw(texts)
    if columns.get("opens_at") and draw(st.integers(0, 5)) == 0:
        columns["opens_at"] = columns["opens_at"].replace(second=30, microsecond=7)
    if draw(st.integers(0, 6)) == 0:
        columns["byday"] = draw(st.sampled_from(["tu, th", "2SA,-1FR", "+1MO", "MO,TU,1WE", "??"]))
    if draw(st.integers(0, 6)) == 0:
        columns["schedule_link"] = "https://example.org/times "
    row = Schedule(id=uuid.uuid4(), **columns)
    row._state.adding = False
    return row


def _as_column(name: str, value: Any) -> Any:
    if name in ("dtstart", "until", "valid_from", "valid_to"):
        return date.fromisoformat(value)
    return time.fromisoformat(value) if name in ("opens_at", "closes_at") else value


def untouched(form: Any) -> dict[str, Any]:
    """What a browser sends of `form` if nobody touches it."""
    html = "".join(str(form[name]) for name in form.fields)
    return Form(f'<form id="it">{html}</form>', "it").data()


def columns(row: Schedule) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS}


@pytest.mark.parametrize("kind", [SessionForm, ClosedForm])
@settings(deadline=None, max_examples=40)
@given(row=rows())
def test_an_untouched_row_keeps_every_byte(kind, row):
    before = columns(copy.copy(row))
    data = QueryDict(mutable=True)
    for name, values in untouched(kind(instance=row)).items():
        data.setlist(name, values)
    form = kind(data, instance=row)

    assert form.is_valid(), form.errors
    assert not form.has_changed()
    assert columns(row) == before


@settings(deadline=None, max_examples=60)
@given(row=rows())
def test_a_row_is_shown_as_a_sentence_only_if_writing_it_anew_means_the_same(row):
    sentence = sentence_of(row)
    if sentence is None or not sentence.how_often.has_times:
        return
    anew = Schedule(**columns_of(sentence))

    said = in_words(as_published(row) | {"notes": "", "description": ""})
    assert in_words(as_published(anew)) == said


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (
            {"freq": "WEEKLY", "byday": "MO", "byweekno": "10,20", "opens_at": time(10)},
            "Every Monday in the 10th and 20th week of the year, from 10:00",
        ),
        (
            {"freq": "MONTHLY", "byday": "2SA,-1FR", "opens_at": time(10), "closes_at": time(11)},
            "The second Saturday and last Friday of the month, 10:00 to 11:00",
        ),
        ({"description": "Ring for times"}, "Ring for times"),
        ({"schedule_link": "https://example.org/diary"}, "https://example.org/diary"),
    ],
)
def test_a_rule_the_editor_cannot_say_is_shown_in_words(columns, words):
    row = Schedule(id=uuid.uuid4(), **columns)
    row._state.adding = False

    form = SessionForm(instance=row)

    assert form.kept_words == words
    assert not form.fields


def test_only_what_is_changed_is_written():
    row = Schedule(
        id=uuid.uuid4(),
        freq="WEEKLY",
        byday="TH,TU",
        wkst="SU",
        timezone=0,
        opens_at=time(10, 0, 30),
        closes_at=time(12),
        notes="Bring a towel ",
    )
    before = sentence_of(row)
    assert before is not None
    apply(
        Sentence(HowOften.WEEKLY, days=before.days, starts=time(10), ends=time(13)),
        row,
        before=before,
    )

    assert (row.opens_at, row.closes_at) == (time(10, 0, 30), time(13))
    assert (row.byday, row.wkst, row.timezone, row.notes) == ("TH,TU", "SU", 0, "Bring a towel ")
    assert read(as_published(row)) is not None
