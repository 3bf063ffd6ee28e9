"""Text to the value a model's field holds: one small function a kind of field.

Each takes a cleaned text and gives a value fit for JSON (dates and decimals as text). It raises
Unfit when the text is no such value: the field is then left blank.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models

from directory.exchange.ids import is_uuid
from directory.exchange.tables import Column
from directory.exchange.transforms import Unclear, as_uk_phone, time

OLDEST_AGE = 150
SHORTEST_WORTH_CUTTING = 100  # characters; a code cut short is another code


class Unfit(ValueError):
    """The text is not what the field holds; the message is for the fault."""


@dataclass
class Value:
    """A value for a field, and what was changed to make it so."""

    value: Any
    changes: list[str] = field(default_factory=list)


def line(text: str, column: Column) -> Value:
    """One line of text, cut where it is longer than the column holds."""
    text = " ".join(text.split())
    longest = column.field.max_length or len(text)
    if len(text) <= longest:
        return Value(text)
    if longest < SHORTEST_WORTH_CUTTING:
        raise Unfit("Longer than the field holds.")
    return Value(text[: longest - 1].rstrip() + "…", ["Longer than the field holds; cut short."])


def text(text: str, column: Column) -> Value:
    return Value(text)


def choice(text: str, column: Column) -> Value:
    """One of the values that the standard names, in any case."""
    for known, _ in column.field.choices:
        if text.lower() == known.lower():
            return Value(known)
    raise Unfit("This is none of the values the standard names.")


# --- Web and mail --------------------------------------------------------------------------------

WEB = re.compile(r"https?://[^\s/$.?#:@][^\s]*", re.IGNORECASE)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
LOCAL = re.compile(r"localhost|\d{1,3}(?:\.\d{1,3}){3}", re.IGNORECASE)
MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
SEVERAL = re.compile(r"[;,\s]+(?:or\s+|and\s+|&\s*)?")


def web_address(text: str, column: Column) -> Value:
    """An http or https address; `www.example.org` gets its https://."""
    first, *others = [part for part in SEVERAL.split(text) if part]
    changes = ["Several web addresses; the first was kept."] if others else []
    fixed = re.sub(r"^(https?)[:;]?/{1,3}(?=[^/])", r"\1://", first, flags=re.IGNORECASE)
    if not re.match(r"[a-z][a-z0-9+.-]*://", fixed, re.IGNORECASE):
        fixed = f"https://{fixed}"
    host = re.sub(r"^https?://", "", fixed, flags=re.IGNORECASE)
    host = re.split(r"[/?#:]", host, maxsplit=1)[0]
    if not WEB.fullmatch(fixed) or not (HOST.fullmatch(host) or LOCAL.fullmatch(host)):
        raise Unfit("This is no web address.")
    if fixed != first:
        changes.append("The web address was completed to start with http:// or https://.")
    if len(fixed) > column.field.max_length:
        raise Unfit("The web address is longer than the field holds.")
    return Value(fixed, changes)


def mail_address(text: str, column: Column) -> Value:
    found = MAIL.findall(text)
    if not found:
        raise Unfit("This is no e-mail address.")
    if len(found[0]) > column.field.max_length:
        raise Unfit("The e-mail address is longer than the field holds.")
    if len(found) > 1:
        return Value(found[0], ["Several e-mail addresses; the first was kept."])
    changed = found[0] != text
    return Value(found[0], ["Only the e-mail address in the text was kept."] if changed else [])


# --- Dates and times -----------------------------------------------------------------------------

ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?P<rest>[T ].*)?")
BRITISH_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def day(text: str, column: Column) -> Value:
    """A date as 2026-05-04. Two numbers that could each be the month are not guessed at."""
    changes = []
    if match := ISO_DATE.fullmatch(text):
        year, month, number = int(match[1]), int(match[2]), int(match[3])
        if match["rest"] and not re.match(r"[T ]00:00", match["rest"]):
            changes.append("The time of day was left out: the field holds a date.")
    elif match := BRITISH_DATE.fullmatch(text):
        number, month, year = int(match[1]), int(match[2]), int(match[3])
        if number <= 12 and month <= 12 and number != month:
            raise Unfit("Whether day or month comes first cannot be told. Write it as 2026-05-04.")
        if month > 12:
            number, month = month, number
        changes.append("The date was rewritten as year, month, day.")
    else:
        raise Unfit("This is no date. Write it as 2026-05-04.")
    try:
        return Value(date(year, month, number).isoformat(), changes)
    except ValueError as error:
        raise Unfit("There is no such day.") from error


def moment(text: str, column: Column) -> Value:
    """A date and time with its time zone; one without is taken as UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unfit("This is no date and time. Write it as 2026-05-04T10:00:00Z.") from error
    if found.tzinfo is None:
        return Value(found.replace(tzinfo=UTC).isoformat(), ["No time zone; taken as UTC."])
    return Value(found.isoformat())


def clock(text: str, column: Column) -> Value:
    """A time of day; the midnight that ends a day is 00:00, since a field holds no 24:00."""
    bare = re.sub(r"(?<=\d\d:\d\d)(:\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)$", r"\1", text)
    changes = ["The time zone was left out of a time of day."] if bare != text else []
    try:
        found = time(bare)
    except Unclear as unclear:
        raise Unfit(str(unclear)) from unclear
    if found == "24:00":
        found = "00:00"
        changes.append("24:00 was written as 00:00.")
    return Value(found, changes)


# --- Numbers -------------------------------------------------------------------------------------

AGES = {"minimum_age", "maximum_age"}


def whole_number(text: str, column: Column) -> Value:
    number = exact(text)
    if column.name in AGES and number < 0:
        raise Unfit("An age below nought says that none is known.")
    if column.name in AGES and number > OLDEST_AGE:
        raise Unfit(f"An age above {OLDEST_AGE}.")
    whole = int(number)
    if whole < 0 or whole > LARGEST.get(type(column.field), 2147483647):
        raise Unfit("The number is out of range.")
    return Value(whole, ["Cut to a whole number."] if number != whole else [])


LARGEST: dict[type, int] = {models.PositiveSmallIntegerField: 32767}


def exact(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise Unfit("This is no number.") from error
    if not number.is_finite() or number.copy_abs() >= 10**12:
        raise Unfit("The number is out of range.")
    return number


MONEY = re.compile(r"[£$€]\s*|\s*(?:GBP|USD|EUR)\s*")


def decimal(text: str, column: Column) -> Value:
    bare = MONEY.sub("", text)
    number = exact(bare)
    places = column.field.decimal_places
    rounded = number.quantize(Decimal(1).scaleb(-places))
    whole_digits = column.field.max_digits - places
    if rounded.copy_abs() >= 10**whole_digits:
        raise Unfit("The number is out of range.")
    changes = ["The currency sign was left out."] if bare != text else []
    if rounded != number:
        changes.append(f"Rounded to {places} decimals.")
    return Value(format(rounded, "f"), changes)


def degrees(text: str, column: Column) -> Value:
    number = float(exact(text))
    limit = 90 if column.name == "latitude" else 180
    if abs(number) > limit:
        raise Unfit(f"Outside the range of degrees, -{limit} to {limit}.")
    return Value(number)


# --- Identifiers ---------------------------------------------------------------------------------


def identifier(text: str, column: Column) -> Value:
    """The id of another row as its source writes it; it becomes a UUID when rows are matched."""
    return Value(text.lower() if is_uuid(text) else text)


def phone_number(text: str, column: Column) -> Value:
    """A phone number; one that is certainly British is spaced as it is read out."""
    if not re.search(r"\d", text):
        raise Unfit("A phone number without a digit.")
    spaced = as_uk_phone(text)
    return Value(spaced) if spaced else line(text, column)


def check_for(table: str, column: Column) -> Callable[[str, Column], Value]:
    """The check for a column, by what its model's field is."""
    if column.target or isinstance(column.field, models.UUIDField):
        return identifier
    if (table, column.name) == ("phone", "number"):
        return phone_number
    if column.field.choices:
        return choice
    return next(check for kind, check in CHECKS if isinstance(column.field, kind))


CHECKS: list[tuple[type[models.Field], Callable[[str, Column], Value]]] = [
    (models.URLField, web_address),
    (models.EmailField, mail_address),
    (models.CharField, line),
    (models.TextField, text),
    (models.DateTimeField, moment),
    (models.DateField, day),
    (models.TimeField, clock),
    (models.IntegerField, whole_number),
    (models.DecimalField, decimal),
    (models.FloatField, degrees),
]
