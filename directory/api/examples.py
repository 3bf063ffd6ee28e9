"""The examples in the OpenAPI schema: one small invented directory.

Written as cores and composed by the code that composes public documents, so an example cannot
drift from what the API gives.
"""

from functools import cache
from typing import Any, ClassVar

import orjson

from directory.publication.cores import encode
from directory.publication.documents import Composer, Document, stamped
from directory.publication.live import Core, LiveCores
from directory.publication.models import Kind

LAST_MODIFIED = "2026-11-22T09:30:00.123Z"

TAXONOMY: Core = {
    "id": "5c4d79d7-cc55-470e-9f1f-8cad074e4892",
    "name": "Needs and kinds of help",
    "description": "What people come for, in their own words.",
    "version": "1",
}
TERM: Core = {
    "id": "3f7b145d-84af-42d7-8fae-eaca714b02b2",
    "code": "company",
    "name": "Company and friendship",
    "description": "For people who would like more company.",
    "taxonomy_id": TAXONOMY["id"],
}
ORGANIZATION: Core = {
    "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
    "name": "Otter Bank Community Hub",
    "description": "Neighbours in Manningham who cook, listen and mend things together.",
    "email": "hello@otterbank.example.org",
    "website": "https://otterbank.example.org",
    "legal_status": "Charity",
    "phones": [{"id": "1554f2e2-a373-45db-a3fa-9fc48a61c15e", "number": "01632 960101"}],
    "organization_identifiers": [
        {
            "id": "d4dbcebc-0802-47cb-8651-b937ac4f2f3e",
            "identifier_type": "Charity number (demonstration)",
            "identifier": "DEMO-000101",
        }
    ],
}
LOCATION: Core = {
    "id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5",
    "location_type": "physical",
    "organization_id": ORGANIZATION["id"],
    "name": "Otter Bank Hall",
    "transportation": "Buses stop outside; two parking bays for disabled people.",
    "latitude": 53.8052,
    "longitude": -1.7694,
    "addresses": [
        {
            "id": "74706e55-df26-4b84-80fe-ecc30b5befb4",
            "address_1": "1 Otter Row",
            "city": "Bradford",
            "region": "Manningham",
            "state_province": "West Yorkshire",
            "postal_code": "BD8 9ZZ",
            "country": "GB",
            "address_type": "physical",
        }
    ],
    "accessibility": [
        {"id": "afcf296e-1cb2-4139-9c88-33d587d1a50b", "description": "Step-free entrance"}
    ],
}
SERVICE: Core = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "organization_id": ORGANIZATION["id"],
    "name": "Tuesday Lunch Club",
    "description": "A hot two-course lunch and a chat. Come alone or bring a friend.",
    "url": "https://otterbank.example.org/lunch",
    "email": "lunch@otterbank.example.org",
    "status": "active",
    "fees_description": "£3 for two courses; nobody is turned away.",
    "minimum_age": 50,
    "assured_date": "2026-09-01",
    "service_areas": [{"id": "381c64f1-a724-4884-9c21-ac96c21cca3e", "name": "Manningham"}],
    "service_at_locations": [
        {
            "id": "e94c9f38-1e8f-4564-91d4-d53501ab1765",
            "location_id": LOCATION["id"],
            "schedules": [
                {
                    "id": "48102e86-bb50-41c4-8f1e-e269368c41d1",
                    "freq": "WEEKLY",
                    "byday": "TU",
                    "description": "Every Tuesday, 12 to 2",
                    "opens_at": "12:00:00",
                    "closes_at": "14:00:00",
                }
            ],
        }
    ],
    "languages": [{"id": "2989d3ed-c547-48f8-8f9d-432d81c7892e", "name": "Urdu", "code": "ur"}],
    "cost_options": [
        {
            "id": "1fdf4d39-3d80-484d-9f92-a8ffa08621e7",
            "option": "Two courses",
            "currency": "GBP",
            "amount": 3,
        }
    ],
    "attributes": [
        {
            "id": "ae58cc39-8b70-4ab1-8aea-786882e5ac8e",
            "link_type": "Needs met",
            "link_entity": "service",
            "taxonomy_term_id": TERM["id"],
        }
    ],
}


class ExampleCores(LiveCores):
    """The cores above, as if they were live."""

    cores: ClassVar[dict[tuple[str, str], Core]] = {
        (Kind.TAXONOMY, TAXONOMY["id"]): TAXONOMY,
        (Kind.TAXONOMY_TERM, TERM["id"]): TERM,
        (Kind.ORGANIZATION, ORGANIZATION["id"]): ORGANIZATION,
        (Kind.LOCATION, LOCATION["id"]): LOCATION,
        (Kind.SERVICE, SERVICE["id"]): SERVICE,
    }

    def __init__(self) -> None:
        super().__init__()
        for (kind, id), core in self.cores.items():
            self.keep(kind, id, encode(core))

    def fetch(self, kind: str, ids: Any) -> None:
        """They are all here."""

    def get(self, kind: str, id: str | None) -> Core | None:
        return self._cores.get((kind, id)) if id else None


@cache
def documents() -> dict[str, Document]:
    """The example document of each kind."""
    composer = Composer(ExampleCores())
    service, service_at_location = composer.service(SERVICE)
    in_short = [{name: SERVICE[name] for name in ("id", "name", "status")}]
    all_of_them = [
        service,
        service_at_location,
        composer.organization(
            ORGANIZATION, in_short, [LOCATION["id"]], composer.filing({TERM["id"]})
        ),
        composer.location(LOCATION),
        composer.taxonomy(TAXONOMY, [TERM]),
        composer.taxonomy_term(TERM),
    ]
    return {document.kind: document for document in all_of_them}


def full(kind: str) -> dict[str, Any]:
    """The example of a record in full."""
    return orjson.loads(stamped(documents()[kind].full, LAST_MODIFIED))


def page(kind: str) -> dict[str, Any]:
    """The example of a page of records."""
    return {
        "total_items": 1,
        "total_pages": 1,
        "page_number": 1,
        "size": 1,
        "first_page": True,
        "last_page": True,
        "empty": False,
        "contents": [orjson.loads(stamped(documents()[kind].listed, LAST_MODIFIED))],
    }


def features(kind: str) -> dict[str, Any]:
    """The example of a map of records."""
    listed = page(kind)["contents"][0]
    point = {"type": "Point", "coordinates": [LOCATION["longitude"], LOCATION["latitude"]]}
    feature = {"type": "Feature", "id": listed["id"], "geometry": point, "properties": listed}
    return {"type": "FeatureCollection", "features": [feature]}
