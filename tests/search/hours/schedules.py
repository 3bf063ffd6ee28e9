"""Made-up schedules, plain ones and every kind hypothesis can think of."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

LONDON = ZoneInfo("Europe/London")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def weekly(days: str = "TU", opens: str = "10:00", closes: str = "12:00", **rest: Any) -> dict:
    return {"freq": "WEEKLY", "byday": days, "opens_at": opens, "closes_at": closes, **rest}


def closed(first: date | str, last: date | str, words: str = "Closed") -> dict:
    return {"description": words, "valid_from": str(first), "valid_to": str(last)}


dates = st.dates(date(2023, 1, 1), date(2029, 12, 31))
clocks = st.integers(0, 24 * 4 - 1).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")


def signed(most: int) -> st.SearchStrategy[int]:
    return st.integers(1, most) | st.integers(-most, -1)


def listed(numbers: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[str]:
    lists = st.lists(numbers.map(str), min_size=1, max_size=most, unique=True)
    return lists.map(",".join)


weekdays = listed(st.sampled_from(DAYS), 5)
nth_weekdays = listed(
    st.tuples(signed(5), st.sampled_from(DAYS)).map(lambda nth: f"{nth[0]}{nth[1]}")
)


@st.composite
def rules(draw: Any, freqs: tuple[str, ...] = ("WEEKLY", "MONTHLY")) -> dict[str, Any]:
    """The repeating part of a schedule, always with a `dtstart`, of every kind we expand."""
    rule: dict[str, Any] = {"freq": draw(st.sampled_from(freqs)), "dtstart": str(draw(dates))}
    rule["interval"] = draw(st.sampled_from([1, 1, 2, 3, 4]))
    monthly = rule["freq"] == "MONTHLY"
    if draw(st.booleans()):
        rule["byday"] = draw(nth_weekdays if monthly and draw(st.booleans()) else weekdays)
    if monthly and draw(st.booleans()):
        rule["bymonthday"] = draw(listed(signed(31)))
    # One of these at a time: dateutil looks for days that never come until the year 9999.
    rare = draw(st.integers(0, 7)) if "bymonthday" not in rule else 7
    if rare == 0:
        # Not those that may reach into another year: dateutil misses some of their days.
        weeks = st.integers(2, 50) | st.integers(-50, -2)
        rule["byweekno"] = draw(listed(weeks, 8))
    if rare == 1:
        rule["byyearday"] = draw(listed(signed(366), 8))
    if draw(st.booleans()):
        rule["wkst"] = draw(st.sampled_from(DAYS))
    ending = draw(st.sampled_from(["", "", "count", "until"]))
    if ending == "count":
        rule["count"] = draw(st.integers(1, 60))
    elif ending:
        length = timedelta(days=draw(st.integers(0, 1500)))
        rule["until"] = str(date.fromisoformat(rule["dtstart"]) + length)
    return rule


@st.composite
def timed(draw: Any) -> dict[str, Any]:
    """A whole schedule: a rule with its times, validity and remarks."""
    schedule = draw(rules(("WEEKLY", "WEEKLY", "MONTHLY", "DAILY", "YEARLY")))
    schedule["opens_at"] = draw(clocks)
    if draw(st.integers(0, 5)):
        schedule["closes_at"] = draw(clocks)
    if draw(st.integers(0, 3)) == 0:
        schedule["valid_from"] = str(draw(dates))
    if draw(st.integers(0, 3)) == 0:
        schedule["valid_to"] = str(draw(dates))
    if draw(st.integers(0, 4)) == 0:
        schedule["notes"] = "Closed on bank holidays."
    if draw(st.integers(0, 9)) == 0:
        schedule["timezone"] = draw(st.sampled_from([0, 1, -5, 5.5, 12]))
    return schedule


@st.composite
def closures(draw: Any) -> dict[str, Any]:
    first = draw(dates)
    return closed(first, first + timedelta(days=draw(st.sampled_from([0, 1, 3, 9, 40]))))
