"""The rows of the index say the same as the sessions they stand for."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.hours.effective import effective_schedules
from directory.search.hours.occurrences import Session, sessions_of
from directory.search.hours.patterns import (
    FOREVER,
    MOST_DATES,
    Meeting,
    Pattern,
    matches,
    meets,
    patterns,
    spans,
)
from tests.halves import ONCE
from tests.search.hours.schedules import DAYS, LONDON, closed, closures, timed, weekly

pytestmark = ONCE

TODAY = date(2026, 11, 22)
# Within the horizon of that day, and including both changes of the clocks.
asked = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 30)) | st.builds(
    datetime.combine,
    st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2028, 10, 29)]),
    st.times(),
)


def rows_of(*schedules: dict[str, Any], today: date = TODAY) -> list[Pattern]:
    """The rows of a service with `schedules`, those of unknown hours left out."""
    found = patterns(effective_schedules({"schedules": list(schedules)}), today=today)
    return [row for row in found if row.known]


def says(rows: set[Pattern], moment: datetime) -> bool | None:
    """What `rows` answer at `moment`; None if that they do not know."""
    clock = moment.hour * 60 + moment.minute
    matching = [row for row in rows if matches(row, moment.date(), clock)]
    known = any(row.known for row in matching)
    return known if known or not matching else None


def held(schedules: list[dict[str, Any]], start: date, end: date) -> list[Session]:
    begins, ends = (datetime.combine(day, time(), LONDON) for day in (start, end))
    return list(sessions_of(effective_schedules({"schedules": schedules}), begins, ends))


def test_a_rule_of_every_week_is_one_row():
    rows = rows_of(weekly("MO,TU,WE,TH,FR", "09:00", "17:00"))

    assert rows == [Pattern(weekdays=0b0011111, opens=540, closes=1020, ends=1020)]


def test_a_count_is_the_last_day():
    (row,) = rows_of(weekly(dtstart="2026-03-03", count=3))

    assert date.fromordinal(row.last_day) == date(2026, 3, 17)


def test_a_closed_day_splits_a_row_in_two():
    before, after = sorted(
        rows_of(weekly(), closed("2026-12-29", "2026-12-29")), key=lambda row: row.first_day
    )

    assert date.fromordinal(before.last_day) == date(2026, 12, 28)
    assert date.fromordinal(after.first_day) == date(2026, 12, 30)
    assert after.last_day == FOREVER


def test_a_closed_day_without_a_session_splits_nothing():
    assert len(rows_of(weekly("TU"), closed("2026-12-30", "2027-01-03"))) == 1


def test_bank_holidays_split_what_falls_on_them():
    """Fourteen Mondays or so of the four years to the horizon."""
    assert 12 <= len(rows_of(weekly("MO", notes="Closed on bank holidays"))) <= 24


def test_what_no_row_can_say_is_dates_and_unknown_beyond_them():
    yearly = weekly("", freq="YEARLY", dtstart="2020-07-04")
    rows = patterns(effective_schedules({"schedules": [yearly]}), today=TODAY)

    assert sorted(date.fromordinal(row.first_day) for row in rows if row.known) == [
        date(year, 7, 4) for year in (2026, 2027, 2028, 2029)
    ]
    assert [date.fromordinal(row.first_day) for row in rows if not row.known] == [date(2030, 1, 1)]


def test_dates_are_bounded():
    abroad = weekly(",".join(DAYS), timezone=-5)
    rows = patterns(effective_schedules({"schedules": [abroad]}), today=TODAY)

    assert sum(row.known for row in rows) == MOST_DATES
    assert [row.known for row in rows].count(0) == 1


def test_dates_that_run_out_leave_hours_unknown_whatever_else_is_known():
    abroad = weekly(",".join(DAYS), timezone=-5)
    rows = patterns(effective_schedules({"schedules": [abroad, weekly()]}), today=TODAY)

    assert any(not row.known for row in rows)


def test_hours_nobody_vouches_for_any_longer_are_unknown():
    """HSDS: past `valid_to` one should "not infer that a service has ended"."""
    rows = patterns(
        effective_schedules({"schedules": [weekly(valid_to="2026-12-31")]}), today=TODAY
    )

    assert [date.fromordinal(row.first_day) for row in rows if not row.known] == [date(2027, 1, 1)]


def test_hours_that_ended_are_known():
    rows = patterns(effective_schedules({"schedules": [weekly(until="2026-12-31")]}), today=TODAY)

    assert all(row.known for row in rows)


@pytest.mark.parametrize("schedule", [{}, {"description": "Ring us"}])
def test_without_a_rule_hours_are_unknown_from_ever(schedule):
    rows = patterns(effective_schedules({"schedules": [schedule]}), today=TODAY)

    assert rows == {Pattern(known=0)}


@pytest.mark.parametrize("days", [0, -1, 8])
def test_a_stretch_is_at_most_a_week(days):
    begins = datetime(2026, 3, 1)
    with pytest.raises(ValueError, match="seven days"):
        spans(begins, begins + timedelta(days=days))


several = st.lists(timed() | closures(), min_size=1, max_size=3)


def test_what_began_the_night_before_the_horizon_is_in_the_index():
    nightly = {"freq": "DAILY", "dtstart": "2023-01-01", "interval": 3, "opens_at": "23:15"}
    rows = rows_of({**nightly, "closes_at": "00:15"})

    assert says(set(rows), datetime(2026, 1, 1)) is True


@settings(deadline=None)
@given(several, st.lists(asked, min_size=1, max_size=20))
def test_a_row_matches_when_a_session_is_on(schedules, moments):
    rows = patterns(effective_schedules({"schedules": schedules}), today=TODAY)
    for moment in moments:
        expected = on_by_the_clock(schedules, moment)
        found = says(rows, moment)
        assert None in (found, expected) or found == expected, (moment, rows)


@settings(deadline=None)
@given(several, st.data())
def test_a_row_matches_at_both_ends_of_every_session(schedules, data):
    """Random moments seldom meet a session, so these are taken from them."""
    rows = patterns(effective_schedules({"schedules": schedules}), today=TODAY)
    start = data.draw(st.dates(date(2026, 1, 1), date(2029, 6, 1)))
    for session in held(schedules, start, start + timedelta(days=200))[:20]:
        ends = session.ends or session.starts + timedelta(hours=1)
        minute = timedelta(minutes=1)
        for edge in (session.starts - minute, session.starts, ends - minute, ends):
            moment = edge.astimezone(LONDON).replace(tzinfo=None, second=0)
            expected, found = on_by_the_clock(schedules, moment), says(rows, moment)
            assert None in (found, expected) or found == expected, (moment, rows)


def on_by_the_clock(schedules: list[dict[str, Any]], moment: datetime) -> bool | None:
    """Whether the clocks show a time within a session at `moment`.

    None in the hours around a change of the clocks, of which one hour is shown twice or never,
    and beyond what is indexed.
    """
    day = moment.date()
    near = {moment.replace(tzinfo=LONDON) + timedelta(hours=hours) for hours in (-30, 30)}
    changes = len({each.utcoffset() for each in near}) > 1
    if changes and (moment.hour < 4 or any("timezone" in each for each in schedules)):
        return None
    found = held(schedules, day - timedelta(days=3), day + timedelta(days=2))
    minute = moment.replace(second=0, microsecond=0)
    for session in found:
        starts = session.starts.astimezone(LONDON).replace(tzinfo=None)
        if session.ends:
            ends = session.ends.astimezone(LONDON).replace(tzinfo=None)
        else:
            ends = starts + timedelta(hours=1)
        if changes and (starts.hour < 4 or ends.hour < 4):
            return None
        if starts <= minute < ends:
            return True
    return False


@settings(deadline=None)
@given(
    several,
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from([(), (1,), (0, 6)]),
    st.sampled_from([None, 0, 600, 1200]),
    st.sampled_from([None, 720, 1440]),
)
def test_a_row_meets_what_one_of_its_sessions_does(schedules, since, weekdays, start, end):
    """HSDS-UK's `day`, `start_time` and `end_time`: one session must meet them all."""
    schedules = [each for each in schedules if "timezone" not in each]
    wanted = Meeting(since=since, weekdays=weekdays, start=start, end=end)
    found = any(meets(row, wanted) for row in rows_of(*schedules))

    # Rules with an end within the horizon can be listed to it; others go on for good.
    ends = date(2030, 1, 1)
    readings = effective_schedules({"schedules": schedules})
    rules = [rule for hours in readings for rule in hours.rules]
    expected = any(
        is_wanted(rule, day, wanted)
        for hours in readings
        for rule in hours.rules
        for day in days_held(schedules, rule, since, ends)
    )
    if expected or all(rule.last < ends for rule in rules):
        assert found == expected


def days_held(schedules: list[dict[str, Any]], rule: Any, since: date, end: date) -> list[date]:
    from directory.search.hours.closures import closures_of, is_closed

    (hours,) = effective_schedules({"schedules": schedules})
    shut = closures_of(rule, hours.closures)
    return [day for day in rule.days(since, end - timedelta(days=1)) if not is_closed(day, shut)]


def is_wanted(rule: Any, day: date, wanted: Meeting) -> bool:
    return (
        (not wanted.weekdays or day.weekday() in wanted.weekdays)
        and (wanted.start is None or rule.opens >= wanted.start)
        and (wanted.end is None or (rule.closes is not None and rule.closes <= wanted.end))
    )
