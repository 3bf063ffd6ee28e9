"""The point of a location that was saved without one: that of its postcode, marked as such.

It becomes part of the core, so the log keeps it and the public record can be made again to the
same bytes, whatever postcodes are loaded by then. HSDS has no field for where a point is from, so
an attribute says it, the standard's own way to say more of a row.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from directory.models.location import PlaceType
from directory.places.points import Place, Source, points_of_postcodes

Core = dict[str, Any]

LINK_TYPE = "coordinates"
FROM = {Source.POSTCODE: "from postcode", Source.OUTWARD: "from outward code"}
# An outward code is kilometres wide: more decimals would say what nobody knows. A secret address
# has but an outward code here, so this is also what may be told of it.
OUTWARD_DECIMALS = 2
# ISO 3166-1 of those whose postcodes are of the United Kingdom's kind.
COUNTRIES = {"GB", "UK", "IM", "JE", "GG"}


def locate(cores: Iterable[Core]) -> None:
    """Give those location `cores` that have none the point of their postcode, where it is known.

    Of several addresses the first with a known postcode counts, those that people can go to before
    those for letters. Call it once secret addresses are concealed. At most two queries.
    """
    wanted = [(core, postcode) for core in cores for postcode in _postcodes(core)]
    if not wanted:
        return
    places = points_of_postcodes([postcode for _, postcode in wanted])
    for (core, _), place in zip(wanted, places, strict=True):
        if place and "latitude" not in core:
            _put(core, place)


def _postcodes(core: Core) -> Iterator[str]:
    """The postcodes that may tell where `core` is, the likeliest first."""
    if "latitude" in core or core["location_type"] == PlaceType.VIRTUAL:
        return
    addresses = core.get("addresses", [])
    for kind in (PlaceType.PHYSICAL, PlaceType.POSTAL):
        for address in addresses:
            if address["address_type"] == kind and address["country"].upper() in COUNTRIES:
                yield address["postal_code"]


def _put(core: Core, place: Place) -> None:
    latitude, longitude = place.point
    if place.source is Source.OUTWARD:
        latitude, longitude = (round(one, OUTWARD_DECIMALS) for one in place.point)
    core["latitude"], core["longitude"] = latitude, longitude
    mark = {
        "id": str(uuid5(UUID(core["id"]), LINK_TYPE)),
        "link_type": LINK_TYPE,
        "link_entity": "location",
        "value": FROM[place.source],
    }
    core["attributes"] = [*core.get("attributes", []), mark]
