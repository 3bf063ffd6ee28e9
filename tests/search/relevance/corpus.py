"""The directory the queries are asked of, and the public text of its services."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from directory.demo.load import Demo
from directory.publication.models import PublicKind, PublicRecord
from tests.conftest import SHARED
from tests.exchange.packages import import_it

LIBRARIES = SHARED / "data/uk-libraries/libraries_bradford.csv"
ADDRESS_PLACES = ("address_1", "address_2", "city", "region", "postal_code")


def load_directory() -> bool:
    """Fill an empty database with the demo directory and, where they are at hand, the libraries.

    Says whether the libraries were.
    """
    Demo().load()
    if not LIBRARIES.exists():
        return False
    with tempfile.TemporaryDirectory() as folder:  # the import's report goes beside its source
        path = Path(folder, LIBRARIES.name)
        path.write_bytes(LIBRARIES.read_bytes())
        import_it(path, mapping="uk-libraries", source="libraries", publish=True)
    return True


def texts() -> dict[str, str]:
    """What each public service says of itself, by its name; in the order of names.

    Raises ValueError if two have the same name.
    """
    records = PublicRecord.objects.filter(kind=PublicKind.SERVICE)
    documents = [orjson.loads(record.full) for record in records]
    found = {document["name"]: "\n".join(_words_of(document)) for document in documents}
    if len(found) != len(documents):
        raise ValueError("The queries name services by name, so no two may be alike.")
    return dict(sorted(found.items()))


def _words_of(service: dict[str, Any]) -> Iterator[str]:
    fields = ("name", "alternate_name", "description", "eligibility_description")
    yield from (service.get(name, "") for name in fields)
    yield service["organization"]["name"]
    for said in service.get("attributes", []):
        yield said.get("taxonomy_term", {}).get("name", "")
    for area in service.get("service_areas", []):
        yield area.get("name", "")
    for place in service.get("service_at_locations", []):
        location = place.get("location", {})
        yield location.get("name", "")
        for address in location.get("addresses", []):
            yield from (address.get(name, "") for name in ADDRESS_PLACES)
