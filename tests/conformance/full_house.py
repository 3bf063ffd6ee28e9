"""A directory in which every column of every object of HSDS 3.1 is filled, and all is published."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import models

from directory import models as hsds
from directory.publication.publish import publish

SPECIAL = {"country": "GB", "currency": "GBP", "latitude": 53.79123, "longitude": -1.75987}


def build() -> None:
    taxonomy = make(hsds.Taxonomy)
    broader = make(hsds.TaxonomyTerm, taxonomy=taxonomy)
    term = make(hsds.TaxonomyTerm, taxonomy=taxonomy, parent=broader)
    parent = make(hsds.Organization)
    organization = make(hsds.Organization, parent_organization=parent)
    location = make(hsds.Location, organization=organization)
    program = make(hsds.Program, organization=organization)
    service = make(hsds.Service, organization=organization, program=program)
    place = make(hsds.ServiceAtLocation, service=service, location=location)

    for model in (hsds.OrganizationIdentifier, hsds.Funding, hsds.Url):
        make(model, organization=organization)
    for model in (hsds.Funding, hsds.Url, hsds.CostOption, hsds.RequiredDocument, hsds.ServiceArea):
        make(model, service=service)
    make(hsds.ServiceCapacity, service=service, unit=make(hsds.Unit))
    make(hsds.ServiceArea, service_at_location=place)
    for model in (hsds.Address, hsds.Accessibility, hsds.Language):
        make(model, location=location)
    make(hsds.Language, service=service)
    owners = {
        "organization": organization,
        "service": service,
        "location": location,
        "service_at_location": place,
    }
    for name, owner in owners.items():
        contact = make(hsds.Contact, **{name: owner})
        make(hsds.Phone, contact=contact)
        make(hsds.Language, phone=make(hsds.Phone, **{name: owner}))
        if name != "organization":
            make(hsds.Schedule, **{name: owner})

    _say_something_of_every_row(term)
    for record in (taxonomy, broader, term, parent, organization, location, service):
        publish(record)


def make(model: type[models.Model], **owners: Any) -> Any:
    """A row of `model` with every column filled but those that name other owners."""
    row = model(**owners)
    for field in model._meta.concrete_fields:
        if not (field.primary_key or field.is_relation or field.name == "hide_address"):
            setattr(row, field.attname, _value(field))
    row.save()
    return row


def _value(field: models.Field) -> Any:
    if field.name in SPECIAL:
        return SPECIAL[field.name]
    if field.choices:
        return field.choices[0][0]
    match field:
        case models.EmailField():
            return "otter@example.org"
        case models.URLField():
            return f"https://example.org/{field.name}"
        case models.DateTimeField():
            return datetime(2026, 1, 2, 9, 30, tzinfo=UTC)
        case models.DateField():
            return date(2026, 1, 2)
        case models.TimeField():
            return time(10, 30)
        case models.DecimalField():
            return Decimal("2.50")
        case models.IntegerField():
            return 7
        case models.UUIDField():
            return None
    return f"{field.name} of a {field.model.entity()}"


def _say_something_of_every_row(term: hsds.TaxonomyTerm) -> None:
    """An attribute and another system's history of each; taxonomies have no attributes."""
    wordless = (hsds.Attribute, hsds.Metadata, hsds.MetaTableDescription)
    for model in hsds.HSDSModel.__subclasses__():
        if model in wordless:
            continue
        for row in model.objects.all():
            _tell_history(row)
            if model not in (hsds.Taxonomy, hsds.TaxonomyTerm):
                said = hsds.Attribute.objects.create(
                    link_id=row.pk,
                    link_entity=model.entity(),
                    link_type="Needs met",
                    taxonomy_term=term,
                    value="Yes",
                    label="Said",
                )
                _tell_history(said)


def _tell_history(row: hsds.HSDSModel) -> None:
    hsds.Metadata.objects.create(
        resource_id=row.pk,
        resource_type=row.entity(),
        last_action_date=date(2026, 1, 2),
        last_action_type="update",
        field_name="name",
        previous_value="Before",
        replacement_value="After",
        updated_by="A partner",
    )
