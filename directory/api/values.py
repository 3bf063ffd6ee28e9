"""The kinds of value a parameter takes: how each is read, what is said when it cannot be, and how
it stands in the OpenAPI schema."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

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
    "`page` must be …"; `example` is a text that works; `schema` is its JSON Schema.
    """

    read: Callable[[str], Any]
    what: str
    example: str
    schema: dict[str, Any]


def _uuid(text: str) -> UUID:
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text):
        raise ValueError(text)
    return UUID(text)


def _moment(text: str) -> datetime:
    """A date, or a date and time. Without an offset it is UTC, like all times the API gives."""
    if not text.isascii():  # Python's \d takes "٢٠٢٦" as well.
        raise ValueError(text)
    # A plus sign that was not percent-encoded arrives as a space.
    text = re.sub(r" (\d\d:\d\d)$", r"+\1", text)
    if not MOMENT_TEXT.fullmatch(text):  # Python also reads 20260131, 2026-W05 and 2026-01-31T09.
        raise ValueError(text)
    moment = datetime.fromisoformat(text.upper())
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(text) from None


def _flag(text: str) -> bool:
    try:
        return {"true": True, "false": False}[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def whole_number(low: int, high: int, *, example: str, default: int | None = None) -> Value:
    """Whole numbers from `low` to `high`."""

    def read(text: str) -> int:
        # Nothing but ASCII digits: int() takes "1_000", "٣" and blanks as well.
        if not re.fullmatch(r"-?[0-9]{1,19}", text) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    schema: dict[str, Any] = {"type": "integer", "minimum": low, "maximum": high}
    if default is not None:
        schema["default"] = default
    return Value(read, f"a whole number from {low} to {high}", example, schema)


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
AGE = whole_number(0, 150, example="18")
