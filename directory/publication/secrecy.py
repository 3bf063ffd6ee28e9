"""What is published of a place whose exact address is secret, such as a refuge."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from directory.models import Address

WITHHELD = "Address withheld"

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
    """The first half of a postcode: `BD1` of `BD1 1HX`. Blank if there is no second half."""
    compact = "".join(postcode.split()).upper()
    return compact[:-3] if len(compact) > 4 else ""


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
    hidden = Address.objects.filter(location__in=locations, location__hide_address=True)
    secrets: dict[UUID, set[str]] = defaultdict(set)
    for location, street, postcode in hidden.values_list("location_id", "address_1", "postal_code"):
        secrets[location] |= {street, postcode, "".join(postcode.split())}
    return secrets
