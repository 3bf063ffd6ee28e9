"""What is typed is what is stored and, once published, what the API says: field by field."""

from typing import Any

import pytest

from directory.models import (
    Location,
    Organization,
    Program,
    Service,
    ServiceCapacity,
    Unit,
)
from tests.admin.service.conftest import told
from tests.factories import make_location, make_organization, make_service

pytestmark = pytest.mark.django_db

SERVICE = {
    "name": "Lunch at Heron Hall",
    "alternate_name": "The Thursday table",
    "description": "A hot meal.\nCome as you are.",
    "alert": "Closed on Monday: the boiler.",
    "status": "temporarily closed",
    "eligibility_description": "Anyone over 60",
    "minimum_age": 60,
    "maximum_age": 99,
    "fees_description": "£3, or what you can",
    "email": "lunch@example.org",
    "url": "https://example.org/lunch",
    "application_process": "Just turn up",
    "wait_time": "None",
    "interpretation_services": "BSL with a week's notice",
    "assured_date": "2026-11-01",
    "assurer_email": "ann@example.org",
    "accreditations": "Kind Kitchen Mark",
    "licenses": "Registered food business",
}
ORGANIZATION = {
    "name": "Heron Trust",
    "alternate_name": "HT",
    "description": "Neighbours.",
    "email": "us@example.org",
    "website": "https://example.org",
    "logo": "https://example.org/logo.png",
    "legal_status": "charity",
    "year_incorporated": 1998,
    "tax_status": "charity for tax",
    "tax_id": "GB123",
    "uri": "https://example.org/id",
}
LOCATION = {
    "name": "Heron Hall",
    "alternate_name": "the old chapel",
    "description": "Ring the bell.",
    "transportation": "Bus 622",
    "latitude": 53.8,
    "longitude": -1.75,
    "external_identifier": "100012345678",
    "external_identifier_type": "UPRN",
    "url": "https://example.org/hall",
    "location_type": "physical",
}
# Rows by the prefix they have in the form: what is typed, and what the API says beyond that.
ROWS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    (
        "service",
        "phones",
        {"number": "01274 496000", "extension": 12, "type": "text", "description": "Weekdays"},
        {},
    ),
    (
        "service",
        "contacts",
        {"name": "Ann", "title": "cook", "department": "Kitchen", "email": "a@example.org"},
        {},
    ),
    ("service", "additional_urls", {"label": "Booking", "url": "https://example.org/book"}, {}),
    ("service", "languages", {"name": "Urdu", "note": "On Tuesdays"}, {"code": "ur"}),
    ("service", "languages", {"name": "Broad Yorkshire", "code": "en-x-yorks"}, {}),
    (
        "service",
        "cost_options",
        {
            **{"option": "adults", "amount": 2.5, "amount_description": "each session"},
            **{"valid_from": "2026-01-01", "valid_to": "2026-12-31"},
        },
        {"currency": "GBP"},
    ),
    (
        "service",
        "service_areas",
        {"name": "Keighley", "description": "The town", "uri": "https://example.org/area"},
        {},
    ),
    (
        "service",
        "required_documents",
        {"document": "Proof of address", "uri": "https://example.org/bring"},
        {},
    ),
    ("service", "funding", {"source": "Carol concert"}, {}),
    (
        "organization",
        "phones",
        {"number": "01274 496001", "type": "voice"},
        {},
    ),
    ("organization", "contacts", {"name": "Bea"}, {}),
    ("organization", "additional_websites", {"label": "FB", "url": "https://example.org/fb"}, {}),
    (
        "organization",
        "organization_identifiers",
        {
            "identifier_type": "Charity number",
            "identifier": "1012345",
            "identifier_scheme": "GB-CHC",
        },
        {},
    ),
    (
        "organization",
        "programs",
        {"name": "Warm Winter", "alternate_name": "WW", "description": "Heat and company"},
        {},
    ),
    ("organization", "funding", {"source": "The Fund"}, {}),
    (
        "location",
        "addresses",
        {
            **{"address_1": "1 Otter Row", "address_2": "Rear", "city": "Bradford"},
            **{"region": "Manningham", "state_province": "West Yorkshire"},
            **{"postal_code": "BD1 9ZZ", "country": "GB", "attention": "Ann"},
            "address_type": "postal",
        },
        {},
    ),
    (
        "location",
        "accessibility",
        {"description": "Ramp", "details": "At the side", "url": "https://example.org/ramp"},
        {},
    ),
    ("location", "languages", {"name": "Punjabi"}, {"code": "pa"}),
    ("location", "phones", {"number": "01274 496002"}, {}),
    ("location", "contacts", {"name": "Cal", "phone": "01274 496003"}, {}),
]
LISTS = {"service": "services", "organization": "organizations", "location": "locations"}


def published(moderated, client, record, **typed) -> dict[str, Any]:
    """What the API says of `record` once `typed` was sent."""
    answer = moderated.send(record, "_submit", **typed)
    assert answer.status_code == 302, told(answer)
    return client.get(f"/api/v3/{LISTS[record.entity()]}/{record.pk}").json()


@pytest.mark.parametrize(
    ("make", "fields"),
    [(make_service, SERVICE), (make_organization, ORGANIZATION), (make_location, LOCATION)],
    ids=["service", "organization", "location"],
)
def test_every_field_is_stored_and_published_as_typed(moderated, client, make, fields):
    record = make(published=False)
    if record.entity() == "service":
        fields = fields | {"same_as_organization": "own"}

    said = published(moderated, client, record, **fields)

    record.refresh_from_db()
    for name, value in fields.items():
        if name == "same_as_organization":
            continue
        assert str(getattr(record, name)) == str(value), name
        # A location's web address is only shown of online ones, and an organisation's URI is its.
        assert said.get(name) == value, name


def test_every_field_of_the_form_is_tried():
    """Fields that are questions of their own are tried elsewhere in this folder."""
    elsewhere = {"takes_place", "online_url", "same_as_organization", "categories", "is_new"}
    elsewhere |= {"organization", "parent_organization", "program", "hide_address", "fees"}
    from django.contrib import admin

    for model, tried in ((Service, SERVICE), (Organization, ORGANIZATION), (Location, LOCATION)):
        fields = set(admin.site._registry[model].get_fields(None))  # type: ignore[arg-type]
        assert fields - elsewhere == set(tried), model


@pytest.mark.parametrize("entity", ["service", "organization", "location"])
def test_every_row_is_stored_and_published_as_typed(moderated, client, entity):
    record = {
        "service": make_service,
        "organization": make_organization,
        "location": make_location,
    }[entity]()
    rows = [row for row in ROWS if row[0] == entity]
    values: dict[str, Any] = {}
    for _, prefix, typed, _ in rows:
        count = f"{prefix}-TOTAL_FORMS"
        number = values.setdefault(count, getattr(record, prefix).count())
        values |= {f"{prefix}-{number}-{name}": value for name, value in typed.items()}
        values[count] = number + 1

    said = published(moderated, client, record, **values)

    for _, prefix, typed, also in rows:
        expected = {name: value for name, value in (typed | also).items() if value is not None}
        phone = expected.pop("phone", None)
        found = [row for row in said[prefix] if expected.items() <= row.items()]
        assert len(found) == 1, (expected, said[prefix])
        if phone:
            assert [row["number"] for row in found[0]["phones"]] == [phone]


def test_how_much_room_there_is(moderated, client):
    service = make_service()
    unit = Unit.objects.create(name="places")
    row = {"unit": unit.pk, "available": 3, "maximum": 12, "description": "Ask"}
    values = {f"capacities-0-{name}": value for name, value in row.items()}

    said = published(moderated, client, service, **{"capacities-TOTAL_FORMS": 1}, **values)

    assert said["capacities"][0] | {"available": 3, "maximum": 12} == said["capacities"][0]
    assert ServiceCapacity.objects.get().updated is not None


def test_the_programmes_are_those_of_the_organisation(moderated):
    service = make_service()
    own = Program.objects.create(organization=service.organization, name="Ours")
    other = Program.objects.create(organization=make_organization(), name="Theirs")

    assert moderated.open(service).choices["program"] == ["", str(own.pk)]
    answer = moderated.send(service, program=other.pk)
    assert answer.status_code == 200
    moderated.save(service, program=own.pk)
    assert service.program == own


def test_a_larger_organisation_is_looked_for_by_name(moderated):
    organization = make_organization()
    parent = make_organization(name="National Otters")
    for _ in range(25):
        make_organization(published=False)

    assert str(parent.pk) not in moderated.open(organization).choices["parent_organization"]
    answer = moderated.send(organization, "_find", **{"parent_organization-find": "national"})
    found = moderated.again(organization, answer)
    assert str(parent.pk) in found.choices["parent_organization"]
    moderated.save(organization, parent_organization=parent.pk)

    assert organization.parent_organization == parent


def test_what_an_older_system_said_it_costs_can_be_changed(moderated, client):
    service = make_service(fees="Free-ish")

    assert published(moderated, client, service, fees="£2")["fees"] == "£2"


def test_another_area_has_not_the_border_of_the_one_before(moderated):
    service = make_service()
    area = service.service_areas.create(
        name="Keighley", extent="POLYGON", extent_type="text", uri="https://example.org/E05"
    )
    moderated.save(service, **{"service_areas-0-description": "All of it"})
    area.refresh_from_db()
    assert area.extent == "POLYGON"

    moderated.save(service, **{"service_areas-0-name": "Bingley"})
    area.refresh_from_db()
    assert (area.name, area.extent, area.extent_type, area.uri) == ("Bingley", "", "", "")
