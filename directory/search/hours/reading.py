"""Reads an HSDS `schedule` as it is published: a rule, a closure, or hours nobody can tell.

HSDS spreads an RFC 5545 recurrence rule over columns. Real data strays from it, so reading is
tolerant where the meaning is plain; a rule whose meaning is not is *unknown hours*, never
"closed" and never an error. docs/hours.md says what each field means here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Any, NoReturn, cast
from zoneinfo import ZoneInfo

from django.utils.timezone import get_default_timezone

from directory.search.hours.rules import Frequency, Rule, last_counted

Schedule = Mapping[str, Any]

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = 24 * 60

# HSDS's own bounds are not given; ours (directory/models/schedule.py) leave room to spare.
MOST_INTERVAL = 1000
MOST_TEXT = 2000
# A count begins at a date; one before this is a slip of the pen.
COUNTED_SINCE = date(1980, 1, 1)


@dataclass(frozen=True)
class Closure:
    """Days on which nothing of its owner takes place: from `first` to `last`, or of those the

    English bank holidays alone.
    """

    first: date = date.min
    last: date = date.max
    bank_holidays: bool = False


@dataclass(frozen=True)
class Unknown:
    """Hours that are not told in a form a computer can read, with what a person can read."""

    description: str = ""
    link: str = ""


Reading = Rule | Closure | Unknown


class _Unreadable(Exception):
    """A schedule whose meaning is not plain."""


def read(schedule: Schedule) -> Reading:
    """What `schedule` says."""
    try:
        return _closure(schedule) or _rule(schedule)
    except _Unreadable:
        return Unknown(_text(schedule, "description"), _text(schedule, "schedule_link"))


# --- Closures ------------------------------------------------------------------------------------

# "Closed", "Closed for a holiday", "Closed: the boiler is being mended".
_CLOSED = re.compile(
    r"closed(?P<reason>\s*[.!]?|\s+for\s+(a|the)\s+holidays?\.?|\s*[:;,(–—-].*)", re.DOTALL
)
_QUALIFIED = re.compile(
    r"\b(except|unless|apart|but|only|open|opens|lunch|(mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
)
_BANK_HOLIDAYS = r"(?:bank|public)\s+holidays?\b(?!\s+(?:mon|week))"
_NOT_ON_BANK_HOLIDAYS = re.compile(
    r"(?<!not )\b(?:closed|except|excluding|excl\.?|not(?: open| available| running)?|no sessions?)"
    r"\s+(?:(?:on|over|for|during|all|any|english)\s+){0,3}" + _BANK_HOLIDAYS
)
_ALONE_ON_BANK_HOLIDAYS = re.compile(
    r"closed\s+(?:(?:on|over|for|during|all|any|english)\s+){0,3}(?:bank|public)\s+holidays?\.?"
)


def _closure(schedule: Schedule) -> Closure | None:
    """`schedule` as a closure; None if it is none.

    The convention: no rule and no times, so that no reader takes it for opening hours, and a
    description that begins with "Closed".
    """
    if any(_present(schedule, name) for name in (*_RULE_FIELDS, "opens_at", "closes_at")):
        return None
    words = " ".join(_text(schedule, "description").casefold().split())
    bank_holidays = bool(_ALONE_ON_BANK_HOLIDAYS.fullmatch(words))
    if not bank_holidays and (not _CLOSED.fullmatch(words) or _QUALIFIED.search(words)):
        return None
    first, last = _date(schedule, "valid_from"), _date(schedule, "valid_to")
    if not bank_holidays and first is None and last is None:
        raise _Unreadable
    if first and last and first > last:
        raise _Unreadable
    return Closure(first or date.min, last or date.max, bank_holidays)


_RULE_FIELDS = (
    *("freq", "dtstart", "until", "count", "interval"),
    *("byday", "byweekno", "bymonthday", "byyearday"),
)


def _keeps_bank_holidays(schedule: Schedule) -> bool:
    """Whether the words of a schedule say that it does not hold on bank holidays."""
    return any(
        _NOT_ON_BANK_HOLIDAYS.search(" ".join(_text(schedule, name).casefold().split()))
        for name in ("notes", "description")
    )


# --- Rules ---------------------------------------------------------------------------------------


def _rule(schedule: Schedule) -> Rule:
    opens, closes, zone = _times(schedule)
    dtstart, until = _date(schedule, "dtstart"), _date(schedule, "until")
    valid_from, valid_to = _date(schedule, "valid_from"), _date(schedule, "valid_to")
    interval = _whole(schedule, "interval") or 1
    if interval > MOST_INTERVAL:
        raise _Unreadable
    weekdays, nth = _weekdays(schedule)
    weeks = _numbers(schedule, "byweekno", 53)
    monthdays = _numbers(schedule, "bymonthday", 31)
    yeardays = _numbers(schedule, "byyearday", 366)
    freq = _frequency(schedule, bool(weekdays), bool(nth or monthdays))
    starts = [day for day in (dtstart, valid_from) if day]
    ends = [day for day in (until, valid_to) if day]
    rule = Rule(
        id=_text(schedule, "id"),
        attending_type=_text(schedule, "attending_type"),
        freq=freq or "DAILY",
        interval=interval,
        anchor=dtstart,
        first=max(starts, default=date.min),
        last=min(ends, default=date.max),
        lapses=valid_to or date.max,
        weekdays=weekdays,
        nth_weekdays=nth,
        weeks=weeks,
        monthdays=monthdays,
        yeardays=yeardays,
        week_start=_week_start(schedule),
        opens=opens,
        closes=closes,
        zone=zone,
        not_on_bank_holidays=_keeps_bank_holidays(schedule),
    )
    if freq is None:
        return _without_frequency(rule, schedule, starts, valid_to)
    return _counted(_anchored(rule), _whole(schedule, "count"), min(starts, default=None), dtstart)


def _frequency(schedule: Schedule, weekdays: bool, monthly: bool) -> Frequency | None:
    """How often, taken from the days where `freq` is missing: MO is weekly, 2MO is monthly."""
    said = _text(schedule, "freq").upper()
    if said in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        return cast(Frequency, said)
    if said or _present(schedule, "byweekno") or _present(schedule, "byyearday"):
        raise _Unreadable
    if monthly:
        return "MONTHLY"
    return "WEEKLY" if weekdays else None


def _without_frequency(
    rule: Rule, schedule: Schedule, starts: list[date], valid_to: date | None
) -> Rule:
    """A schedule that repeats nothing: one date, or every day of a stated span.

    RFC 5545: an event without a rule happens once, on `dtstart`. A span from `valid_from` to
    `valid_to` with times is what HSDS 1 called a holiday schedule.
    """
    if any(_present(schedule, name) for name in ("count", "until", "interval")):
        raise _Unreadable
    if rule.anchor:
        return replace(rule, last=min(rule.last, rule.anchor))
    if starts and valid_to:
        return rule
    raise _Unreadable


def _anchored(rule: Rule) -> Rule:
    """`rule` with what RFC 5545 takes from `dtstart` where the rule does not say.

    Without `dtstart` nobody knows which week is the second one.
    """
    if rule.interval > 1 and rule.anchor is None:
        raise _Unreadable
    if rule.freq == "WEEKLY" and rule.nth_weekdays:
        raise _Unreadable  # "WEEKLY on 2SA": every Saturday, or one a month?
    if rule.freq in ("DAILY", "YEARLY") and rule.nth_weekdays:
        raise _Unreadable
    named = (rule.weekdays, rule.nth_weekdays, rule.weeks, rule.monthdays, rule.yeardays)
    if rule.freq == "DAILY" or any(named):
        return rule
    if rule.anchor is None:
        raise _Unreadable
    if rule.freq == "WEEKLY":
        return replace(rule, weekdays=frozenset([rule.anchor.weekday()]))
    month = rule.anchor.month if rule.freq == "YEARLY" else None
    return replace(rule, monthdays=frozenset([rule.anchor.day]), month=month)


def _counted(rule: Rule, count: int | None, start: date | None, dtstart: date | None) -> Rule:
    """`rule` ending with its `count`th day, counted from `dtstart`."""
    if count is None:
        return rule
    start = dtstart or start
    if start is None or start < COUNTED_SINCE:
        raise _Unreadable
    return replace(rule, last=min(rule.last, last_counted(rule, start, count)))


# --- Fields --------------------------------------------------------------------------------------

_TIME = re.compile(
    r"T?(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
)
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", re.ASCII | re.DOTALL)
_WEEKDAY = re.compile(r"([+-]?\d)?\s*([A-Z]+)", re.ASCII)


def _present(schedule: Schedule, name: str) -> bool:
    return schedule.get(name) not in (None, "", [])


def _text(schedule: Schedule, name: str) -> str:
    value = schedule.get(name)
    return "" if value is None else str(value)[:MOST_TEXT].strip()


def _listed(schedule: Schedule, name: str) -> list[str]:
    value = schedule.get(name)
    if isinstance(value, list | tuple):
        # One more than a year has days, so that a longer list is still too long below.
        value = ",".join(map(str, value[: MOST_TEXT + 1]))
    text = "" if value is None else str(value)
    if len(text) > MOST_TEXT:
        raise _Unreadable
    return [part for part in re.split(r"[,;\s]+", text.upper()) if part]


def _date(schedule: Schedule, name: str) -> date | None:
    if not _present(schedule, name):
        return None
    found = _DATE.fullmatch(_text(schedule, name))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else _unreadable()
    except ValueError:
        raise _Unreadable from None


def _whole(schedule: Schedule, name: str) -> int | None:
    """A whole number of at least 1."""
    if not _present(schedule, name):
        return None
    try:
        number = float(_text(schedule, name))
    except ValueError:
        raise _Unreadable from None
    if not 1 <= number <= 10**9 or number != int(number):
        raise _Unreadable
    return int(number)


def _numbers(schedule: Schedule, name: str, most: int) -> frozenset[int]:
    """Whole numbers from 1 to `most`, or as many from the end."""
    parts = _listed(schedule, name)
    if any(not re.fullmatch(r"[+-]?\d{1,3}", part, re.ASCII) for part in parts):
        raise _Unreadable
    numbers = frozenset(map(int, parts))
    if any(not 1 <= abs(number) <= most for number in numbers):
        raise _Unreadable
    return numbers


def _weekdays(schedule: Schedule) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    """`byday` as plain weekdays (Monday is 0) and as weekdays with which of the month."""
    plain, nth = set(), set()
    for part in _listed(schedule, "byday"):
        found = _WEEKDAY.fullmatch(part)
        if not found:
            raise _Unreadable
        weekday = _weekday(found[2])
        if found[1] is None:
            plain.add(weekday)
        elif 1 <= abs(int(found[1])) <= 5:
            nth.add((weekday, int(found[1])))
        else:
            raise _Unreadable
    return frozenset(plain), frozenset(nth)


def _weekday(name: str) -> int:
    if name in WEEKDAYS:
        return WEEKDAYS.index(name)
    if name.casefold() in DAY_NAMES:
        return DAY_NAMES.index(name.casefold())
    return _unreadable()


def _week_start(schedule: Schedule) -> int:
    name = _text(schedule, "wkst").upper()
    return _weekday(name) if name else 0


def _times(schedule: Schedule) -> tuple[int, int | None, tzinfo]:
    """When it opens and closes, in minutes from the midnight before, and by whose clock."""
    opens, opens_by = _time(schedule, "opens_at")
    closes, closes_by = _time(schedule, "closes_at")
    if opens is None or opens == DAY:
        raise _Unreadable
    offsets = {offset for offset in (opens_by, closes_by) if offset is not None}
    if not offsets and (stated := _stated_zone(schedule)) is not None:
        if isinstance(stated, tzinfo):
            return opens, _after(opens, closes), stated
        offsets = {stated}
    if offsets <= _local_offsets(get_default_timezone()):
        return opens, _after(opens, closes), get_default_timezone()
    if len(offsets) > 1:
        raise _Unreadable
    return opens, _after(opens, closes), timezone(timedelta(minutes=offsets.pop()))


def _after(opens: int, closes: int | None) -> int | None:
    """When it closes: the next day where that is not after it opens."""
    if closes is None:
        return None
    if opens == 0 and closes == DAY - 1:
        return DAY  # HSDS's own way to say "24 hours".
    return closes if closes > opens else closes + DAY


def _time(schedule: Schedule, name: str) -> tuple[int | None, int | None]:
    """Minutes since midnight, and the offset from UTC in minutes if the time has one."""
    if not _present(schedule, name):
        return None, None
    found = _TIME.fullmatch(_text(schedule, name).upper())
    if not found:
        raise _Unreadable
    hour, minute = int(found[1]), int(found[2])
    if minute > 59 or hour * 60 + minute > DAY:
        raise _Unreadable
    offset = None if found[3] is None else _offset(found[3])
    return hour * 60 + minute, offset


def _offset(text: str) -> int:
    if text == "Z":
        return 0
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if int(digits[2:]) > 59 or minutes > 14 * 60:
        raise _Unreadable
    return -minutes if text[0] == "-" else minutes


def _stated_zone(schedule: Schedule) -> int | tzinfo | None:
    """`timezone`: HSDS's hours from UTC, as minutes; or, as some write it, a zone's name."""
    text = _text(schedule, "timezone")
    if not text:
        return None
    if re.fullmatch(r"[+-]\d{2}:\d{2}|Z", text, re.ASCII):
        return _offset(text)
    try:
        minutes = float(text) * 60
    except ValueError:
        return _zone(text)
    if not -14 * 60 <= minutes <= 14 * 60:
        raise _Unreadable
    return round(minutes)


def _zone(name: str) -> tzinfo:
    if name == str(get_default_timezone()):
        return get_default_timezone()
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise _Unreadable from None


@cache
def _local_offsets(zone: tzinfo) -> frozenset[int]:
    """What `zone` is ahead of UTC, in minutes, in its winter and in its summer."""
    offsets = (datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))
    return frozenset(int(offset.total_seconds()) // 60 for offset in offsets if offset is not None)


def _unreadable() -> NoReturn:
    raise _Unreadable
