"""Days on which nothing takes place: closures with dates, and English bank holidays."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from directory.search.hours.reading import Closure
from directory.search.hours.rules import Rule

Days = tuple[date, date]
EVERY_BANK_HOLIDAY = Closure(bank_holidays=True)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of `year`, those moved to a weekday included."""
    # Loading the library takes longer than starting the rest of search, and few need it.
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def closures_of(rule: Rule, closures: Iterable[Closure]) -> tuple[Closure, ...]:
    """`closures` and the one that `rule` itself makes."""
    return (*closures, EVERY_BANK_HOLIDAY) if rule.not_on_bank_holidays else tuple(closures)


def is_closed(day: date, closures: Iterable[Closure]) -> bool:
    """Whether `day` is in one of `closures`."""
    return any(
        closure.first <= day <= closure.last
        and (not closure.bank_holidays or day in bank_holidays(day.year))
        for closure in closures
    )


def closed_days(closures: Iterable[Closure], start: date, end: date) -> list[Days]:
    """The days of `closures` as spans in order, none touching another.

    Bank holidays are given from `start` to `end`; dated closures whole.
    """
    merged: list[Days] = []
    for first, last in sorted(_spans(closures, start, end)):
        if merged and (merged[-1][1] == date.max or first <= merged[-1][1] + timedelta(days=1)):
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return merged


def _spans(closures: Iterable[Closure], start: date, end: date) -> Iterator[Days]:
    for closure in closures:
        if not closure.bank_holidays:
            yield closure.first, closure.last
            continue
        first, last = max(closure.first, start), min(closure.last, end)
        for year in range(first.year, last.year + 1):
            yield from ((day, day) for day in bank_holidays(year) if first <= day <= last)
