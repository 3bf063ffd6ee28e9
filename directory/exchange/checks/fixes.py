"""What is put right across the fields of one row, before each is checked on its own.

A fix takes a row's values and a `tell(field, value, message)` to report by, and changes the values.
"""

import re
from collections.abc import Callable
from typing import Any

from directory.exchange.checks.values import MAIL
from directory.exchange.transforms import Unclear, as_uk_phone, country, country_of_postcode

Values = dict[str, Any]
Tell = Callable[[str, Any, str], None]

# What a required column is taken to be where a source leaves it out: what a listing implies.
IMPLIED = {
    "service": {"status": "active"},
    "location": {"location_type": "physical"},
    "address": {"address_type": "physical"},
}
IMPLIED_MESSAGE = "Blank in the source; taken as the standard's ordinary value."


# --- Phones --------------------------------------------------------------------------------------

EXTENSION = re.compile(r"^(?P<number>.*\d)\s*(?:x|ext\.?|extension)\s*\.?:?\s*(?P<ext>\d+)$", re.I)
UNREADABLE_EXTENSION = re.compile(
    r"^(?P<number>.*\d)\s*(?P<ext>(?:x|ext)\.?\s*[A-Z]+\s*\d*)$", re.I
)
LABEL = re.compile(r"^(?P<label>[^:\d+()]*[A-Za-z][^:\d+()]*):\s*(?P<number>[+(\d].*)$")
TWO_NUMBERS = re.compile(
    r"^(?P<first>[+(\d][\d\s()+-]{6,}?)\s*(?:/|,|;|\bor\b)\s*(?P<rest>[+(\d].*)$"
)


def phone(values: Values, tell: Tell) -> None:
    """Puts what stands beside a phone number where it belongs: extension, label, second number."""
    number = str(values.get("number") or "").strip()
    if not number or as_uk_phone(number):
        return
    found = number.strip("\"'")
    if found != number:
        tell("number", number, "Quotation marks were taken off the number.")
    if match := LABEL.match(found):
        found = match["number"]
        add_text(values, "description", match["label"].strip())
        tell("number", number, "The label beside the number was moved to the description.")
    if match := TWO_NUMBERS.match(found):
        found = match["first"].strip()
        add_text(values, "description", f"Also {match['rest'].strip()}")
        tell("number", number, "A second number was moved to the description.")
    if (match := EXTENSION.match(found)) and not values.get("extension"):
        found, values["extension"] = match["number"].strip(), match["ext"]
        tell("number", number, "The extension was moved out of the number.")
    elif match := UNREADABLE_EXTENSION.match(found):
        found = match["number"].strip()
        add_text(values, "description", f"Extension {match['ext']}")
        tell("number", number, "An extension that is no number was moved to the description.")
    values["number"] = found


def add_text(values: Values, name: str, more: str) -> None:
    values[name] = ". ".join(filter(None, [str(values.get(name) or "").strip(), more]))


# --- Web and mail in each other's places ---------------------------------------------------------

WEB_FIELDS = {"service": "url", "organization": "website"}


def web_and_mail(values: Values, tell: Tell, web_field: str) -> None:
    """Swaps an e-mail address and a web address that stand in each other's field."""
    web, mail = str(values.get(web_field) or ""), str(values.get("email") or "")
    if MAIL.fullmatch(web.strip()) and not mail.strip():
        values["email"], values[web_field] = web, ""
        tell(web_field, web, "An e-mail address was moved to the e-mail field.")
    if re.match(r"\s*(https?://|www\.)", mail, re.IGNORECASE) and not web.strip():
        values[web_field], values["email"] = mail, ""
        tell("email", mail, "A web address was moved to the web address field.")


# --- Addresses -----------------------------------------------------------------------------------


def address(values: Values, tell: Tell) -> None:
    """Writes the country as its two letters, from its name or from what the postcode proves."""
    said = str(values.get("country") or "").strip()
    if said:
        try:
            values["country"] = country(said)
        except Unclear as unclear:
            values["country"] = ""
            tell("country", said, str(unclear))
        else:
            if values["country"] != said:
                tell("country", said, "The country was written as its two letters.")
            return
    proven = country_of_postcode(
        str(values.get("postal_code") or ""), str(values.get("state_province") or "")
    )
    if proven:
        values["country"] = proven
        tell("country", "", "Blank in the source; told by the postcode.")


# --- Numbers that belong together, once they are checked -----------------------------------------

ORDERED = {
    "service": [("minimum_age", "maximum_age")],
    "schedule": [("valid_from", "valid_to")],
    "cost_option": [("valid_from", "valid_to")],
    "service_capacity": [("available", "maximum")],
}


def in_order(table: str, values: Values, tell: Tell) -> None:
    """Drops the upper end of a range that ends before it begins."""
    for low, high in ORDERED.get(table, []):
        first, last = values.get(low), values.get(high)
        if first is None or last is None or first == "" or last == "":
            continue
        if comparable(first) > comparable(last):
            values[high] = None
            tell(high, last, f"Below {low}; left blank.")


def comparable(value: Any) -> Any:
    text = str(value)
    return float(text) if re.fullmatch(r"-?[\d.]+", text) else text


def coordinates(values: Values, tell: Tell) -> None:
    """Drops half a pair of coordinates, and a pair at nought and nought, which is in the sea."""
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if latitude == 0 and longitude == 0:
        tell("latitude", "0, 0", "Coordinates of nought say that none are known; left blank.")
    elif (latitude is None) != (longitude is None):
        half = latitude if longitude is None else longitude
        tell("longitude", half, "One coordinate without the other; both were left blank.")
    else:
        return
    values["latitude"] = values["longitude"] = None


def positive_amount(values: Values, tell: Tell) -> None:
    if str(values.get("amount") or "").startswith("-"):
        tell("amount", values["amount"], "A price below nought; left blank.")
        values["amount"] = None
