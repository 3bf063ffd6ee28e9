"""From rules to rows that SQL can ask "is something on at this minute of this day?".

A row says on which days of a span sessions start, by integers alone: which weekdays, which of them
in the month, which day of the month, every how many weeks or months; and the minutes when they
begin and end. The day that is asked about comes with its own numbers (`Day`), worked out in
Python, so both databases have only to compare. Nothing is expanded: a weekly rule is one row.

What rows cannot say (yearly rules, weeks of the year, another clock than ours) becomes a row a
date, as far as the horizon. A closed day splits the span of a row in two.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import product
from typing import Any

from django.utils.timezone import get_default_timezone

from directory.search.hours.closures import closed_days, closures_of
from directory.search.hours.effective import Hours
from directory.search.hours.occurrences import clock
from directory.search.hours.reading import Closure
from directory.search.hours.rules import (
    Rule,
    days_in_month,
    month_number,
    nth_of_month,
    week_number,
)

EVERY_DAY = 0b1111111
DAY = 24 * 60
# For finding it, a session of which nobody said when it ends lasts this long.
ASSUMED_MINUTES = 60
# Single dates and bank holidays are worked out to the end of the third year from now.
HORIZON_YEARS = 3
# A rule has no more dates than this in the index, and a record no more rows; its hours count as
# unknown from where they stop.
MOST_DATES = 500
MOST_ROWS = 2000
MOST_COMBINATIONS = 40
MOST_CLOSED = 300
LONG = 6 * 366
# The last day there is: 31 December 9999.
FOREVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Pattern:
    """Days on which sessions start, and when they begin and end.

    Days are ordinals (1 is 1 January of the year 1), minutes count from the midnight before and
    go beyond 1440 past the next. `weekdays` has a bit for each day, 1 for Monday; `nth` is which
    of them in the month, below zero from its end, 0 for any; `monthday` likewise. A day counts if
    the number of its week leaves `week_phase` when divided by `interval_weeks`, and its month in
    the same way. `ends` is `closes` where somebody said so. Of hours that are not `known` the row
    says when they are not.
    """

    weekdays: int = EVERY_DAY
    nth: int = 0
    monthday: int = 0
    interval_weeks: int = 1
    week_phase: int = 0
    interval_months: int = 1
    month_phase: int = 0
    first_day: int = 1
    last_day: int = FOREVER
    opens: int = 0
    closes: int = DAY
    ends: int | None = None
    known: int = 1


COLUMNS = tuple(Pattern.__dataclass_fields__)


@dataclass(frozen=True)
class Horizon:
    """From where to where single dates are worked out."""

    first: date
    last: date

    @classmethod
    def of(cls, today: date) -> "Horizon":
        """From the start of this year, so that all of a year's publishing agrees."""
        # From New Year's Eve: what began then may still be on after midnight.
        return cls(
            date(today.year - 1, 12, 31), date(min(today.year + HORIZON_YEARS, 9999), 12, 31)
        )


# --- A rule as rows ------------------------------------------------------------------------------


def patterns(places: Iterable[Hours], *, today: date) -> set[Pattern]:
    """The rows that say when a record with these places is open, and when nobody knows."""
    horizon = Horizon.of(today)
    rows: set[Pattern] = set()
    # Some rule vouches for the hours up to the one day; up to the other all of them are in rows.
    vouched, told = 0, FOREVER
    for hours in places:
        for rule in hours.rules:
            more, reached = _of_rule(rule, hours.closures, horizon)
            if len(rows) + len(more) > MOST_ROWS:
                more, reached = set(), 0
            rows |= more
            vouched, told = max(vouched, rule.lapses.toordinal()), min(told, reached)
    known_until = min(vouched, told)
    if known_until < FOREVER:
        rows.add(Pattern(first_day=known_until + 1, known=0))
    return rows


def _of_rule(rule: Rule, closures: Iterable[Closure], horizon: Horizon) -> tuple[set[Pattern], int]:
    """The rows of `rule`, and the ordinal of the last day they tell of."""
    closed = closed_days(closures_of(rule, closures), horizon.first, horizon.last)
    if len(closed) > MOST_CLOSED:
        return set(), 0
    if not _has_a_pattern(rule):
        return _dates(rule, closed, horizon)
    return {part for row in _rows(rule) for part in _without(row, closed)}, FOREVER


def _has_a_pattern(rule: Rule) -> bool:
    return (
        str(rule.zone) == str(get_default_timezone())
        and not (rule.weeks or rule.yeardays or rule.month)
        and (rule.freq in ("WEEKLY", "MONTHLY") or rule.interval == 1)
        and (len(rule.nth_weekdays) + 1) * len(rule.monthdays) <= MOST_COMBINATIONS
    )


def _rows(rule: Rule) -> Iterator[Pattern]:
    """One row for each set of weekdays, which of the month they are, and day of the month."""
    closes = rule.opens + ASSUMED_MINUTES if rule.closes is None else rule.closes
    blank = Pattern(
        first_day=rule.first.toordinal(),
        last_day=rule.last.toordinal(),
        opens=rule.opens,
        closes=closes,
        ends=rule.closes,
    )
    if rule.freq == "MONTHLY" and rule.interval > 1 and rule.anchor:
        phase = month_number(rule.anchor) % rule.interval
        blank = replace(blank, interval_months=rule.interval, month_phase=phase)
    for (weekdays, nth), monthday in product(_weekdays(rule), sorted(rule.monthdays) or [0]):
        row = replace(blank, weekdays=weekdays, nth=nth, monthday=monthday)
        if rule.freq == "WEEKLY" and rule.interval > 1:
            row = _every_few_weeks(row, rule)
        yield row


def _weekdays(rule: Rule) -> Iterator[tuple[int, int]]:
    """Sets of weekdays as bits, with which of the month they are.

    Each day apart where weeks or months are left out: the end of its span is then its own.
    """
    plain = sorted(rule.weekdays)
    if rule.interval > 1:
        yield from ((1 << weekday, 0) for weekday in plain)
    elif plain:
        yield sum(1 << weekday for weekday in plain), 0
    for weekday, nth in sorted(rule.nth_weekdays):
        if weekday not in rule.weekdays:
            yield 1 << weekday, nth
    if not plain and not rule.nth_weekdays:
        yield EVERY_DAY, 0


def _every_few_weeks(row: Pattern, rule: Rule) -> Pattern:
    """`row`, of one weekday, with the weeks it falls in, told by weeks that begin on Monday."""
    assert rule.anchor
    weekday = row.weekdays.bit_length() - 1
    # The day of that name in the anchor's own week, however the rule's weeks begin.
    week = week_number(rule.anchor.toordinal(), rule.week_start)
    ordinal = 1 + rule.week_start + 7 * week + (weekday - rule.week_start) % 7
    phase = week_number(ordinal) % rule.interval
    return replace(row, interval_weeks=rule.interval, week_phase=phase)


def _dates(
    rule: Rule, closed: Sequence[tuple[date, date]], horizon: Horizon
) -> tuple[set[Pattern], int]:
    """A row for each day of `rule` within `horizon`, by our own clock; and how far they reach."""
    zone = get_default_timezone()
    rows: set[Pattern] = set()
    for day in rule.days(horizon.first, horizon.last):
        if len(rows) == MOST_DATES:
            return rows, day.toordinal() - 1
        if any(first <= day <= last for first, last in closed):
            continue
        starts = clock(rule, day, rule.opens).astimezone(zone)
        closes = rule.opens + ASSUMED_MINUTES if rule.closes is None else rule.closes
        here = starts.date().toordinal()
        opens = starts.hour * 60 + starts.minute
        until = _minutes(clock(rule, day, closes).astimezone(zone), here)
        rows.add(_on(here, opens, until, None if rule.closes is None else until))
    reached = rule.last <= horizon.last
    return rows, FOREVER if reached else horizon.last.toordinal()


def _on(ordinal: int, opens: int, closes: int, ends: int | None) -> Pattern:
    """A row for one day."""
    weekday = 1 << (ordinal - 1) % 7
    return Pattern(
        weekday, first_day=ordinal, last_day=ordinal, opens=opens, closes=closes, ends=ends
    )


def _minutes(moment: datetime, ordinal: int) -> int:
    """Minutes on the clock from the midnight that begins the day `ordinal`."""
    return (moment.date().toordinal() - ordinal) * DAY + moment.hour * 60 + moment.minute


# --- Spans ---------------------------------------------------------------------------------------


def _without(row: Pattern, closed: Sequence[tuple[date, date]]) -> Iterator[Pattern]:
    """`row` in parts that leave out the days `closed`, which are in order."""
    begins = row.first_day
    for first, last in closed:
        shut, again = first.toordinal(), last.toordinal() + 1
        if again <= begins or shut > row.last_day or not _starts_within(row, shut, again):
            continue
        if shut > begins:
            yield from _exact(replace(row, first_day=begins, last_day=shut - 1))
        begins = again
    if begins <= row.last_day:
        yield from _exact(replace(row, first_day=begins))


def _starts_within(row: Pattern, first: int, end: int) -> bool:
    """Whether any session of `row` starts from `first` to before `end`; long spans are taken to."""
    return end - first > 31 or any(matches_day(row, Day.at(day)) for day in range(first, end))


def _exact(row: Pattern) -> Iterator[Pattern]:
    """`row` with the span in which its sessions are, none if it has none.

    A search for sessions still to come would else find those that are over. In a row of every
    week, and in one of a single weekday, the end of the span tells of each day; where it cannot,
    there is a row a date. Spans of more than six years are left as they are.
    """
    first, last = row.first_day, row.last_day
    every_week = row.nth == row.monthday == 0 and row.interval_weeks == row.interval_months == 1
    if last == FOREVER or last - first > LONG or (every_week and last - first >= 6):
        if first <= last:
            yield row
        return
    days = [day for day in _possible(row) if matches_day(row, Day.at(day))]
    if not days:
        return
    bits = sum({1 << (day - 1) % 7 for day in days})
    if every_week or bits.bit_count() == 1:
        yield replace(row, weekdays=bits, first_day=days[0], last_day=days[-1])
        return
    for day in days:
        yield _on(day, row.opens, row.closes, row.ends)


def _possible(row: Pattern) -> range:
    """The days of a span that a row may match: of a single weekday, every seventh."""
    if row.weekdays.bit_count() != 1:
        return range(row.first_day, row.last_day + 1)
    ahead = (row.weekdays.bit_length() - row.first_day) % 7
    return range(row.first_day + ahead, row.last_day + 1, 7)


# --- Asking --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Day:
    """The numbers of a day that rows are compared with."""

    ordinal: int
    weekday_bit: int
    nth: tuple[int, int]
    monthday: tuple[int, int]
    week: int
    month: int

    @staticmethod
    @lru_cache(maxsize=4096)
    def at(ordinal: int) -> "Day":
        """The day with this ordinal."""
        return Day.of(date.fromordinal(ordinal))

    @classmethod
    def of(cls, day: date) -> "Day":
        ordinal = day.toordinal()
        return cls(
            ordinal=ordinal,
            weekday_bit=1 << (ordinal - 1) % 7,
            nth=nth_of_month(day),
            monthday=(day.day, day.day - days_in_month(day) - 1),
            week=week_number(ordinal),
            month=month_number(day),
        )


def matches_day(row: Pattern, day: Day) -> bool:
    """Whether a session of `row` starts on `day`."""
    return (
        row.first_day <= day.ordinal <= row.last_day
        and bool(row.weekdays & day.weekday_bit)
        and row.nth in (0, *day.nth)
        and row.monthday in (0, *day.monthday)
        and day.week % row.interval_weeks == row.week_phase
        and day.month % row.interval_months == row.month_phase
    )


def matches(row: Pattern, day: date, minute: int) -> bool:
    """Whether a session of `row`, begun that day or the day before, is on at `minute` of `day`."""
    at = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    return any(
        matches_day(row, span.day) and row.opens < span.end and row.closes > span.start
        for span in spans(at, at + timedelta(minutes=1))
    )


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in minutes from the midnight that begins `day`, its end left out."""

    day: Day
    start: int
    end: int


MOST_SPAN = timedelta(days=7)


def spans(start: datetime, end: datetime) -> list[Span]:
    """From `start` to before `end` on the clock, told from each day whose sessions may overlap it.

    ValueError if that is longer than a week, or not after `start`.
    """
    start, end = (moment.replace(second=0, microsecond=0, tzinfo=None) for moment in (start, end))
    if not timedelta(0) < end - start <= MOST_SPAN:
        raise ValueError("From one moment to a later one, no more than seven days apart.")
    told = []
    # A session ends at most two days after the midnight before it begins.
    for ordinal in range(max(start.toordinal() - 2, 1), end.toordinal() + 1):
        begins, stops = _minutes(start, ordinal), _minutes(end, ordinal)
        if stops > 0 and begins < 2 * DAY:
            told.append(Span(Day.at(ordinal), begins, stops))
    return told


# The name of each column of `Pattern` as it stands in the statement; SQL with its parameters.
Columns = Mapping[str, str]
SQL = tuple[str, list[Any]]


def overlapping(told: Iterable[Span], column: Columns, *, strict: bool) -> SQL:
    """SQL: a session of the row overlaps one of the spans. Unknown hours may, unless `strict`.

    Integers alone, and no number below zero is divided, so every database computes the same.
    """
    texts: list[str] = []
    values: list[Any] = []
    for span in told:
        text, more = _on_day(span.day, column)
        texts.append(f"({text} AND {column['opens']} < %s AND {column['closes']} > %s)")
        values += [*more, span.end, span.start]
    known = f"{column['known']} = 1 AND " if strict else ""
    return f"{known}({' OR '.join(texts)})", values


def unknown_on(day: date, column: Columns) -> SQL:
    """SQL: the row says that the hours of `day` are unknown."""
    ordinal = day.toordinal()
    text = "{known} = 0 AND {first_day} <= %s AND {last_day} >= %s".format(**column)
    return text, [ordinal, ordinal]


def _on_day(day: Day, column: Columns) -> SQL:
    # Most rows have intervals of 1: PostgreSQL knows that, and nothing of remainders.
    text = (
        "{first_day} <= %s AND {last_day} >= %s AND ({weekdays} & %s) <> 0 "
        "AND {nth} IN (0, %s, %s) AND {monthday} IN (0, %s, %s) "
        "AND ({interval_weeks} = 1 OR %s %% {interval_weeks} = {week_phase}) "
        "AND ({interval_months} = 1 OR %s %% {interval_months} = {month_phase})"
    ).format(**column)
    values = [day.ordinal, day.ordinal, day.weekday_bit, *day.nth, *day.monthday]
    return text, [*values, day.week, day.month]


@dataclass(frozen=True)
class Meeting:
    """What HSDS-UK's `day`, `start_time` and `end_time` ask of a session, from `since` on.

    Its OpenAPI says: "a day equal to the specified value", "a start time of at least the
    specified value", "a end time of at equal to or below the specified value". One session must
    meet them all. Times are minutes of the day the session starts; one past midnight ends on no
    time of that day.
    """

    since: date
    weekdays: Sequence[int] = ()
    start: int | None = None
    end: int | None = None


def meets(row: Pattern, wanted: Meeting) -> bool:
    """Whether a session of `row`, from `wanted.since` on, is as `wanted`."""
    since = wanted.since.toordinal()
    return bool(
        row.known
        and (wanted.start is None or row.opens >= wanted.start)
        and (wanted.end is None or (row.ends is not None and row.ends <= wanted.end))
        and row.last_day >= since
        and (
            not wanted.weekdays
            or any(
                row.weekdays >> weekday & 1
                and row.last_day - (row.last_day + 6 - weekday) % 7 >= since
                for weekday in wanted.weekdays
            )
        )
    )


def meeting(wanted: Meeting, column: Columns, *, strict: bool) -> SQL:
    """SQL: a session of the row, from `wanted.since` on, is as `wanted`.

    Hours that are unknown on `wanted.since` may be, unless `strict`.
    """
    since = wanted.since.toordinal()
    texts = ["{known} = 1", "{last_day} >= %s"]
    values: list[Any] = [since]
    if wanted.start is not None:
        texts.append("{opens} >= %s")
        values.append(wanted.start)
    if wanted.end is not None:
        texts.append("{ends} <= %s")
        values.append(wanted.end)
    if wanted.weekdays:
        # The last day of that name in the row's span must be yet to come.
        day = "(({weekdays} & %s) <> 0 AND {last_day} - ({last_day} + %s) %% 7 >= %s)"
        texts.append("(" + " OR ".join([day] * len(wanted.weekdays)) + ")")
        for weekday in wanted.weekdays:
            values += [1 << weekday, 6 - weekday, since]
    text = " AND ".join(texts).format(**column)
    if strict:
        return text, values
    unknown, more = unknown_on(wanted.since, column)
    return f"({text} OR {unknown})", [*values, *more]
