"""A schedule in plain English: "Every Tuesday, 10:00 to 12:00"."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from directory.search.hours.reading import Closure, Reading, Schedule, Unknown, read
from directory.search.hours.rules import Rule

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = {
    **{1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"},
    **{-1: "last", -2: "second last", -3: "third last", -4: "fourth last", -5: "fifth last"},
}
ASK = "Ask for times"
MINUTES = 24 * 60


def in_words(schedule: Schedule) -> str:
    """What `schedule` says, in a sentence without its full stop."""
    return reading_in_words(read(schedule))


def reading_in_words(reading: Reading) -> str:
    """The same for a schedule that has been read."""
    if isinstance(reading, Unknown):
        return ASK
    if isinstance(reading, Closure):
        return _closure(reading)
    parts = [_capital(f"{_days(reading)}{_from(reading)}{_until(reading)}"), _times(reading)]
    if reading.not_on_bank_holidays:
        parts.append("not on bank holidays")
    return ", ".join(parts)


def _closure(closure: Closure) -> str:
    what = "Closed on bank holidays" if closure.bank_holidays else "Closed"
    if closure.first == closure.last:
        return f"{what} on {_date(closure.first)}"
    begins = "" if closure.first == date.min else f" from {_date(closure.first)}"
    ends = "" if closure.last == date.max else f" until {_date(closure.last)}"
    return f"{what}{begins}{ends}"


# --- Which days ----------------------------------------------------------------------------------


def _days(rule: Rule) -> str:
    if rule.first == rule.last:
        return f"on {DAYS[rule.first.weekday()]} {_date(rule.first)}"
    if rule.freq == "WEEKLY":
        every = {1: "every ", 2: "every other "}.get(rule.interval, "")
        several = f" of every {_ordinal(rule.interval)} week" if rule.interval > 2 else ""
        said = f"{every}{_weekdays(rule.weekdays) or 'day'}{several}"
        return said + _limits(rule)
    if rule.freq == "MONTHLY":
        return f"{_in_month(rule)} of {_each('month', rule.interval)}" + _limits(rule, monthly=True)
    if rule.freq == "DAILY":
        named = _weekdays(rule.weekdays)
        return (f"every {named}" if named else f"every {_gap(rule.interval)}day") + _limits(rule)
    return _in_year(rule)


def _in_month(rule: Rule) -> str:
    plain = [f"every {DAYS[day]}" for day in sorted(rule.weekdays)]
    named = [f"{NTH[nth]} {DAYS[day]}" for day, nth in sorted(rule.nth_weekdays, key=_by_nth)]
    words = _and([*plain, *(["the " + _and(named)] if named else [])])
    if not rule.monthdays:
        return words or "every day"
    dates = "the " + _and([_nth_day(day) for day in sorted(rule.monthdays, key=_ends_last)])
    return f"{words} that is {dates}" if words else dates


def _in_year(rule: Rule) -> str:
    each = _each("year", rule.interval)
    if rule.month and rule.monthdays:
        day = date(2024, rule.month, min(rule.monthdays))
        return f"on {day.day} {day:%B} of {each}"
    named = _weekdays(rule.weekdays)
    said = f"every {named}" if named else "every day"
    return said + _limits(rule) + (f" of {each}" if rule.interval > 1 else "")


def _limits(rule: Rule, *, monthly: bool = False) -> str:
    """What else limits the days, where a rule says more than such rules should."""
    limits = ""
    if rule.monthdays and not monthly:
        dates = _and([_nth_day(day) for day in sorted(rule.monthdays, key=_ends_last)])
        limits += f" that is the {dates} of the month"
    if rule.yeardays:
        dates = _and([_nth_day(day) for day in sorted(rule.yeardays, key=_ends_last)])
        limits += f" that is the {dates} of the year"
    if rule.weeks:
        weeks = _and([_nth_day(week, "") for week in sorted(rule.weeks, key=_ends_last)])
        limits += f" in the {weeks} week of the year"
    return limits


def _weekdays(days: Iterable[int]) -> str:
    """ "Monday", "Monday and Friday", "Monday to Friday", "day"."""
    listed = sorted(days)
    if len(listed) == 7:
        return "day"
    if len(listed) > 2 and listed[-1] - listed[0] == len(listed) - 1:
        return f"{DAYS[listed[0]]} to {DAYS[listed[-1]]}"
    return _and([DAYS[day] for day in listed])


def _each(unit: str, interval: int) -> str:
    if interval == 1:
        return f"the {unit}" if unit == "month" else f"every {unit}"
    return f"every {_gap(interval)}{unit}"


def _gap(interval: int) -> str:
    return {1: "", 2: "other "}.get(interval, f"{_ordinal(interval)} ")


def _nth_day(number: int, day: str = " day") -> str:
    if number == -1:
        return f"last{day}"
    return _ordinal(number) if number > 0 else f"{_ordinal(-number)} last{day}"


def _ordinal(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ends.get(number % 10, 'th')}"


def _by_nth(named: tuple[int, int]) -> tuple[bool, int, int]:
    return named[1] < 0, named[1], named[0]


def _ends_last(number: int) -> tuple[bool, int]:
    return number < 0, number


# --- From when to when ---------------------------------------------------------------------------


def _from(rule: Rule) -> str:
    """The first day, where it matters: with weeks left out, or a stated start."""
    if rule.first in (date.min, rule.last):
        return ""
    first = next(rule.days(rule.first, rule.first + timedelta(days=400)), rule.first)
    return f" from {_date(first)}"


def _until(rule: Rule) -> str:
    return "" if rule.last in (date.max, rule.first) else f" until {_date(rule.last)}"


def _times(rule: Rule) -> str:
    if rule.closes is None:
        return f"from {_clock(rule.opens)}"
    if rule.opens == 0 and rule.closes == MINUTES:
        return "24 hours"
    ends = " the next day" if rule.closes > MINUTES else ""
    return f"{_clock(rule.opens)} to {_clock(rule.closes)}{ends}"


def _clock(minutes: int) -> str:
    """10:00; the middle of the night as midnight."""
    minutes %= MINUTES
    return "midnight" if minutes == 0 else f"{minutes // 60:02}:{minutes % 60:02}"


def _date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
