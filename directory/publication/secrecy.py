"""What is published of a place whose exact address is secret, such as a refuge."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from directory.models import Address

WITHHELD = "Address withheld"
POSTCODE = re.compile(r"(?P<outward>[A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]{2}")

# Besides these the public sees the name, the description, access, phones, contacts and hours.
# Everything that could lead to the door goes: a UPRN is an address, and so is a bus stop.
TELLING = (
    "url",
    "alternate_name",
    "transportation",
    "external_identifier",
    "external_identifier_type",
    "attributes",
    "metadata",
)


def outward(postcode: str) -> str:
    """The first half of a postcode: `BD1` of `BD1 1HX`. Blank if it is no whole UK postcode."""
    whole = POSTCODE.fullmatch("".join(postcode.split()).upper())
    return whole["outward"] if whole else ""


def conceal(core: dict[str, Any]) -> None:
    """Take from a location's core all but its outward postcode and a rounded point.

    Two decimals of a degree are about 1.1 km north and 0.7 km east in Bradford. HSDS requires a
    street, town and county of every address, so those say that they are withheld.
    """
    for name in TELLING:
        core.pop(name, None)
    for name in ("latitude", "longitude"):
        if name in core:
            core[name] = round(core[name], 2)
    core["addresses"] = [
        {
            "id": address["id"],
            "address_1": WITHHELD,
            "city": WITHHELD,
            "state_province": WITHHELD,
            "postal_code": outward(address["postal_code"]) or WITHHELD,
            "country": address["country"],
            "address_type": address["address_type"],
        }
        for address in core.get("addresses", [])
    ]
    if not core["addresses"]:
        del core["addresses"]


def secrets_of(locations: Collection[UUID]) -> dict[UUID, set[str]]:
    """The streets and full postcodes of those of `locations` whose address is secret."""
    hidden = Address.objects.filter(location_id__among=locations, location__hide_address=True)
    secrets: dict[UUID, set[str]] = defaultdict(set)
    columns = ("address_1", "address_2", "postal_code")
    for location, *lines in hidden.values_list("location_id", *columns):
        secrets[location] |= {line for line in lines if _words(line) and line != WITHHELD}
    return secrets


def told_of(core: dict[str, Any], secrets: Collection[str]) -> list[str]:
    """Those of `secrets` that a concealed location's texts give away, however they are spaced."""
    if not secrets:
        return []
    public = {name: value for name, value in core.items() if name != "addresses"}
    told = _words(" / ".join(_texts(public)))
    return sorted(
        secret
        for secret in secrets
        if f" {_words(secret)} " in f" {told} " or f" {_compact(secret)} " in f" {told} "
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for child in value.values():
            yield from _texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)
    elif isinstance(value, str):
        yield value


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _compact(text: str) -> str:
    """`BD9 9QX` as some write it."""
    return "".join(_words(text).split())
