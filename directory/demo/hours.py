"""Opening hours as an editor would jot them down, read into HSDS's schedule columns.

A jotting is an optional manner, the days, and the times; several are parted by semicolons:

    TU,TH 10:00-12:00                       every week (MO-FR for a run of days)
    FR 21:00-07:00                          overnight: it ends the next morning
    every other WE 18:00-20:00              every second week
    2SA 10:00-12:00; -1FR 14:00-16:00       the second Saturday, the last Friday of the month
    every other 1SU 11:00-13:00             the first Sunday of every second month
    date 1,15 14:00-16:00                   on those dates of the month
    term MO 09:15-11:15                     in school terms only
    holidays TU 11:00-14:00                 in school holidays only
    winter SA 20:00-08:00                   November to March
    course 6 WE 13:00-15:00                 a course of six sessions, from January
    appointment MO-FR 09:00-17:00           only when booked
    always                                  at any hour of any day
"""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

AS_OF = date(2026, 11, 16)
"""The Monday the directory is written on: courses lie ahead of it, checks behind it."""

DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}

TERMS = (
    (date(2026, 9, 7), date(2026, 12, 18)),
    (date(2027, 1, 5), date(2027, 3, 25)),
    (date(2027, 4, 13), date(2027, 7, 23)),
)
HOLIDAYS = (
    (date(2027, 2, 15), date(2027, 2, 19)),
    (date(2027, 3, 29), date(2027, 4, 9)),
    (date(2027, 7, 26), date(2027, 9, 3)),
)
WINTER = (date(2026, 11, 1), date(2027, 3, 31))
COURSES_BEGIN = date(2027, 1, 11)
ON_UTC = (date(2026, 10, 25), date(2027, 3, 27))
"""The winter in which British clocks agree with UTC."""

_JOTTING = re.compile(
    r"(?P<manner>term|holidays|winter|appointment|every other|date|course (?P<sessions>\d+))?\s*"
    r"(?P<days>\S+)\s+(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)"
)

Columns = dict[str, Any]


def schedules(jottings: str) -> Iterator[Columns]:
    """The columns of each schedule `jottings` stand for. Raises ValueError for nonsense."""
    for jotting in filter(None, (part.strip() for part in jottings.split(";"))):
        if jotting == "always":
            jotting = "MO-SU 00:00-23:59"
        if not (found := _JOTTING.fullmatch(jotting)):
            raise ValueError(f"These hours cannot be read: {jotting!r}. Try 'TU,TH 10:00-12:00'.")
        yield from _rows(found)


def _rows(found: re.Match[str]) -> Iterator[Columns]:
    manner, days = found["manner"] or "", _spread(found["days"])
    rule = {
        **_repetition(manner, days),
        "opens_at": time.fromisoformat(found["opens"]),
        "closes_at": time.fromisoformat(found["closes"]),
        "description": _in_words(manner, days, found["opens"], found["closes"]),
        "notes": _notes(manner, found["opens"], found["closes"]),
    }
    if found["sessions"]:
        rule |= {"count": int(found["sessions"]), "dtstart": _first(days, COURSES_BEGIN)}
    seasons = {"term": TERMS, "holidays": HOLIDAYS}.get(manner)
    if manner == "winter":
        rule |= {"dtstart": _first(days, WINTER[0]), "until": WINTER[1]}
    if seasons is None:
        yield rule
        return
    for begins, ends in seasons:
        # HSDS's time zone is one number of hours, which only holds while the clocks stand still.
        zone = {"timezone": 0} if ON_UTC[0] <= begins and ends <= ON_UTC[1] else {}
        yield {**rule, **zone, "valid_from": begins, "valid_to": ends}


def _spread(days: str) -> str:
    """`MO-FR` as `MO,TU,WE,TH,FR`; anything else as it is."""
    names = list(DAYS)
    if "-" not in days[1:] or days[0].isdigit():
        return days
    first, last = days.split("-")
    return ",".join(names[names.index(first) : names.index(last) + 1])


def _repetition(manner: str, days: str) -> Columns:
    if manner == "date":
        return {"freq": "MONTHLY", "bymonthday": days}
    monthly = not days[0].isalpha()
    rule: Columns = {"freq": "MONTHLY" if monthly else "WEEKLY", "byday": days}
    if manner == "every other":
        start = AS_OF.replace(day=1) if monthly else AS_OF
        rule |= {"interval": 2, "wkst": "MO", "dtstart": _first(days, start)}
    return rule


def _first(days: str, start: date) -> date:
    """The first day from `start` that `days` names; `start` begins a month for nth weekdays."""
    ordinal, weekday = days.split(",")[0][:-2], days.split(",")[0][-2:]
    day = start + timedelta(days=(list(DAYS).index(weekday) - start.weekday()) % 7)
    return day + timedelta(weeks=int(ordinal) - 1) if ordinal else day


def _notes(manner: str, opens: str, closes: str) -> str:
    if manner == "term":
        return "School terms only; not at half-term."
    if manner == "holidays":
        return "School holidays only."
    if manner == "appointment":
        return "By appointment only: please book before you come."
    return "Ends the next morning." if closes < opens else ""


def _in_words(manner: str, days: str, opens: str, closes: str) -> str:
    """The times as people would say them: "Tuesdays and Thursdays, 10am to 12 noon"."""
    when = _days_in_words(manner, days)
    if (opens, closes) == ("00:00", "23:59"):
        return "At any hour of the day or night"
    words = f"{when}, {_clock(opens)} to {_clock(closes)}"
    if manner == "term":
        return f"{words}, in term time"
    if manner == "holidays":
        return f"{words}, in the school holidays"
    if manner == "winter":
        return f"{words}, November to March"
    if manner.startswith("course"):
        return f"{words}, for {manner.split()[1]} weeks"
    if manner == "appointment":
        return f"{words}, by appointment"
    return words


def _days_in_words(manner: str, days: str) -> str:
    if manner == "date":
        dates = [f"{day}{_suffix(int(day))}" for day in days.split(",")]
        return f"On the {_listed(dates)} of each month"
    if days[0].isalpha():
        if days == ",".join(DAYS):
            return "Every day"
        names = [DAYS[day] for day in days.split(",")]
        if len(names) > 2 and days in ",".join(DAYS):
            return f"{names[0]} to {names[-1]}"
        if manner == "every other":
            return f"Every other {_listed(names)}"
        return _listed([f"{name}s" for name in names])
    named = [f"{ORDINALS[day[:-2]]} {DAYS[day[-2:]]}" for day in days.split(",")]
    month = "every other month" if manner == "every other" else "the month"
    return f"The {_listed(named)} of {month}"


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _suffix(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")


def _clock(text: str) -> str:
    """`13:30` as `1.30pm`, the way British posters write it."""
    hour, minute = map(int, text.split(":"))
    if (hour, minute) in ((0, 0), (12, 0)):
        return "midnight" if hour == 0 else "12 noon"
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{f'.{minute:02}' if minute else ''}{half}"
