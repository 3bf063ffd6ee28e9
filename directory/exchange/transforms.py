"""What a mapping can do to a value, by name. Each takes the texts of its columns, in order.

A transform returns a text, or raises Unclear when the texts do not say what it needs: the field
then stays blank and the fault says why. An expander makes several rows of one.
"""

import re
from collections.abc import Callable, Iterator

import phonenumbers

Transform = Callable[..., str]


class Unclear(ValueError):
    """The text cannot be turned into what is asked for; the message is for the fault."""


TRANSFORMS: dict[str, Transform] = {}
EXPANDERS: dict[str, Callable] = {}


def transform(function: Transform) -> Transform:
    TRANSFORMS[function.__name__] = function
    return function


def expander(function: Callable) -> Callable:
    EXPANDERS[function.__name__] = function
    return function


# --- Times ---------------------------------------------------------------------------------------

DAYS = {"mo": "MO", "tu": "TU", "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU"}
DAY_NUMBERS = {str(number): day for number, day in enumerate(DAYS.values(), start=1)}
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0+)?)?)?"
    r"\s*(?P<half>[ap]\.?m?\.?)?",
    re.IGNORECASE,
)


@transform
def weekday(text: str) -> str:
    """`Monday`, `mon` or `1` as RFC 5545's `MO`; several, comma-separated, likewise."""
    days = [day_of(part) for part in re.split(r"[,;/&\s]+", text.strip()) if part]
    return ",".join(days)


def day_of(text: str) -> str:
    day = DAY_NUMBERS.get(text) or DAYS.get(text.lower()[:2])
    if not day:
        raise Unclear("This is no day of the week.")
    return day


@transform
def time(text: str) -> str:
    """`9:00am`, `7:30 am`, `9am`, `17.30` or `09:00:00` as `09:00`, on the 24-hour clock.

    Nothing is lost: seconds stay where there are any, and `24:00` is the midnight that ends a day.
    """
    match = CLOCK.fullmatch(text.strip())
    if not match:
        raise Unclear("This is no time of day.")
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    half = (match["half"] or "").lower()[:1]
    if not half and match["minute"] is None:
        raise Unclear("An hour alone: whether morning or afternoon cannot be told.")
    if half:
        if not 1 <= hour <= 12:
            raise Unclear("This is no time of day.")
        hour = hour % 12 + (12 if half == "p" else 0)
    ends_the_day = (hour, minute, second) == (24, 0, 0)
    if not ends_the_day and (hour > 23 or minute > 59 or second > 59):
        raise Unclear("This is no time of day.")
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")


@transform
def time_of_day(text: str) -> str:
    """As `time`, but `8:00` is unclear: only `08:00` is surely the 24-hour clock."""
    if text.strip() and not re.search(r"[ap]\.?(m\.?)?\s*$|^\d\d:\d\d", text, re.IGNORECASE):
        raise Unclear("A time without am or pm.")
    return time(text)


@expander
def weekly_hours(columns: dict[str, str]) -> Iterator[dict[str, str]]:
    """A row for each span of hours: `MO = "10:00-13:00,14:00-17:00"` makes two.

    Yields `byday`, `opens_at` and `closes_at`. A blank day yields nothing: it does not say closed.
    """
    for day, text in columns.items():
        for span in filter(None, (part.strip() for part in text.split(","))):
            opens_at, closes_at = span_of(span)
            yield {"byday": day, "opens_at": opens_at, "closes_at": closes_at}


def span_of(text: str) -> tuple[str, str]:
    """`09:00-19:00` as its two times."""
    opening, dash, closing = text.replace("–", "-").partition("-")
    if not dash:
        raise Unclear("A lone time: opening and closing hours are needed, as in 09:00-17:00.")
    for part in (opening.strip(), closing.strip()):
        if not re.fullmatch(r"\d{2}:\d{2}", part):
            raise Unclear("Hours that are not written as in 09:00-17:00; a digit may be missing.")
    opens_at, closes_at = time(opening), time(closing)
    if opens_at == closes_at or (opens_at, closes_at) == ("00:00", "24:00"):
        raise Unclear("Opening and closing at the same time.")
    return opens_at, closes_at


# --- Lists ---------------------------------------------------------------------------------------


@expander
def each(columns: dict[str, str], separator: str = ",") -> Iterator[dict[str, str]]:
    """A row for each part of a cell: `value` is `Urdu`, then `Polish`, of `Urdu, Polish`."""
    for text in columns.values():
        for part in filter(None, (part.strip() for part in text.split(separator))):
            yield {"value": part}


# --- Words ---------------------------------------------------------------------------------------


@transform
def lower(text: str) -> str:
    """The text in lower case."""
    return text.lower()


@transform
def yes_or_no(text: str) -> str:
    """`true` or `false` of yes, y, true, 1 and their opposites."""
    if text.strip().lower() in {"yes", "y", "true", "t", "1"}:
        return "true"
    if text.strip().lower() in {"no", "n", "false", "f", "0", ""}:
        return "false"
    raise Unclear("Neither yes nor no.")


# --- Addresses and phones ------------------------------------------------------------------------

POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})")
US_STATE = re.compile(
    r"A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY]"
)
US_ZIP = re.compile(r"\d{5}(-\d{4})?")
COUNTRIES = {
    "united kingdom": "GB",
    "uk": "GB",
    "u.k.": "GB",
    "great britain": "GB",
    "gbr": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "united states": "US",
    "united states of america": "US",
    "usa": "US",
    "u.s.a.": "US",
    "u.s.": "US",
}


@transform
def postcode(text: str) -> str:
    """A UK postcode in capitals with its space: `bd11hx` is `BD1 1HX`."""
    match = POSTCODE.fullmatch(re.sub(r"\s+", "", text.upper()))
    if not match:
        raise Unclear("This is no UK postcode.")
    return f"{match[1]} {match[2]}"


@transform
def country(text: str) -> str:
    """A country's name as its two letters, ISO 3166-1: `England` is `GB`."""
    text = text.strip()
    if re.fullmatch(r"[A-Za-z]{2}", text) and text.lower() != "uk":
        return text.upper()
    if code := COUNTRIES.get(text.lower()):
        return code
    raise Unclear("This is no country's two-letter code.")


@transform
def country_of_postcode(postal_code: str, state_province: str = "") -> str:
    """The country that a postcode and state can only be in: `BD1 1HX` GB; `33136`, `FL` US."""
    if POSTCODE.fullmatch(re.sub(r"\s+", "", postal_code.upper())):
        return "GB"
    if US_STATE.fullmatch(state_province.strip()) and US_ZIP.fullmatch(postal_code.strip()):
        return "US"
    return ""


@transform
def uk_phone(text: str) -> str:
    """A UK number as it is read out: `01274600000` is `01274 600000`."""
    formatted = as_uk_phone(text)
    if not formatted:
        raise Unclear("This is no UK phone number.")
    return formatted


def as_uk_phone(text: str) -> str:
    """`text` spaced as BT spaces it, or "" unless it is certainly a whole UK number."""
    if not re.match(r"[\s(]*(\+\s*44|0)", text) or re.search(r"[A-Za-z]", text):
        return ""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if number.country_code != 44 or number.extension or not phonenumbers.is_valid_number(number):
        return ""
    international = text.strip().startswith("+")
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        number, form.INTERNATIONAL if international else form.NATIONAL
    )
