"""Sessions, held against dateutil and against a naive evaluation, day by day."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from time import perf_counter
from typing import Any

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.hours.occurrences import sessions
from directory.search.hours.reading import Closure, read
from directory.search.hours.rules import Rule
from tests.halves import ONCE
from tests.search.hours.schedules import DAYS, LONDON, closed, dates, rules, timed, weekly

pytestmark = ONCE

YEARS = timedelta(days=1200)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def shown(schedules: list[dict], start: str, end: str, **rest: Any) -> list[str]:
    """Sessions as the clock shows them: "Tu 2026-03-03 10:00-12:00"."""
    found = sessions(schedules, at(start), at(end), **rest)
    return [
        f"{each.starts:%Y-%m-%d %H:%M}-{each.ends:%H:%M}"
        if each.ends
        else f"{each.starts:%Y-%m-%d %H:%M}"
        for each in found
    ]


def test_a_week():
    schedules = [weekly("TU,TH", "10:00", "12:00"), weekly("TU", "09:00", "09:30")]

    assert shown(schedules, "2026-03-02", "2026-03-09") == [
        "2026-03-03 09:00-09:30",
        "2026-03-03 10:00-12:00",
        "2026-03-05 10:00-12:00",
    ]


def test_the_clock_is_kept_when_the_clocks_change():
    found = list(sessions([weekly("SA,SU,MO")], at("2026-03-28"), at("2026-03-31")))

    assert [each.starts.isoformat()[11:] for each in found] == [
        "10:00:00+00:00",
        "10:00:00+01:00",
        "10:00:00+01:00",
    ]


@pytest.mark.parametrize(("start", "hours"), [("2026-03-28", 9), ("2026-10-24", 11)])
def test_a_night_shelter_is_open_an_hour_less_or_more_when_they_do(start, hours):
    night = next(sessions([weekly("SA", "21:00", "07:00")], at(start), at("2027-01-01")))

    assert night.ends.astimezone(UTC) - night.starts.astimezone(UTC) == timedelta(hours=hours)


def test_a_time_that_spring_skips_is_an_hour_later_by_the_clock():
    found = next(sessions([weekly("SU", "01:30", "03:30")], at("2026-03-29"), at("2026-03-30")))

    assert found.starts.isoformat() == "2026-03-29T02:30:00+01:00"


def test_a_session_under_way_is_found_and_one_that_is_over_is_not():
    night = [weekly("SA", "21:00", "07:00")]

    assert shown(night, "2026-03-08T06:59", "2026-03-08T12:00") == ["2026-03-07 21:00-07:00"]
    assert shown(night, "2026-03-08T07:00", "2026-03-08T12:00") == []


def test_all_day_and_all_night():
    always = [weekly(",".join(DAYS), "00:00", "23:59")]

    found = list(sessions(always, at("2026-03-02"), at("2026-03-05")))

    assert [each.starts for each in found[1:]] == [each.ends for each in found[:-1]]


def test_a_session_nobody_said_the_end_of():
    schedule = {"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00"}

    assert shown([schedule], "2026-03-02", "2026-03-09") == ["2026-03-03 10:00"]


def test_every_other_week_from_its_first_date():
    fortnightly = weekly("TH", interval=2, dtstart="2026-03-05")

    assert shown([fortnightly], "2026-02-01", "2026-04-05") == [
        "2026-03-05 10:00-12:00",
        "2026-03-19 10:00-12:00",
        "2026-04-02 10:00-12:00",
    ]


def test_validity_until_and_count():
    course = weekly(dtstart="2026-03-03", count=3)
    season = weekly(valid_from="2026-03-10", valid_to="2026-03-17")

    assert len(shown([course], "2026-01-01", "2027-01-01")) == 3
    assert len(shown([season], "2026-01-01", "2027-01-01")) == 2
    assert len(shown([weekly(until="2026-01-13")], "2026-01-01", "2027-01-01")) == 2


def test_closed_days_hold_for_every_schedule_beside_them():
    schedules = [weekly("TU"), weekly("WE"), closed("2026-03-03", "2026-03-10")]

    assert shown(schedules, "2026-03-01", "2026-03-12") == ["2026-03-11 10:00-12:00"]


def test_closed_days_may_come_from_elsewhere():
    shut = Closure(date(2026, 3, 3), date(2026, 3, 3))

    assert shown([weekly()], "2026-03-01", "2026-03-09", closed=[shut]) == []


def test_bank_holidays():
    """In 2022 the late May holiday moved to June, and there was one more for the Jubilee."""
    mondays = weekly("MO,TH", notes="Closed on bank holidays")

    assert shown([mondays], "2022-05-30", "2022-06-10") == [
        "2022-05-30 10:00-12:00",
        "2022-06-06 10:00-12:00",
        "2022-06-09 10:00-12:00",
    ]


def test_unknown_hours_give_no_sessions():
    assert shown([{"description": "Ring us"}], "2026-03-01", "2026-04-01") == []


@pytest.mark.parametrize(
    "schedule",
    [
        weekly(
            "",
            freq="YEARLY",
            byyearday="366",
            interval=1000,
            dtstart="0001-01-01",
            until="9999-12-31",
        ),
        weekly("", freq="MONTHLY", bymonthday="31", interval=12, dtstart="2020-02-01"),
    ],
)
def test_a_hostile_rule_costs_little_to_expand(schedule):
    earliest, latest = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    began = perf_counter()
    for start in (earliest, datetime(2026, 1, 1, tzinfo=UTC), latest):
        assert list(islice(sessions([schedule], start, latest), 5)) == []

    assert perf_counter() - began < 0.25  # in fact some 5 ms


# --- dateutil ------------------------------------------------------------------------------------


def by_dateutil(schedule: dict[str, Any]) -> rrule.rrule:
    def numbers(name: str) -> list[int] | None:
        return [int(part) for part in schedule[name].split(",")] if name in schedule else None

    byday = schedule.get("byday")
    return rrule.rrule(
        getattr(rrule, schedule["freq"]),
        dtstart=datetime.fromisoformat(schedule["dtstart"]),
        interval=schedule["interval"],
        wkst=getattr(rrule, schedule.get("wkst", "MO")),
        count=schedule.get("count"),
        until=datetime.fromisoformat(schedule["until"]) if "until" in schedule else None,
        byweekday=[weekday(part) for part in byday.split(",")] if byday else None,
        bymonthday=numbers("bymonthday"),
        byyearday=numbers("byyearday"),
        byweekno=numbers("byweekno"),
    )


def weekday(part: str) -> Any:
    day = getattr(rrule, part[-2:])
    return day(int(part[:-2])) if part[:-2] else day


TIMES = {"opens_at": "10:00", "closes_at": "12:00"}


@settings(deadline=None)
@given(rules(("WEEKLY", "MONTHLY", "DAILY", "YEARLY")), dates)
def test_the_days_of_a_rule_are_dateutils(schedule, start):
    rule = read({**schedule, **TIMES})
    assert isinstance(rule, Rule)
    begins = datetime.combine(start, time())

    theirs = by_dateutil(schedule).between(begins, begins + YEARS, inc=True)

    assert list(rule.days(start, start + YEARS)) == [each.date() for each in theirs]


# --- A naive evaluation --------------------------------------------------------------------------


def naive_days(schedule: dict[str, Any], last: date) -> list[date]:
    """Every day from `dtstart` to `last` on which `schedule` says something, one after another.

    Weeks are dated by their first day and months by their list of days: no arithmetic in common
    with the code.
    """
    start = date.fromisoformat(schedule["dtstart"])
    until = date.fromisoformat(schedule["until"]) if "until" in schedule else last
    found: list[date] = []
    day = start
    while day <= min(until, last) and len(found) < schedule.get("count", 10**6):
        if naive_in_step(schedule, start, day) and naive_named(schedule, start, day):
            found.append(day)
        day += timedelta(days=1)
    valid = [
        day
        for day in found
        if schedule.get("valid_from", "0001") <= str(day) <= schedule.get("valid_to", "9999-12-31")
    ]
    return valid


def week_of(day: date, first: str) -> date:
    while DAYS[day.weekday()] != first:
        day -= timedelta(days=1)
    return day


def naive_in_step(schedule: dict[str, Any], start: date, day: date) -> bool:
    if schedule["freq"] == "WEEKLY":
        first = schedule.get("wkst", "MO")
        gone = (week_of(day, first) - week_of(start, first)).days // 7
    else:
        gone = (day.year - start.year) * 12 + day.month - start.month
    return gone % schedule["interval"] == 0


def naive_week(day: date, first: str) -> tuple[int, int]:
    """The number of a week, from either end, by walking to the ends of its year."""
    begins = week_of(day, first)
    year = (begins + timedelta(days=3)).year
    before = after = 0
    while (begins + timedelta(days=3 - 7 * before)).year == year:
        before += 1
    while (begins + timedelta(days=3 + 7 * after)).year == year:
        after += 1
    return before, -after


def naive_named(schedule: dict[str, Any], start: date, day: date) -> bool:
    month = [date(day.year, day.month, n + 1) for n in range(monthrange(day.year, day.month)[1])]
    named = []
    for part in schedule.get("byday", "").split(","):
        if part:
            alike = [each for each in month if DAYS[each.weekday()] == part[-2:]]
            nth = int(part[:-2] or 0)
            if nth == 0:
                named += alike
            elif abs(nth) <= len(alike):
                named.append(alike[nth - 1 if nth > 0 else nth])
    dated = [int(part) for part in schedule.get("bymonthday", "").split(",") if part]
    weeks = [int(part) for part in schedule.get("byweekno", "").split(",") if part]
    if not (dated or weeks or "byday" in schedule):
        weekly = schedule["freq"] == "WEEKLY"
        return day.weekday() == start.weekday() if weekly else day.day == start.day
    if weeks and not set(weeks) & set(naive_week(day, schedule.get("wkst", "MO"))):
        return False
    return ("byday" not in schedule or day in named) and (
        not dated
        or any(-len(month) <= n <= len(month) and month[n - (n > 0)] == day for n in dated)
    )


weeks = st.lists(st.integers(1, 53) | st.integers(-53, -1), min_size=1, max_size=9)


@settings(deadline=None)
@given(rules(), st.sampled_from(["", "MO,2TU", "SU,-1SU"]), st.none() | weeks, dates)
def test_the_days_of_a_rule_are_those_of_a_naive_evaluation(schedule, mixed, weeks, start):
    """Unlike dateutil's, plain and numbered weekdays in one rule are both meant, and weeks that

    begin on other days than Monday are right at the ends of a year (RFC 5545).
    """
    schedule = {**schedule, "byyearday": "", "byweekno": ",".join(map(str, weeks or ()))}
    if mixed and schedule["freq"] == "MONTHLY":
        schedule["byday"] = mixed
    last = start + YEARS

    rule = read({**schedule, **TIMES})

    assert list(rule.days(start, last)) == [
        day for day in naive_days(schedule, last) if day >= start
    ]


@settings(deadline=None)
@given(timed(), dates, st.integers(1, 400))
def test_sessions_are_the_rules_days_by_the_wall_clock(schedule, start, length):
    """Each session of the stretch, none beside it, at the written times."""
    begins = datetime.combine(start, time(), LONDON)
    ends = begins + timedelta(days=length)
    rule = read(schedule)

    found = list(sessions([{**schedule, "notes": ""}], begins, ends))

    for each in found:
        assert each.starts < ends
        assert (each.ends or each.starts) >= begins
        clock = each.starts.hour * 60 + each.starts.minute
        assert clock == rule.opens or not_on_every_clock(each.starts)
    days = rule.days(start + timedelta(days=2), start + timedelta(days=length - 3))
    inside = {each.starts.date() for each in found}
    assert set(days) <= inside


def not_on_every_clock(moment: datetime) -> bool:
    """Whether the clocks change within two hours of `moment`."""
    near = {(moment + timedelta(hours=hours)).utcoffset() for hours in (-3, 3)}
    return len(near) > 1
