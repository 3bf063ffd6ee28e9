"""What is published of a place whose exact address is secret, such as a refuge."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from directory.models import Location
from directory.publication.models import Kind

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
# A link to a map, or an attribute, can tell as much as a street.
TELLING_OF_ROWS = ("url", "schedule_link", "attributes", "metadata")
# Degrees: a number with three decimals or more, this near a secret coordinate, is that coordinate.
NEAR = 0.02


def outward(postcode: str) -> str:
    """The first half of a postcode: `BD1` of `BD1 1HX`. Blank if it is no whole UK postcode."""
    whole = POSTCODE.fullmatch("".join(postcode.split()).upper())
    return whole["outward"] if whole else ""


def conceal(core: dict[str, Any]) -> None:
    """Take from a location's core all but its outward postcode and a rounded point.

    Two decimals of a degree are about 1.1 km north and 0.7 km east in Bradford. HSDS requires a
    street, town and county of every address, so those say that they are withheld. Addresses get
    ids that say nothing: an import may have made theirs from the street.
    """
    for name in TELLING:
        core.pop(name, None)
    for name in ("latitude", "longitude"):
        if name in core:
            core[name] = round(core[name], 2)
    core["addresses"] = [
        {
            "id": uuid5(UUID(core["id"]), f"withheld address {number}"),
            "address_1": WITHHELD,
            "city": WITHHELD,
            "state_province": WITHHELD,
            "postal_code": outward(address["postal_code"]) or WITHHELD,
            "country": address["country"],
            "address_type": address["address_type"],
        }
        for number, address in enumerate(core.get("addresses", []))
    ]
    if not core["addresses"]:
        del core["addresses"]
    for rows in core.values():
        for row in rows if isinstance(rows, list) else ():
            for name in TELLING_OF_ROWS:
                row.pop(name, None)


def is_concealed(core: dict[str, Any]) -> bool:
    """Whether a location's core tells no address."""
    addresses = core.get("addresses", [])
    return all(address["address_1"] == WITHHELD for address in addresses) and not any(
        core.get(name, 0) != round(core.get(name, 0), 2) for name in ("latitude", "longitude")
    )


def is_withheld(core: dict[str, Any]) -> bool:
    """Whether a location has an address that its core does not tell."""
    return any(address["address_1"] == WITHHELD for address in core.get("addresses", []))


@dataclass
class Secrets:
    """What no public text may tell: the lines of secret addresses, and where they are."""

    lines: set[str] = field(default_factory=set)
    points: set[tuple[float, float]] = field(default_factory=set)

    def learn(self, *lines: str | None, point: tuple[float | None, float | None]) -> None:
        """Keep these lines of an address, and where it is, if that is known."""
        self.lines |= {part for line in lines for part in _parts(line or "")}
        latitude, longitude = point
        if latitude is not None and longitude is not None:
            self.points.add((latitude, longitude))

    def told_in(self, core: dict[str, Any]) -> list[str]:
        """What the texts of `core` give away, however it is spaced."""
        if not self.lines and not self.points:
            return []
        texts = " / ".join(_texts(core))
        words = f" {_words(texts)} "
        told = {
            line
            for line in self.lines
            if f" {_words(line)} " in words or f" {_compact(line)} " in words
        }
        for number in re.findall(r"-?\d{1,3}\.\d{3,}", texts):
            if any(abs(float(number) - near) < NEAR for point in self.points for near in point):
                told.add(number)
        return sorted(told)


def secrets_of(kind: str, cores: Mapping[str, dict[str, Any]]) -> dict[str, Secrets]:
    """The secrets each of `cores` must keep: of itself, of its places, of those it looks after."""
    keepers: dict[str, set[str]] = defaultdict(set)
    hidden = Location.objects.filter(hide_address=True)
    if kind == Kind.LOCATION:
        hidden = hidden.filter(id__among=cores)
        for id in cores:
            keepers[id].add(id)
    elif kind == Kind.SERVICE:
        for id, core in cores.items():
            for place in core.get("service_at_locations", []):
                keepers[place["location_id"]].add(id)
        hidden = hidden.filter(id__among=keepers)
    elif kind == Kind.ORGANIZATION:
        hidden = hidden.filter(organization_id__among=cores)
    else:
        return {}
    secrets: dict[str, Secrets] = defaultdict(Secrets)
    columns = ("latitude", "longitude", "addresses__address_1", "addresses__address_2")
    rows = hidden.values_list("id", "organization_id", *columns, "addresses__postal_code")
    for id, owner, latitude, longitude, *lines in rows:
        for keeper in [str(owner)] if kind == Kind.ORGANIZATION else keepers[str(id)]:
            secrets[keeper].learn(*lines, point=(latitude, longitude))
    return secrets


def _parts(line: str) -> set[str]:
    """A line of an address, its parts, and the street without its number."""
    if line == WITHHELD or not _words(line):
        return set()
    parts = {line}
    for part in line.split(","):
        street = re.sub(r"^\W*\d+\w?\W+", "", part).strip()
        parts |= {text for text in (part.strip(), street) if len(_words(text).split()) > 1}
    return parts


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, child in value.items():
            # The outline of a service area is many points of a border, near and far.
            if name not in ("addresses", "extent", "id") and not name.endswith("_id"):
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
