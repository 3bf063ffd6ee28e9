"""What of each object is published: its fields, by HSDS's names, and the rows inside it.

This is the one list of what may leave the working copy. A field that is not here stays private.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from directory import models as hsds


@dataclass(frozen=True)
class Shape:
    """How an object is published.

    `fields` pairs each HSDS name with the model's own column. `parts` are the child rows shown
    inside it.
    """

    model: type[hsds.HSDSModel]
    fields: tuple[tuple[str, str], ...]
    parts: tuple["Part", ...] = ()

    @cached_property
    def entity(self) -> str:
        return self.model.entity()

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.fields)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for _, column in self.fields)

    def in_order(self, node: dict[str, Any]) -> tuple[tuple[bool, Any], ...]:
        """The key that sorts siblings as the model orders them, blanks last.

        Sorting is done here, since the two databases disagree on blanks and on letters.
        """
        return tuple((name not in node, node.get(name)) for name in self._ordering)

    @cached_property
    def _ordering(self) -> tuple[str, ...]:
        names = {column: name for name, column in self.fields}
        columns = {field.name: field.attname for field in self.model._meta.concrete_fields}
        ordering = [columns[str(name)] for name in self.model._meta.ordering or ()]
        return tuple(names[column] for column in ordering if column in names)


@dataclass(frozen=True)
class Part:
    """Child rows of a shape: the property they stand under and the column that names the owner."""

    name: str
    owner: str
    shape: Shape = field(repr=False)


def named(columns: str, **renamed: str) -> tuple[tuple[str, str], ...]:
    """Pairs of HSDS name and column from words, the same but where `renamed` says otherwise."""
    return tuple((renamed.get(column, column), column) for column in ("id", *columns.split()))


LANGUAGE = Shape(hsds.Language, named("name code note"))
PHONE = Shape(
    hsds.Phone,
    named("number extension type description"),
    (Part("languages", "phone_id", LANGUAGE),),
)
CONTACT = Shape(
    hsds.Contact,
    named("name title department email"),
    (Part("phones", "contact_id", PHONE),),
)
SCHEDULE = Shape(
    hsds.Schedule,
    named(
        "valid_from valid_to dtstart timezone until count wkst freq interval byday byweekno "
        "bymonthday byyearday description opens_at closes_at schedule_link attending_type notes"
    ),
)
SERVICE_AREA = Shape(hsds.ServiceArea, named("name description extent extent_type uri"))
URL = Shape(hsds.Url, named("label url"))
FUNDING = Shape(hsds.Funding, named("source"))
UNIT = Shape(hsds.Unit, named("name scheme identifier uri"))

SERVICE_AT_LOCATION = Shape(
    hsds.ServiceAtLocation,
    named("location_id description"),
    (
        Part("service_areas", "service_at_location_id", SERVICE_AREA),
        Part("contacts", "service_at_location_id", CONTACT),
        Part("phones", "service_at_location_id", PHONE),
        Part("schedules", "service_at_location_id", SCHEDULE),
    ),
)

SERVICE = Shape(
    hsds.Service,
    named(
        "organization_id program_id name alternate_name description url email status "
        "interpretation_services application_process fees_description wait_time fees "
        "accreditations eligibility_description minimum_age maximum_age assured_date "
        "assurer_email licenses alert"
    ),
    (
        Part("additional_urls", "service_id", URL),
        Part("phones", "service_id", PHONE),
        Part("schedules", "service_id", SCHEDULE),
        Part("service_areas", "service_id", SERVICE_AREA),
        Part("service_at_locations", "service_id", SERVICE_AT_LOCATION),
        Part("languages", "service_id", LANGUAGE),
        Part("funding", "service_id", FUNDING),
        Part(
            "cost_options",
            "service_id",
            Shape(
                hsds.CostOption,
                named("valid_from valid_to option currency amount amount_description"),
            ),
        ),
        Part(
            "required_documents",
            "service_id",
            Shape(hsds.RequiredDocument, named("document uri")),
        ),
        Part("contacts", "service_id", CONTACT),
        Part(
            "capacities",
            "service_id",
            Shape(
                hsds.ServiceCapacity,
                named("unit_id available maximum description updated"),
            ),
        ),
    ),
)

LOCATION = Shape(
    hsds.Location,
    named(
        "location_type url organization_id name alternate_name description transportation "
        "latitude longitude external_identifier external_identifier_type"
    ),
    (
        Part("languages", "location_id", LANGUAGE),
        Part(
            "addresses",
            "location_id",
            Shape(
                hsds.Address,
                named(
                    "attention address_1 address_2 city region state_province postal_code "
                    "country address_type"
                ),
            ),
        ),
        Part("contacts", "location_id", CONTACT),
        Part(
            "accessibility",
            "location_id",
            Shape(hsds.Accessibility, named("description details url")),
        ),
        Part("phones", "location_id", PHONE),
        Part("schedules", "location_id", SCHEDULE),
    ),
)

ORGANIZATION = Shape(
    hsds.Organization,
    named(
        "name alternate_name description email website tax_status tax_id year_incorporated "
        "legal_status logo uri parent_organization_id"
    ),
    (
        Part("additional_websites", "organization_id", URL),
        Part("funding", "organization_id", FUNDING),
        Part("contacts", "organization_id", CONTACT),
        Part("phones", "organization_id", PHONE),
        Part(
            "programs",
            "organization_id",
            Shape(hsds.Program, named("name alternate_name description")),
        ),
        Part(
            "organization_identifiers",
            "organization_id",
            Shape(
                hsds.OrganizationIdentifier,
                named("identifier_scheme identifier_type identifier"),
            ),
        ),
    ),
)

TAXONOMY = Shape(hsds.Taxonomy, named("name description uri version"))
TAXONOMY_TERM = Shape(
    hsds.TaxonomyTerm,
    named(
        "code name description parent_id taxonomy_name language taxonomy_id term_uri",
        taxonomy_name="taxonomy",
    ),
)
