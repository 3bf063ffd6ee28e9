"""From HSDS's columns to sentences: exactly, or not at all."""

import re
from dataclasses import fields
from datetime import date, time
from types import SimpleNamespace
from typing import Any

from directory.admin.hours.sentences import Afterwards, Closed, HowOften, Sentence
from directory.admin.hours.writing import (
    CLOSED,
    CLOSED_ON_BANK_HOLIDAYS,
    SAID_WITHOUT_TIMES,
    Columns,
    closed_columns,
    columns_of,
)
from directory.models import Schedule
from directory.search.hours.reading import Closure, Reading, Unknown, read
from directory.search.hours.rules import Rule

COLUMNS = tuple(field.attname for field in Schedule._meta.concrete_fields if not field.is_relation)
# Of a rule, what the words beside it or its interval alone give sense to.
_APART = ("id", "attending_type", "not_on_bank_holidays", "anchor", "week_start")


def as_published(row: Schedule | SimpleNamespace) -> Columns:
    """The columns of `row` as a schedule of a public document has them."""
    return {name: _published(getattr(row, name, None)) for name in COLUMNS}


def reading_of(row: Schedule) -> Reading:
    """What `row` says, as search reads it once it is public."""
    return read(as_published(row))


def is_closure(row: Schedule) -> bool:
    """Whether `row` tells when it is closed, rather than when it is open."""
    return isinstance(reading_of(row), Closure)


def sentence_of(row: Schedule) -> Sentence | None:
    """What `row` says as a sentence; None where the editor has no words for it.

    It has words for a row only if writing them anew would mean the same to whoever reads it.
    """
    reading = reading_of(row)
    sentence = _without_times(row) if isinstance(reading, Unknown) else None
    if isinstance(reading, Rule):
        sentence = _from_rule(row, reading)
        written = _reading_of_columns(columns_of(sentence)) if sentence else None
        if not isinstance(written, Rule) or not _same(written, reading):
            return None
    return sentence


def closed_of(row: Schedule) -> Closed | None:
    """What a closure says; None where the editor has no words for it."""
    reading = reading_of(row)
    if not isinstance(reading, Closure):
        return None
    closed = _closed(row, reading)
    return closed if closed and _reading_of_columns(closed_columns(closed)) == reading else None


def is_kept_as_closed(closed: Closed) -> bool:
    """Whether the words of `closed` leave it a closure: "open again on Monday" would not."""
    return isinstance(_reading_of_columns(closed_columns(closed)), Closure)


def _reading_of_columns(columns: Columns) -> Reading:
    return read(as_published(SimpleNamespace(**columns)))


def _published(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value


# --- Rules ---------------------------------------------------------------------------------------


def _from_rule(row: Schedule, rule: Rule) -> Sentence | None:
    if row.opens_at is None:
        return None
    how_often = _how_often(row, rule)
    which = frozenset(nth for _, nth in rule.nth_weekdays)
    if how_often is None or not which <= {1, 2, 3, 4, 5, -1}:
        return None
    return Sentence(
        how_often,
        days=rule.weekdays or frozenset(day for day, _ in rule.nth_weekdays),
        which=which,
        dates=rule.monthdays,
        every=rule.interval,
        first=None if rule.first == date.min else rule.first,
        last=None if how_often == HowOften.ONCE else _earliest(row.until, row.valid_to),
        count=row.count,
        afterwards=Afterwards.CHANGES if row.valid_to else Afterwards.ENDS,
        starts=_to_the_minute(row.opens_at),
        ends=_to_the_minute(row.closes_at),
    )


def _how_often(row: Schedule, rule: Rule) -> HowOften | None:
    if rule.freq == "WEEKLY" and not (rule.monthdays or rule.weeks or rule.yeardays):
        return HowOften.WEEKLY
    if rule.freq == "MONTHLY" and not rule.weekdays and not (rule.weeks or rule.yeardays):
        if rule.nth_weekdays and not rule.monthdays:
            return HowOften.MONTHLY
        if rule.monthdays and not rule.nth_weekdays:
            return HowOften.DATES
    once = rule.freq == "DAILY" and row.freq == "" and rule.anchor == rule.first == rule.last
    return HowOften.ONCE if once else None


def _same(one: Rule, other: Rule) -> bool:
    """Whether two rules mean the same days and times."""
    plain = all(
        getattr(one, field.name) == getattr(other, field.name)
        for field in fields(Rule)
        if field.name not in _APART
    )
    in_step = one.interval == 1 or (one.anchor, one.week_start) == (other.anchor, other.week_start)
    return plain and in_step


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _to_the_minute(value: time | None) -> time | None:
    """Seconds do not count (docs/hours.md), and no clock of a form shows them."""
    return value and value.replace(second=0, microsecond=0)


# --- Rows without times --------------------------------------------------------------------------


def _without_times(row: Schedule) -> Sentence | None:
    said = _folded(row.description)
    for how_often, words in SAID_WITHOUT_TIMES.items():
        if said == _folded(words) and not _has_columns(row):
            return Sentence(how_often)
    return None


def _has_columns(row: Schedule) -> bool:
    names = (name for name in COLUMNS if name not in ("id", *_WORDS))
    return any(getattr(row, name) not in (None, "") for name in names)


_WORDS = ("description", "notes", "schedule_link", "attending_type", "timezone")


def _closed(row: Schedule, closure: Closure) -> Closed | None:
    said = row.description.strip()
    reason = said.partition(":")[2].strip() if said.startswith(f"{CLOSED}:") else ""
    if not reason and _folded(said) not in (_folded(CLOSED), _folded(CLOSED_ON_BANK_HOLIDAYS)):
        return None
    return Closed(
        closure.bank_holidays,
        first=None if closure.first == date.min else closure.first,
        last=None if closure.last == date.max else closure.last,
        reason=reason,
    )


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().rstrip(".").casefold()
