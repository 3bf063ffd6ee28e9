"""A rule: on which days something happens, and at what times of those days.

Whether a rule falls on a day is told from that day alone, by arithmetic. So asking costs the same
however long ago a rule began, whatever its interval, and no rule can keep a computer busy.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cached_property
from typing import Literal

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
# How far a count is followed from its first date: 100 years. One that reaches further goes on.
COUNTED_DAYS = 36_525


@dataclass(frozen=True)
class Rule:
    """Sessions that repeat.

    Days are those of `zone`. `opens` and `closes` are minutes from the midnight before; `closes`
    is beyond 1440 for a session past midnight, None where nobody said when it ends. A weekday is
    0 for Monday. Numbers below zero count from the end, as in RFC 5545.
    """

    freq: Frequency
    interval: int
    anchor: date | None
    first: date
    last: date
    opens: int
    closes: int | None
    zone: tzinfo
    weekdays: frozenset[int] = frozenset()
    nth_weekdays: frozenset[tuple[int, int]] = frozenset()
    weeks: frozenset[int] = frozenset()
    monthdays: frozenset[int] = frozenset()
    yeardays: frozenset[int] = frozenset()
    month: int | None = None
    week_start: int = 0
    # The last day the publisher vouches for; beyond it the hours are unknown.
    lapses: date = date.max
    not_on_bank_holidays: bool = False
    id: str = ""
    attending_type: str = ""

    def falls_on(self, day: date) -> bool:
        """Whether a session starts on `day`."""
        return self.first <= day <= self.last and self._in_step(day) and self._names(day)

    def _in_step(self, day: date) -> bool:
        """Whether `day` is in one of the days, weeks, months or years the interval leaves."""
        if self.interval == 1 or self.anchor is None:
            return True
        return (period(self.freq, day, self.week_start) - self._anchor_period) % self.interval == 0

    @cached_property
    def _anchor_period(self) -> int:
        return period(self.freq, self.anchor or date.min, self.week_start)

    def _names(self, day: date) -> bool:
        """Whether each part of the rule that says anything names `day`."""
        return (
            (self.month is None or day.month == self.month)
            and (not (self.weekdays or self.nth_weekdays) or self._names_weekday(day))
            and (not self.monthdays or not self.monthdays.isdisjoint(both_ends_of_month(day)))
            and (not self.yeardays or not self.yeardays.isdisjoint(both_ends_of_year(day)))
            and (not self.weeks or not self.weeks.isdisjoint(weeks_of_year(day, self.week_start)))
        )

    def _names_weekday(self, day: date) -> bool:
        weekday = day.weekday()
        if weekday in self.weekdays:
            return True
        return bool(self.nth_weekdays) and any(
            (weekday, nth) in self.nth_weekdays for nth in nth_of_month(day)
        )

    def days(self, start: date, end: date) -> Iterator[date]:
        """The days from `start` to `end`, both included, on which sessions start."""
        first = max(start, self.first).toordinal()
        last = min(end, self.last).toordinal()
        for ordinal in range(first, last + 1):
            day = date.fromordinal(ordinal)
            if self._in_step(day) and self._names(day):
                yield day


def last_counted(rule: Rule, start: date, count: int) -> date:
    """The day of the `count`th session of `rule` from `start` on.

    `date.max` if that is not reached within a hundred years.
    """
    if rule.freq == "WEEKLY" and not (rule.weeks or rule.monthdays or rule.yeardays):
        return _last_counted_weekly(rule, start, count)
    ordinal = start.toordinal()
    end = min(ordinal + COUNTED_DAYS, rule.last.toordinal())
    while ordinal <= end:
        day = date.fromordinal(ordinal)
        if not rule._in_step(day):
            ordinal = _next_step(rule, day)
            continue
        if rule._names(day):
            count -= 1
            if count == 0:
                return day
        ordinal += 1
    return date.max


def _last_counted_weekly(rule: Rule, start: date, count: int) -> date:
    """The same by division, since courses are weekly and there are many of them."""
    into_week = sorted((weekday - rule.week_start) % 7 for weekday in rule.weekdays)
    number = period("WEEKLY", start, rule.week_start)
    ahead = (rule._anchor_period - number) % rule.interval if rule.anchor else 0
    week = number + ahead
    offset = (start.weekday() - rule.week_start) % 7
    missed = 0 if ahead else sum(1 for day in into_week if day < offset)
    weeks, last = divmod(missed + count - 1, len(into_week))
    first_day = 1 + rule.week_start + 7 * (week + weeks * rule.interval)
    ordinal = first_day + into_week[last]
    return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else date.max


def _next_step(rule: Rule, day: date) -> int:
    """The ordinal of a day after `day` and not after the next that is in step with the interval."""
    number = period(rule.freq, day, rule.week_start)
    ahead = (rule._anchor_period - number) % rule.interval
    shortest = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}[rule.freq]
    # `day` may be the last of its period: one period less is sure not to pass the next.
    return day.toordinal() + max(1, (ahead - 1) * shortest)


def period(freq: Frequency, day: date, week_start: int) -> int:
    """The number of the day, week, month or year that `day` is in."""
    if freq == "DAILY":
        return day.toordinal()
    if freq == "WEEKLY":
        return week_number(day.toordinal(), week_start)
    return month_number(day) if freq == "MONTHLY" else day.year


def week_number(ordinal: int, week_start: int = 0) -> int:
    """Weeks since the first Monday there was, for weeks that begin on `week_start`."""
    return (ordinal - 1 - week_start) // 7


def month_number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def days_in_month(day: date) -> int:
    """How many days the month of `day` has."""
    return monthrange(day.year, day.month)[1]


def both_ends_of_month(day: date) -> tuple[int, int]:
    """Which day of its month `day` is, from the start and, below zero, from the end."""
    return day.day, day.day - days_in_month(day) - 1


def nth_of_month(day: date) -> tuple[int, int]:
    """Which of its weekdays in its month `day` is, from the start and, below zero, the end."""
    return (day.day - 1) // 7 + 1, -((days_in_month(day) - day.day) // 7 + 1)


def both_ends_of_year(day: date) -> tuple[int, int]:
    """Which day of its year `day` is, from the start and, below zero, from the end."""
    first = date(day.year, 1, 1).toordinal()
    last = date(day.year, 12, 31).toordinal()
    return day.toordinal() - first + 1, day.toordinal() - last - 1


def weeks_of_year(day: date, week_start: int) -> tuple[int, int]:
    """The number of the week `day` is in, from the start and, below zero, from the end.

    RFC 5545: week 1 is the first with at least four days in the year.
    """
    # The week belongs to the year that its fourth day is in.
    ordinal = day.toordinal()
    fourth = ordinal - (ordinal - 1 - week_start) % 7 + 3
    year = date.fromordinal(min(max(fourth, 1), date.max.toordinal())).year
    first = _first_week(year, week_start)
    last = date(year, 12, 31).toordinal()
    weeks = (last - first - 3) // 7 + 1
    number = (ordinal - first) // 7 + 1
    return number, number - weeks - 1


def _first_week(year: int, week_start: int) -> int:
    """The ordinal of the first day of week 1 of `year`."""
    new_year = date(year, 1, 1).toordinal()
    into_week = (new_year - 1 - week_start) % 7
    return new_year - into_week + (7 if into_week > 3 else 0)
