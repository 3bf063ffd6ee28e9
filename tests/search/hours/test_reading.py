"""What each field of a schedule is taken to mean. docs/hours.md."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.hours.closures import is_closed
from directory.search.hours.reading import Closure, Unknown, read
from directory.search.hours.rules import Rule, weeks_of_year
from tests.search.hours.schedules import LONDON, closed, weekly


def test_a_weekly_rule():
    rule = read(weekly("TU,TH", "10:00", "12:30", id="a", attending_type="in person"))

    assert isinstance(rule, Rule)
    assert (rule.freq, rule.interval, rule.weekdays) == ("WEEKLY", 1, {1, 3})
    assert (rule.opens, rule.closes, rule.zone) == (600, 750, LONDON)
    assert (rule.id, rule.attending_type) == ("a", "in person")


@pytest.mark.parametrize(
    "said", ["10:00", "10:00:00", "10:00Z", "10:00:00+01:00", "10:00+00:00", "T10:00", "10:00:00.5"]
)
def test_times_are_those_of_the_clock_on_the_wall(said):
    """A session at ten is at ten in winter and in summer, whatever offset was in force when it

    was written down.
    """
    rule = read(weekly(opens=said))

    assert isinstance(rule, Rule)
    assert (rule.opens, rule.zone) == (600, LONDON)


@pytest.mark.parametrize("zone", [0, 1, "1", 1.0, "Europe/London", None])
def test_the_offsets_of_our_own_clock_mean_our_own_clock(zone):
    assert read(weekly(timezone=zone)).zone == LONDON


@pytest.mark.parametrize(
    ("schedule", "hours"),
    [(weekly(timezone=-5), -5), (weekly(opens="09:00-05:00", closes="12:00-05:00"), -5)],
)
def test_an_offset_our_clock_never_has_is_another_clock(schedule, hours):
    assert read(schedule).zone.utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("opens", "closes", "minutes"),
    [
        ("21:00", "07:00", (1260, 1860)),
        ("00:00", "00:00", (0, 1440)),
        ("00:00", "23:59", (0, 1440)),
        ("10:00", "24:00", (600, 1440)),
        ("10:00", None, (600, None)),
    ],
)
def test_closing_times(opens, closes, minutes):
    rule = read(weekly(opens=opens, closes=closes))

    assert (rule.opens, rule.closes) == minutes


@pytest.mark.parametrize(
    ("fields", "freq"),
    [
        ({"byday": "MO"}, "WEEKLY"),
        ({"byday": "2MO"}, "MONTHLY"),
        ({"bymonthday": "1"}, "MONTHLY"),
        ({"byday": "Monday, Friday"}, "WEEKLY"),
        ({"byday": ["MO", "FR"]}, "WEEKLY"),
        ({"freq": " weekly ", "byday": "mo;tu"}, "WEEKLY"),
    ],
)
def test_what_is_plain_is_understood(fields, freq):
    assert read({"opens_at": "10:00", **fields}).freq == freq


def test_a_date_without_a_rule_happens_once():
    rule = read({"dtstart": "2026-03-05", "opens_at": "10:00"})

    assert list(rule.days(date(2026, 1, 1), date(2027, 1, 1))) == [date(2026, 3, 5)]


def test_a_span_with_times_is_every_day_of_it():
    rule = read({"valid_from": "2026-12-28", "valid_to": "2026-12-30", "opens_at": "11:00"})

    assert len(list(rule.days(date(2026, 1, 1), date(2028, 1, 1)))) == 3


@pytest.mark.parametrize(
    "schedule",
    [
        {},
        {"description": "Ring for times"},
        {"freq": "WEEKLY", "byday": "MO"},  # no times
        weekly(opens="ten"),
        weekly(opens="25:00"),
        weekly(opens="10:60"),
        weekly(closes="10:00+99:00"),
        weekly(opens="10:00-05:00", closes="12:00+03:00"),
        weekly(freq="HOURLY"),
        weekly("XX"),
        weekly("2SA"),  # weekly, or monthly?
        weekly("6MO", freq="MONTHLY"),
        weekly(interval=2),  # which of the weeks?
        weekly(interval=0),
        weekly(interval=10**9, dtstart="2026-01-05"),
        weekly(interval="nan"),
        weekly(count=3),  # from when?
        weekly(count=3, dtstart="0001-01-01"),
        weekly(dtstart="2026-02-30"),
        weekly(dtstart="\0"),
        weekly(bymonthday="0"),
        weekly(bymonthday="1" * 5000),
        weekly(bymonthday=["1"] * 100_000 + ["x"]),
        weekly(timezone="nan"),
        weekly(timezone=99),
        weekly(timezone="../../etc/passwd"),
        weekly("", freq="WEEKLY"),  # which day?
        {"freq": "WEEKLY", "byday": 5, "opens_at": {"a": 1}},
    ],
)
def test_what_is_not_plain_is_unknown(schedule):
    assert isinstance(read(schedule), Unknown)


def test_unknown_hours_keep_what_a_person_can_read():
    said = read({"description": "Ring for times", "schedule_link": "https://example.org/times"})

    assert said == Unknown("Ring for times", "https://example.org/times")


anything = st.none() | st.text() | st.integers() | st.floats() | st.lists(st.text(), max_size=3)
FIELDS = (
    *("freq", "interval", "byday", "byweekno", "bymonthday", "byyearday", "wkst", "count", "until"),
    *("dtstart", "timezone", "opens_at", "closes_at", "valid_from", "valid_to", "description"),
)
real = st.sampled_from(
    ["WEEKLY", "MONTHLY", "MO", "2SA", "1", "-1", "10:00", "2026-01-01", "Closed"]
)


@given(st.dictionaries(st.sampled_from(FIELDS), anything | real))
def test_nothing_that_can_be_written_is_an_error(schedule):
    assert isinstance(read(schedule), Rule | Closure | Unknown)


# --- Closures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Closed",
        "closed.",
        "Closed for a holiday",
        "Closed: the boiler is mended",
        "Closed (training)",
    ],
)
def test_closed_with_dates_and_without_times_is_a_closure(words):
    said = read(closed("2026-12-24", "2027-01-02", words))

    assert said == Closure(date(2026, 12, 24), date(2027, 1, 2))


@pytest.mark.parametrize(
    "schedule",
    [
        {"description": "Closed"},  # when?
        closed("2026-08-01", "2026-08-31", "Closed on Mondays"),
        closed("2026-08-01", "2026-08-31", "Closed: except Tuesdays"),
        closed("2026-08-01", "2026-08-31", "Closed group, by referral"),
        closed("2026-08-31", "2026-08-01"),
        {**closed("2026-08-01", "2026-08-31"), "freq": "WEEKLY", "byday": "MO"},
    ],
)
def test_what_is_not_plainly_a_closure_closes_nothing(schedule):
    assert isinstance(read(schedule), Unknown)


def test_closed_on_bank_holidays():
    closure = read({"description": "Closed on bank holidays"})

    assert closure == Closure(bank_holidays=True)
    assert is_closed(date(2026, 5, 4), [closure])
    assert not is_closed(date(2026, 5, 5), [closure])


@pytest.mark.parametrize(
    "words",
    [
        "Closed on bank holidays",
        "Every Monday except bank holidays.",
        "The service is not available on public holidays.",
        "Mondays, not bank holidays",
        "Not open on Bank Holidays",
    ],
)
@pytest.mark.parametrize("field", ["notes", "description"])
def test_a_rule_may_say_that_it_leaves_out_bank_holidays(words, field):
    assert read(weekly(**{field: words})).not_on_bank_holidays


@pytest.mark.parametrize(
    "words",
    [
        "Open on bank holidays",
        "Not closed on bank holidays",
        "Closed bank holiday Mondays only",
        "",
    ],
)
def test_other_words_about_them_leave_nothing_out(words):
    assert not read(weekly(notes=words)).not_on_bank_holidays


@pytest.mark.parametrize(
    "schedule",
    [
        weekly(freq="YEARLY", byyearday="366", dtstart="0001-01-01", until="9999-12-31"),
        weekly(freq="MONTHLY", bymonthday="30", interval=12, dtstart="2000-02-01", count=10_000),
        weekly("MO", byweekno="53", dtstart="2000-01-01", count=10**9),
        weekly("MO,TU,WE,TH,FR,SA,SU", dtstart="2000-01-01", count=10**9, interval=999),
        weekly(notes="closed on on on on " * 100_000),
    ],
)
def test_reading_a_hostile_rule_costs_little(schedule):
    began = perf_counter()
    read(schedule)

    assert perf_counter() - began < 0.25  # in fact a few dozen milliseconds at most


@pytest.mark.parametrize(("day", "weeks"), [("2031-12-31", (1, -53)), ("2021-01-01", (53, -1))])
def test_a_week_belongs_to_the_year_that_has_most_of_it(day, weeks):
    """RFC 5545's weeks: week 1 has at least four days in its year. Here they begin on Monday."""
    assert weeks_of_year(date.fromisoformat(day), 0) == weeks
