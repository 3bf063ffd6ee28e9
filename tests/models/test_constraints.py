"""The database itself keeps the standard's rules: what gets past every form is still refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from directory import models as hsds
from tests.factories import make_location, make_organization, make_service, make_taxonomy, make_term

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

# What a valid row of each object needs besides its owners.
VALID: dict[str, dict[str, Any]] = {
    "Organization": {"name": "Otter Bank"},
    "OrganizationIdentifier": {"identifier_type": "Charity number", "identifier": "1234567"},
    "Program": {"name": "Warm welcome"},
    "Funding": {"source": "Otter Bank Trust"},
    "Url": {"url": "https://example.org/"},
    "Service": {"name": "Lunch club"},
    "ServiceArea": {"name": "Keighley"},
    "CostOption": {"option": "adults"},
    "RequiredDocument": {"document": "Proof of address"},
    "Unit": {"name": "places"},
    "ServiceCapacity": {"available": 3, "updated": NOW},
    "Location": {"name": "Heron Hall"},
    "Address": {
        "address_1": "1 Otter Row",
        "city": "Bradford",
        "state_province": "West Yorkshire",
        "postal_code": "BD1 9ZZ",
    },
    "Accessibility": {"description": "Ramp"},
    "Contact": {"name": "A. Heron"},
    "Phone": {"number": "01632 960123"},
    "Language": {"name": "Urdu"},
    "Schedule": {"opens_at": "10:00"},
    "Taxonomy": {"name": "Needs"},
    "TaxonomyTerm": {"name": "Food"},
    "Attribute": {"link_entity": "service", "value": "Yes"},
    "Metadata": {
        "resource_type": "service",
        "last_action_date": date(2026, 1, 2),
        "last_action_type": "update",
        "field_name": "name",
        "previous_value": "Lunch",
        "replacement_value": "Lunch club",
        "updated_by": "A partner",
    },
}
# The one owner a valid row of each child is given here.
OWNERS = {
    "OrganizationIdentifier": "organization",
    "Program": "organization",
    "Funding": "organization",
    "Url": "organization",
    "Service": "organization",
    "ServiceArea": "service",
    "CostOption": "service",
    "RequiredDocument": "service",
    "ServiceCapacity": "service",
    "Address": "location",
    "Accessibility": "location",
    "Contact": "organization",
    "Phone": "organization",
    "Language": "service",
    "Schedule": "service",
}
# Children that may belong to one of several, so that each column alone may be NULL.
SHARED = {
    "Contact": ["organization", "service", "service_at_location", "location"],
    "Phone": ["organization", "service", "service_at_location", "location", "contact"],
    "Language": ["service", "location", "phone"],
    "Schedule": ["service", "location", "service_at_location"],
    "ServiceArea": ["service", "service_at_location"],
    "Url": ["organization", "service"],
    "Funding": ["organization", "service"],
}

# What HSDS requires, and the text each takes to be blank.
REQUIRED = {
    "Organization": ["name"],
    "OrganizationIdentifier": ["identifier_type", "identifier"],
    "Program": ["name"],
    "Url": ["url"],
    "Service": ["name", "status"],
    "Unit": ["name"],
    "Location": ["location_type"],
    "Address": [
        "address_1",
        "city",
        "state_province",
        "postal_code",
        "country",
        "address_type",
    ],
    "Phone": ["number"],
    "Taxonomy": ["name"],
    "TaxonomyTerm": ["name"],
    "Metadata": ["resource_type", "last_action_type", "field_name", "updated_by"],
}
REQUIRED_COLUMNS = [(model, field) for model, fields in REQUIRED.items() for field in fields]
NEVER_NULL = [
    ("OrganizationIdentifier", "organization"),
    ("Program", "organization"),
    ("Service", "organization"),
    ("CostOption", "service"),
    ("RequiredDocument", "service"),
    ("ServiceCapacity", "service"),
    ("ServiceCapacity", "unit"),
    ("ServiceCapacity", "available"),
    ("ServiceCapacity", "updated"),
    ("Address", "location"),
    ("Accessibility", "location"),
    ("Metadata", "last_action_date"),
    ("Metadata", "resource_id"),
    ("Attribute", "link_id"),
]
OUT_OF_RANGE = [
    ("Service", {"minimum_age": 19, "maximum_age": 18}),
    ("Service", {"minimum_age": -1}),
    ("Service", {"maximum_age": -1}),
    ("Location", {"latitude": 90.01, "longitude": 0}),
    ("Location", {"latitude": -90.01, "longitude": 0}),
    ("Location", {"latitude": 0, "longitude": 180.01}),
    ("Location", {"latitude": 0, "longitude": -180.01}),
    ("Location", {"latitude": 53.8, "longitude": None}),
    ("Location", {"latitude": None, "longitude": -1.7}),
    ("Schedule", {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)}),
    ("Schedule", {"interval": -1}),
    ("Schedule", {"count": -1}),
    ("CostOption", {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)}),
    ("CostOption", {"amount": "-0.01"}),
    ("ServiceCapacity", {"available": 11, "maximum": 10}),
    ("Phone", {"extension": -1}),
    ("Organization", {"year_incorporated": -1}),
]
NOT_IN_THE_STANDARD = [
    ("Service", {"status": "open"}),
    ("Service", {"status": "Active"}),
    ("Location", {"location_type": "mobile"}),
    ("Address", {"address_type": "visit"}),
    ("Schedule", {"freq": "DAILY"}),
    ("Schedule", {"freq": "weekly"}),
    ("Schedule", {"wkst": "mo"}),
]
JUST_ALLOWED = [
    ("Service", {"minimum_age": 18, "maximum_age": 18}),
    ("Service", {"minimum_age": 18, "maximum_age": None}),
    ("Service", {"minimum_age": None, "maximum_age": 18}),
    ("Service", {"minimum_age": 0, "maximum_age": 0}),
    ("Service", {"status": "temporarily closed"}),
    ("Location", {"latitude": 90, "longitude": -180}),
    ("Location", {"latitude": -90, "longitude": 180}),
    ("Location", {"name": "", "latitude": None, "longitude": None}),
    ("Schedule", {"freq": "", "wkst": ""}),
    ("Schedule", {"freq": "MONTHLY", "wkst": "SU"}),
    ("Schedule", {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 2, 1)}),
    ("Schedule", {"opens_at": "22:00", "closes_at": "06:00"}),
    ("CostOption", {"amount": "0"}),
    ("ServiceCapacity", {"available": 10, "maximum": 10}),
    ("Organization", {"description": ""}),
    ("TaxonomyTerm", {"description": "", "taxonomy": None}),
]


def owner(name: str) -> Any:
    make = {
        "organization": make_organization,
        "service": make_service,
        "location": make_location,
        "contact": lambda **_: valid_row("Contact"),
        "phone": lambda **_: valid_row("Phone"),
        "service_at_location": lambda **_: hsds.ServiceAtLocation.objects.create(
            service=make_service(published=False), location=make_location(published=False)
        ),
        "unit": lambda **_: valid_row("Unit"),
    }
    return make[name](published=False)


def row(model: str, **fields: Any) -> hsds.HSDSModel:
    """A valid row but for `fields`, not saved."""
    values = dict(VALID[model])
    if model in OWNERS:
        values[OWNERS[model]] = owner(OWNERS[model])
    if model == "ServiceCapacity":
        values["unit"] = owner("unit")
    target = {"Attribute": "link_id", "Metadata": "resource_id"}.get(model)
    if target:
        values[target] = make_service(published=False).pk
    return getattr(hsds, model)(**{**values, **fields})


def valid_row(model: str, **fields: Any) -> hsds.HSDSModel:
    made = row(model, **fields)
    store(made)
    return made


def store(made: hsds.HSDSModel) -> None:
    """Past `clean` and `save`, as an import would, and with foreign keys checked at once."""
    with transaction.atomic():
        type(made).objects.bulk_create([made])


def refused(made: hsds.HSDSModel) -> None:
    with pytest.raises(IntegrityError):
        store(made)


@pytest.mark.parametrize("model", VALID)
def test_a_valid_row_is_stored(model):
    valid_row(model)


@pytest.mark.parametrize(("model", "fields"), JUST_ALLOWED)
def test_what_is_just_allowed_is_stored(model, fields):
    valid_row(model, **fields)


@pytest.mark.parametrize(("model", "field"), REQUIRED_COLUMNS)
def test_what_the_standard_requires_cannot_be_blank(model, field):
    refused(row(model, **{field: ""}))


@pytest.mark.parametrize(("model", "field"), REQUIRED_COLUMNS)
def test_what_the_standard_requires_cannot_be_null(model, field):
    refused(row(model, **{field: None}))


@pytest.mark.parametrize(("model", "field"), NEVER_NULL)
def test_what_belongs_to_one_thing_needs_it(model, field):
    refused(row(model, **{field: None}))


@pytest.mark.parametrize(("model", "fields"), NOT_IN_THE_STANDARD)
def test_values_outside_an_enum_are_refused(model, fields):
    refused(row(model, **fields))


@pytest.mark.parametrize(("model", "fields"), OUT_OF_RANGE)
def test_numbers_and_dates_out_of_order_or_range_are_refused(model, fields):
    refused(row(model, **fields))


@pytest.mark.parametrize("model", SHARED)
def test_a_shared_child_without_an_owner_is_refused(model):
    refused(row(model, **dict.fromkeys(SHARED[model])))


@pytest.mark.parametrize(
    ("model", "name"), [(model, name) for model, names in SHARED.items() for name in names]
)
def test_a_shared_child_may_belong_to_any_one_owner(model, name):
    valid_row(model, **{**dict.fromkeys(SHARED[model]), name: owner(name)})


def test_a_service_is_at_a_location_once():
    hall = make_location(published=False)
    service = make_service(published=False, at=hall)

    refused(hsds.ServiceAtLocation(service=service, location=hall))


def test_a_term_is_not_its_own_parent():
    term = make_term(published=False, taxonomy=make_taxonomy(published=False))

    with pytest.raises(IntegrityError), transaction.atomic():
        hsds.TaxonomyTerm.objects.filter(pk=term.pk).update(parent=term)


def test_a_unit_that_is_counted_stays():
    capacity = valid_row("ServiceCapacity")

    with pytest.raises(IntegrityError), transaction.atomic():
        hsds.Unit.objects.filter(pk=capacity.unit_id).delete()
