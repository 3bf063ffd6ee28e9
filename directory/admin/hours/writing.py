"""From sentences to HSDS's columns."""

from typing import Any

from directory.admin.hours.sentences import Afterwards, Closed, HowOften, Sentence
from directory.models import Frequency, Schedule
from directory.search.hours.reading import WEEKDAYS

Columns = dict[str, Any]

# What stands in `description` of a row that has no times to tell.
SAID_WITHOUT_TIMES = {
    HowOften.APPOINTMENT: "By appointment",
    HowOften.UNKNOWN: "Ask for times",
}
CLOSED = "Closed"
CLOSED_ON_BANK_HOLIDAYS = "Closed on bank holidays"

# The columns that say on which days something happens. They are written together: a weekday may
# be told by the date of the first session alone.
REPEATING: Columns = {
    "freq": "",
    "interval": None,
    "wkst": "",
    "byday": "",
    "byweekno": "",
    "bymonthday": "",
    "byyearday": "",
    "dtstart": None,
    "until": None,
    "count": None,
    "valid_from": None,
    "valid_to": None,
}


def columns_of(sentence: Sentence) -> Columns:
    """Every column that `sentence` decides, as a new row has them."""
    if not sentence.how_often.has_times:
        description = SAID_WITHOUT_TIMES[sentence.how_often]
        return {**REPEATING, "opens_at": None, "closes_at": None, "description": description}
    return repetition(sentence) | {"opens_at": sentence.starts, "closes_at": sentence.ends}


def repetition(sentence: Sentence) -> Columns:
    """The columns that say on which days."""
    return REPEATING | _days(sentence) | _interval(sentence) | _bounds(sentence)


def apply(sentence: Sentence, row: Schedule, *, before: Sentence | None) -> None:
    """Make `row` say `sentence`, where it said `before`.

    Only the columns whose part of the sentence differs are touched: an imported row keeps its time
    zone, its seconds and its own way of writing a rule.
    """
    columns = columns_of(sentence)
    if before is not None and before.how_often.has_times and sentence.how_often.has_times:
        if sentence.repeats_as(before):
            columns = {name: columns[name] for name in ("opens_at", "closes_at")}
        if sentence.starts == before.starts:
            columns.pop("opens_at")
        if sentence.ends == before.ends:
            columns.pop("closes_at")
    for name, value in columns.items():
        setattr(row, name, value)


def closed_columns(closed: Closed) -> Columns:
    """The columns of a closure, by the convention of docs/hours.md."""
    reason = f"{CLOSED}: {closed.reason}" if closed.reason else CLOSED
    description = CLOSED_ON_BANK_HOLIDAYS if closed.bank_holidays else reason
    return {
        **REPEATING,
        "opens_at": None,
        "closes_at": None,
        "description": description,
        "valid_from": closed.first,
        "valid_to": closed.last,
    }


def _days(sentence: Sentence) -> Columns:
    names = [WEEKDAYS[day] for day in sorted(sentence.days)]
    if sentence.how_often == HowOften.WEEKLY:
        return {"freq": Frequency.WEEKLY.value, "byday": ",".join(names)}
    if sentence.how_often == HowOften.MONTHLY:
        each = (f"{nth}{name}" for nth in _last_at_the_end(sentence.which) for name in names)
        return {"freq": Frequency.MONTHLY.value, "byday": ",".join(each)}
    if sentence.how_often == HowOften.DATES:
        dates = ",".join(map(str, _last_at_the_end(sentence.dates)))
        return {"freq": Frequency.MONTHLY.value, "bymonthday": dates}
    return {}


def _interval(sentence: Sentence) -> Columns:
    if sentence.every == 1:
        return {}
    weekly = sentence.how_often == HowOften.WEEKLY
    return {"interval": sentence.every, "wkst": "MO" if weekly else ""}


def _bounds(sentence: Sentence) -> Columns:
    """From when to when: as dates of sessions, or as the time for which this holds."""
    changes = sentence.afterwards == Afterwards.CHANGES
    # What is counted, in weeks or sessions, is counted from the first session.
    anchored = sentence.every > 1 or sentence.count or sentence.how_often == HowOften.ONCE
    return {
        "valid_from" if changes and not anchored else "dtstart": sentence.first,
        "valid_to" if changes else "until": sentence.last,
        "count": sentence.count,
    }


def _last_at_the_end(numbers: frozenset[int]) -> list[int]:
    return sorted(numbers, key=lambda number: (number < 0, number))
