"""Conditions on public services and services at locations by their hours.

Each answers with a condition for `filter`, on a queryset of `PublicService` or
`PublicServiceAtLocation`. Records whose hours are unknown stay, unless `strict`.

Usually a few thousand rows are left by other filters, and each is looked up in the index of hours.
Where no other filter narrows the list, say that this one is `alone`: the index is then read
once, from one end to the other, in a fifth of SQLite's time for 200,000 look-ups.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q
from django.utils.timezone import get_default_timezone, localdate

from directory.search.hours.patterns import (
    COLUMNS,
    DAY,
    SQL,
    Columns,
    Meeting,
    meeting,
    overlapping,
    spans,
    unknown_on,
)
from directory.search.models.hours import SessionPattern

ONE_MINUTE = timedelta(minutes=1)


def open_at(*moments: datetime, strict: bool = False, alone: bool = False) -> Q:
    """Something is on at one of `moments`, each aware, by the directory's clock."""
    return open_between(*((moment, None) for moment in moments), strict=strict, alone=alone)


def open_between(
    *stretches: tuple[datetime, datetime | None], strict: bool = False, alone: bool = False
) -> Q:
    """A session overlaps one of `stretches`, each from a moment to before another, both aware.

    It need not last all of it: "on Tuesday afternoon" is met by one hour of it. ValueError if a
    stretch is longer than seven days, ends before it starts, or is in another age.
    """
    told = []
    for start, end in stretches:
        begins = _shown(start)
        told += spans(begins, begins + ONE_MINUTE if end is None else _shown(end))
    return _exists(lambda column: overlapping(told, column, strict=strict), alone)


def meets(
    *,
    days: Sequence[int] = (),
    start_times: Sequence[time] = (),
    end_times: Sequence[time] = (),
    since: date | None = None,
    strict: bool = False,
    alone: bool = False,
) -> Q:
    """A session from `since` (today) on is on one of `days` (Monday is 0), starts at or after one

    of `start_times` and ends at or before one of `end_times`: one session, all three.
    """
    ends = [_minute(end) or DAY for end in end_times]
    wanted = Meeting(
        since=since or localdate(),
        weekdays=tuple(sorted(set(days))),
        start=min(map(_minute, start_times), default=None),
        end=max(ends, default=None),
    )
    return _exists(lambda column: meeting(wanted, column, strict=strict), alone)


def hours_known(on: date | None = None) -> Q:
    """Somebody has said when it is open, and vouches for it on the day `on` (today)."""
    day = on or localdate()
    return ~_exists(lambda column: unknown_on(day, column))


class _Condition(Func):
    """A condition on `SessionPattern` that is written in SQL, whatever its table is called."""

    output_field = BooleanField()

    def __init__(self, condition: Callable[[Columns], SQL]) -> None:
        super().__init__(*map(F, COLUMNS))
        self.condition = condition

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> SQL:
        names = (compiler.compile(column)[0] for column in self.get_source_expressions())
        return self.condition(dict(zip(COLUMNS, names, strict=True)))


def _exists(condition: Callable[[Columns], SQL], alone: bool = False) -> Q:
    """The record has a row that meets `condition`."""
    rows = SessionPattern.objects.filter(_Condition(condition)).order_by()
    if alone:
        return Q(pk__in=rows.values("record"))
    return Q(Exists(rows.filter(record=OuterRef("pk")).values("known")))


def _shown(moment: datetime) -> datetime:
    """`moment` as the directory's clock shows it. ValueError before 1900 and from 2200 on."""
    if not 1900 <= moment.year < 2200:
        raise ValueError("A moment from 1900 to 2199.")
    return moment.astimezone(get_default_timezone())


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
