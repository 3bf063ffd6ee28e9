"""The kinds of value a parameter takes: how each is read, what is said when it cannot be, and how
it stands in the OpenAPI schema."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date
from django.utils.timezone import get_default_timezone

from directory.places.geometry import Box, Point
from directory.search.finding import examples

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_STRETCH = timedelta(days=7)
# Clocks cannot be told for certain before, and nobody plans beyond.
EARLIEST, LATEST = datetime(1900, 1, 2, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)
DECIMAL = r"[+-]?[0-9]{1,3}(\.[0-9]{1,15})?"
# A box wider than this that crosses the antimeridian has its west and east the wrong way round.
WIDEST_CROSSING_DEGREES = 180
# What no text of one line has: control characters, line separators, halves of a UTF-16 pair. Marks
# that join or part letters, as Urdu and Persian are written with, are no such thing.
NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

# RFC 3339's date, or date and time; the seconds and the offset may be left out.
MOMENT_TEXT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True)
class Value:
    """One kind of value.

    `read` turns text into the value, or raises ValueError. `what` completes the sentence
    "`page` must be …"; `example` is a text that works; `schema` is its JSON Schema. `hint` says
    what works where that depends on other parameters or on what the directory holds.
    """

    read: Callable[[str], Any]
    what: str
    example: str
    schema: dict[str, Any]
    hint: Callable[[], str] | None = None


def _uuid(text: str) -> UUID:
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text):
        raise ValueError(text)
    return UUID(text)


def _moment(text: str) -> datetime:
    """A date, or a date and time. Without an offset it is UTC, like all times the API gives."""
    return _moment_in(text, UTC)


def _first_moment(text: str) -> datetime:
    """A date and time, or the beginning of a date.

    Without an offset it is by the directory's own clock, as opening times are.
    """
    moment = _moment_in(text, get_default_timezone())
    if not EARLIEST <= moment <= LATEST:
        raise ValueError(text)
    return moment


def _last_moment(text: str) -> datetime:
    """The same, or the end of a date."""
    moment = _first_moment(text)
    is_date = "T" not in text.upper()
    return _first_moment((_date(text) + timedelta(days=1)).isoformat()) if is_date else moment


def _local_moment(text: str) -> datetime:
    """The same, of a date and time alone."""
    if not re.search(r"[Tt ]\d\d:\d\d", text):
        raise ValueError(text)
    return _first_moment(text)


def _moment_in(text: str, zone: tzinfo) -> datetime:
    if not text.isascii():  # Python's \d takes "٢٠٢٦" as well.
        raise ValueError(text)
    # A plus sign that was not percent-encoded arrives as a space.
    text = re.sub(r" (\d\d:\d\d)$", r"+\1", text)
    if not MOMENT_TEXT.fullmatch(text):  # Python also reads 20260131, 2026-W05 and 2026-01-31T09.
        raise ValueError(text)
    moment = datetime.fromisoformat(text.upper())
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(text) from None


def _flag(text: str) -> bool:
    try:
        return {"true": True, "false": False}[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def _stretch(text: str) -> tuple[datetime, datetime]:
    start, _, end = text.partition("/")
    begins, ends = _local_moment(start), _local_moment(end)
    # A week is one by the clock on the wall as well: those in which clocks change are no exception.
    shown = [moment.astimezone(get_default_timezone()) for moment in (begins, ends)]
    from_, to = (moment.replace(tzinfo=None) for moment in shown)
    if not begins < ends or min(ends - begins, to - from_) > LONGEST_STRETCH:
        raise ValueError(text)
    return begins, ends


def _clock(text: str) -> time:
    if not re.fullmatch(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?", text):
        raise ValueError(text)
    return time.fromisoformat(text)


def _weekday(text: str) -> int:
    """Monday is 0. RRULE's two letters, or the English name or the beginning of it."""
    wanted = text.strip().casefold()
    for number, name in enumerate(WEEKDAYS):
        if len(wanted) >= 2 and name.startswith(wanted):
            return number
    raise ValueError(text)


def _date(text: str) -> date:
    day = parse_date(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    if day is None:
        raise ValueError(text)
    return day


def _numbers(text: str, count: int) -> list[float]:
    """So many plain decimal numbers with commas between: no NaN, no powers."""
    numbers = [one.strip() for one in text.split(",")]
    if len(numbers) != count or not all(re.fullmatch(DECIMAL, one) for one in numbers):
        raise ValueError(text)
    return [float(one) for one in numbers]


def _point(text: str) -> Point:
    point = Point(*_numbers(text, 2))
    if not point.is_on_earth:
        raise ValueError(text)
    return point


def _box(text: str) -> Box:
    west, south, east, north = _numbers(text, 4)
    corners = Point(south, west), Point(north, east)
    if south > north or not all(corner.is_on_earth for corner in corners):
        raise ValueError(text)
    if west > east and east + 360 - west > WIDEST_CROSSING_DEGREES:
        raise ValueError(text)
    return Box(south=south, west=west, north=north, east=east)


def text(longest: int, *, example: str, hint: Callable[[], str] | None = None) -> Value:
    """Text of one line, not blank."""

    def read(given: str) -> str:
        stripped = given.strip()
        if not stripped or len(stripped) > longest or NOT_TEXT.search(stripped):
            raise ValueError(given)
        return stripped

    schema = {"type": "string", "minLength": 1, "maxLength": longest}
    what = f"text of at most {longest:,} characters, on one line"
    return Value(read, what, example, schema, hint)


def area_code() -> Value:
    """A GSS code."""

    def read(given: str) -> str:
        if not re.fullmatch(r"[A-Za-z][0-9]{8}", given.strip()):
            raise ValueError(given)
        return given.strip().upper()

    schema = {"type": "string", "pattern": "^[A-Za-z][0-9]{8}$"}
    what = "a GSS code, a letter and eight digits"
    return Value(read, what, examples.BRADFORD, schema, examples.of_area)


def whole_number(
    low: int,
    high: int,
    *,
    example: str,
    default: int | None = None,
    hint: Callable[[], str] | None = None,
) -> Value:
    """Whole numbers from `low` to `high`."""

    def read(text: str) -> int:
        # Nothing but ASCII digits: int() takes "1_000", "٣" and blanks as well.
        if not re.fullmatch(r"-?[0-9]{1,19}", text) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    schema: dict[str, Any] = {"type": "integer", "minimum": low, "maximum": high}
    if default is not None:
        schema["default"] = default
    return Value(read, f"a whole number from {low} to {high}", example, schema, hint)


def one_of(*choices: str, default: str | None = None) -> Value:
    """Any of `choices`, exactly."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    schema: dict[str, Any] = {"type": "string", "enum": list(choices)}
    if default is not None:
        schema["default"] = default
    return Value(read, f"one of: {', '.join(choices)}", choices[0], schema)


IDENTIFIER = Value(
    _uuid,
    "a UUID with its hyphens",
    "ac148810-d857-441c-9679-408f346de14b",
    {"type": "string", "format": "uuid"},
)
MOMENT = Value(
    _moment,
    "a date or an RFC 3339 date and time",
    "2026-01-31T09:30:00Z",
    {
        "type": "string",
        "anyOf": [{"format": "date-time"}, {"format": "date"}],
        "examples": ["2026-01-31T09:30:00Z", "2026-01-31"],
    },
)
FLAG = Value(_flag, "true or false", "true", {"type": "boolean", "default": False})
# Where leaving it out is a third answer.
EITHER = Value(_flag, "true or false", "true", {"type": "boolean"})
AGE = whole_number(0, 150, example="18")
POINT = Value(
    _point,
    "latitude and longitude in degrees with a comma between",
    "53.7939,-1.7521",
    {"type": "string", "examples": ["53.7939,-1.7521"]},
)
BOX = Value(
    _box,
    "west, south, east and north in degrees with commas between, no more than half way round the "
    "Earth if it crosses the 180th meridian",
    "-1.86,53.76,-1.70,53.83",
    {"type": "string", "examples": ["-1.86,53.76,-1.70,53.83"]},
)
CLOCK = Value(
    _clock,
    "a time of day, hours and minutes",
    "18:00",
    {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"},
)
WEEKDAY = Value(
    _weekday,
    "a day of the week, in English or with RRULE's two letters",
    "TU",
    {"type": "string", "examples": ["TU", "tuesday"]},
)
DATE = Value(_date, "a date", "2026-01-31", {"type": "string", "format": "date"})
LOCAL_MOMENT = Value(
    _local_moment,
    "a date and time from 1900 to 2199",
    "2026-11-24T18:30",
    {"type": "string", "examples": ["2026-11-24T18:30", "2026-11-24T18:30:00Z"]},
)
EXAMPLE_OF_SPAN = "For example: ?from=2026-12-01&to=2026-12-31"
FIRST_MOMENT, LAST_MOMENT = (
    Value(
        read,
        "a date, or a date and time",
        example,
        {"type": "string", "examples": [example, f"{example}T18:30"]},
        hint=lambda: EXAMPLE_OF_SPAN,
    )
    for read, example in ((_first_moment, "2026-12-01"), (_last_moment, "2026-12-31"))
)
STRETCH = Value(
    _stretch,
    "two dates and times with a slash between, the earlier first and at most seven days apart",
    "2026-11-24T09:00/2026-11-24T17:00",
    {"type": "string", "examples": ["2026-11-24T09:00/2026-11-24T17:00"]},
)
