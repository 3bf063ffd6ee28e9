"""The shape of every object the API gives, for the OpenAPI schema.

Nothing is serialised with these when a record is read: its bytes were finished when it was
published (directory/publication). A contract test holds the two together.
"""

from typing import Any, ClassVar

from rest_framework import serializers

from directory import models as hsds


class HSDSSerializer(serializers.ModelSerializer):
    """An object of HSDS. Help texts and choices come from the model.

    Only what `Meta.required` names is always there: HSDS-UK leaves out what has no value, never
    null and never empty.
    """

    class Meta:
        required: ClassVar[tuple[str, ...]] = ()

    def build_standard_field(self, field_name: str, model_field: Any) -> tuple[Any, dict[str, Any]]:
        field, kwargs = super().build_standard_field(field_name, model_field)
        # Ranges and lengths that are the database's own differ between the two databases.
        for name in ("validators", "allow_null", "allow_blank", "max_length", "max_value"):
            kwargs.pop(name, None)
        if "choices" in kwargs:
            kwargs["choices"] = [(value, label) for value, label in kwargs["choices"] if value]
        if issubclass(field, serializers.UUIDField):
            kwargs["read_only"] = False
        kwargs["required"] = field_name in self.Meta.required
        return field, kwargs


def reference(help_text: str, *, required: bool = False) -> serializers.UUIDField:
    """The identifier of another record."""
    return serializers.UUIDField(help_text=help_text, required=required)


def number(help_text: str, *, required: bool = False) -> serializers.FloatField:
    return serializers.FloatField(help_text=help_text, required=required)


LAST_MODIFIED = "When this document last changed, itself or in what it shows of other records."


def last_modified() -> serializers.DateTimeField:
    return serializers.DateTimeField(help_text=LAST_MODIFIED)


# --- Terms and links -----------------------------------------------------------------------------


class MetadataSerializer(HSDSSerializer):
    """One change another system made to a record, as it told us."""

    class Meta:
        model = hsds.Metadata
        fields = (
            "id",
            "resource_id",
            "resource_type",
            "last_action_date",
            "last_action_type",
            "field_name",
            "previous_value",
            "replacement_value",
            "updated_by",
        )
        required = (
            "id",
            "last_action_date",
            "last_action_type",
            "field_name",
            "previous_value",
            "replacement_value",
            "updated_by",
        )


class TaxonomySummarySerializer(HSDSSerializer):
    """A taxonomy's one-to-one fields."""

    last_modified = serializers.DateTimeField(required=False, help_text=LAST_MODIFIED)

    class Meta:
        model = hsds.Taxonomy
        fields = ("id", "name", "description", "uri", "version", "last_modified")
        required = ("id", "name", "description")


class TermSerializer(HSDSSerializer):
    """A term as it stands inside other records."""

    parent_id = reference("The broader term this one belongs under.")
    taxonomy = serializers.CharField(
        required=False, help_text="The name of the established list it is from."
    )
    taxonomy_id = reference("The taxonomy it belongs to.")
    term = serializers.CharField(help_text="HSDS-UK's word for `name`: the same.")

    class Meta:
        model = hsds.TaxonomyTerm
        fields = (
            "id",
            "code",
            "name",
            "description",
            "parent_id",
            "taxonomy",
            "language",
            "taxonomy_id",
            "term_uri",
            "term",
        )
        required = ("id", "name", "description")


class AttributeSerializer(HSDSSerializer):
    """A term, or a value, said of a record."""

    taxonomy_term_id = reference("The term that is said of it.")
    taxonomy_term = TermSerializer(required=False, help_text="The term, written out.")
    metadata = MetadataSerializer(many=True, required=False)

    class Meta:
        model = hsds.Attribute
        fields = (
            "id",
            "link_type",
            "link_entity",
            "taxonomy_term_id",
            "value",
            "label",
            "taxonomy_term",
            "metadata",
        )
        required = ("id", "link_entity")


class LinkedSerializer(HSDSSerializer):
    """An object that attributes and imported metadata may be said of."""

    attributes = AttributeSerializer(many=True, required=False)
    metadata = MetadataSerializer(many=True, required=False)


LINKED = ("attributes", "metadata")


# --- Child rows ----------------------------------------------------------------------------------


class LanguageSerializer(LinkedSerializer):
    """A language something can be used in."""

    class Meta:
        model = hsds.Language
        fields = ("id", "name", "code", "note", *LINKED)
        required = ("id",)


class PhoneSerializer(LinkedSerializer):
    """A phone number."""

    extension = serializers.IntegerField(
        required=False, help_text="The extension, digits alone.", min_value=0
    )
    languages = LanguageSerializer(many=True, required=False)

    class Meta:
        model = hsds.Phone
        fields = ("id", "number", "extension", "type", "description", "languages", *LINKED)
        required = ("id", "number")


class ContactSerializer(LinkedSerializer):
    """A named person or desk to ask."""

    phones = PhoneSerializer(many=True, required=False)

    class Meta:
        model = hsds.Contact
        fields = ("id", "name", "title", "department", "email", "phones", *LINKED)
        required = ("id",)


class ScheduleSerializer(LinkedSerializer):
    """One repeating time: an RRULE (RFC 5545) spread over properties."""

    timezone = number("Hours ahead of UTC. Left out, times are the place's own.")

    class Meta:
        model = hsds.Schedule
        fields = (
            "id",
            "valid_from",
            "valid_to",
            "dtstart",
            "timezone",
            "until",
            "count",
            "wkst",
            "freq",
            "interval",
            "byday",
            "byweekno",
            "bymonthday",
            "byyearday",
            "description",
            "opens_at",
            "closes_at",
            "schedule_link",
            "attending_type",
            "notes",
            *LINKED,
        )
        required = ("id",)

    # Times are local times of day, without the offset that JSON Schema's `time` demands.
    opens_at = serializers.CharField(
        required=False, help_text="When it starts, local time, such as 10:00:00."
    )
    closes_at = serializers.CharField(
        required=False,
        help_text="When it ends, such as 12:30:00. Before opens_at means after midnight.",
    )


class ServiceAreaSerializer(LinkedSerializer):
    """Where people may live to use a service."""

    service_area = serializers.CharField(
        required=False, help_text="HSDS-UK's word for `name`: the same."
    )

    class Meta:
        model = hsds.ServiceArea
        fields = (
            "id",
            "name",
            "description",
            "extent",
            "extent_type",
            "uri",
            "service_area",
            *LINKED,
        )
        required = ("id",)


class UrlSerializer(LinkedSerializer):
    """A further web page."""

    class Meta:
        model = hsds.Url
        fields = ("id", "label", "url", *LINKED)
        required = ("id", "url")


class FundingSerializer(LinkedSerializer):
    """Where the money comes from."""

    class Meta:
        model = hsds.Funding
        fields = ("id", "source", *LINKED)
        required = ("id",)


class CostOptionSerializer(LinkedSerializer):
    """One price of a service."""

    amount = number("The price, in the currency's main unit. 0 is free.")

    class Meta:
        model = hsds.CostOption
        fields = (
            "id",
            "valid_from",
            "valid_to",
            "option",
            "currency",
            "amount",
            "amount_description",
            *LINKED,
        )
        required = ("id",)


class RequiredDocumentSerializer(LinkedSerializer):
    """A paper people must bring."""

    class Meta:
        model = hsds.RequiredDocument
        fields = ("id", "document", "uri", *LINKED)
        required = ("id",)


class UnitSerializer(LinkedSerializer):
    """What a capacity counts."""

    class Meta:
        model = hsds.Unit
        fields = ("id", "name", "scheme", "identifier", "uri", *LINKED)
        required = ("id", "name")


class ServiceCapacitySerializer(LinkedSerializer):
    """How much room a service has."""

    unit_id = reference("What is counted.", required=True)
    unit = UnitSerializer(help_text="What is counted, written out.")
    available = number("How many are free. 0 means full.", required=True)
    maximum = number("How many there are in all.")

    class Meta:
        model = hsds.ServiceCapacity
        fields = (
            "id",
            "unit_id",
            "available",
            "maximum",
            "description",
            "updated",
            "unit",
            *LINKED,
        )
        required = ("id", "updated")


class ProgramSerializer(LinkedSerializer):
    """A group of services an organization runs together."""

    class Meta:
        model = hsds.Program
        fields = ("id", "name", "alternate_name", "description", *LINKED)
        required = ("id", "name", "description")


class OrganizationIdentifierSerializer(LinkedSerializer):
    """A number an outside register knows an organization by."""

    class Meta:
        model = hsds.OrganizationIdentifier
        fields = ("id", "identifier_scheme", "identifier_type", "identifier", *LINKED)
        required = ("id", "identifier_type", "identifier")


class AddressSerializer(LinkedSerializer):
    """A postal or street address."""

    class Meta:
        model = hsds.Address
        fields = (
            "id",
            "attention",
            "address_1",
            "address_2",
            "city",
            "region",
            "state_province",
            "postal_code",
            "country",
            "address_type",
            *LINKED,
        )
        required = (
            "id",
            "address_1",
            "city",
            "state_province",
            "postal_code",
            "country",
            "address_type",
        )


class AccessibilitySerializer(LinkedSerializer):
    """How people with disabilities can use a location."""

    accessibility = serializers.CharField(
        required=False, help_text="HSDS-UK's word for `description`: the same."
    )

    class Meta:
        model = hsds.Accessibility
        fields = ("id", "description", "details", "url", "accessibility", *LINKED)
        required = ("id",)


# --- Locations -----------------------------------------------------------------------------------

LOCATION_FIELDS = (
    "id",
    "location_type",
    "url",
    "organization_id",
    "name",
    "alternate_name",
    "description",
    "transportation",
    "latitude",
    "longitude",
    "external_identifier",
    "external_identifier_type",
)


class LocationSummarySerializer(HSDSSerializer):
    """A location's one-to-one fields."""

    organization_id = reference("The organization that looks after the place.")
    last_modified = serializers.DateTimeField(required=False, help_text=LAST_MODIFIED)

    class Meta:
        model = hsds.Location
        fields = (*LOCATION_FIELDS, "last_modified")
        required = ("id", "location_type")


class LocationSerializer(LinkedSerializer):
    """A location with everything nested. Where its address is secret, the address says so."""

    organization_id = reference("The organization that looks after the place.")
    last_modified = serializers.DateTimeField(required=False, help_text=LAST_MODIFIED)
    languages = LanguageSerializer(many=True, required=False)
    addresses = AddressSerializer(many=True, required=False)
    contacts = ContactSerializer(many=True, required=False)
    accessibility = AccessibilitySerializer(many=True, required=False)
    phones = PhoneSerializer(many=True, required=False)
    schedules = ScheduleSerializer(many=True, required=False)

    class Meta:
        model = hsds.Location
        fields = (
            *LOCATION_FIELDS,
            "last_modified",
            "languages",
            "addresses",
            "contacts",
            "accessibility",
            "phones",
            "schedules",
            *LINKED,
        )
        required = ("id", "location_type")


# --- Organizations and services ------------------------------------------------------------------

ORGANIZATION_FIELDS = (
    "id",
    "name",
    "alternate_name",
    "description",
    "email",
    "website",
    "tax_status",
    "tax_id",
    "year_incorporated",
    "legal_status",
    "logo",
    "uri",
    "parent_organization_id",
)


class OrganizationSummarySerializer(HSDSSerializer):
    """An organization's one-to-one fields."""

    parent_organization_id = reference("The larger organization this one is part of.")
    last_modified = serializers.DateTimeField(required=False, help_text=LAST_MODIFIED)

    class Meta:
        model = hsds.Organization
        fields = (*ORGANIZATION_FIELDS, "last_modified")
        required = ("id", "name", "description")


class NestedOrganizationSerializer(LinkedSerializer):
    """An organization as it stands inside its services: without its services and locations."""

    parent_organization_id = reference("The larger organization this one is part of.")
    additional_websites = UrlSerializer(many=True, required=False)
    funding = FundingSerializer(many=True, required=False)
    contacts = ContactSerializer(many=True, required=False)
    phones = PhoneSerializer(many=True, required=False)
    programs = ProgramSerializer(many=True, required=False)
    organization_identifiers = OrganizationIdentifierSerializer(many=True, required=False)

    class Meta:
        model = hsds.Organization
        fields = (
            *ORGANIZATION_FIELDS,
            "additional_websites",
            "funding",
            "contacts",
            "phones",
            "programs",
            "organization_identifiers",
            *LINKED,
        )
        required = ("id", "name", "description")


SERVICE_FIELDS = (
    "id",
    "organization_id",
    "program_id",
    "name",
    "alternate_name",
    "description",
    "url",
    "email",
    "status",
    "interpretation_services",
    "application_process",
    "fees_description",
    "wait_time",
    "fees",
    "accreditations",
    "eligibility_description",
    "minimum_age",
    "maximum_age",
    "assured_date",
    "assurer_email",
    "licenses",
    "alert",
)


class ServiceSummarySerializer(HSDSSerializer):
    """A service's one-to-one fields, its organization and its program."""

    organization_id = reference("The organization that runs the service.", required=True)
    program_id = reference("The program the service belongs to.")
    last_modified = serializers.DateTimeField(required=False, help_text=LAST_MODIFIED)
    organization = OrganizationSummarySerializer()
    program = ProgramSerializer(required=False)

    class Meta:
        model = hsds.Service
        fields = (*SERVICE_FIELDS, "last_modified", "organization", "program")
        required = ("id", "name", "status", "description")


class OfferSerializer(LinkedSerializer):
    """A service with everything nested but its places."""

    organization_id = reference("The organization that runs the service.", required=True)
    program_id = reference("The program the service belongs to.")
    organization = NestedOrganizationSerializer()
    program = ProgramSerializer(required=False)
    additional_urls = UrlSerializer(many=True, required=False)
    phones = PhoneSerializer(many=True, required=False)
    schedules = ScheduleSerializer(many=True, required=False)
    service_areas = ServiceAreaSerializer(many=True, required=False)
    languages = LanguageSerializer(many=True, required=False)
    funding = FundingSerializer(many=True, required=False)
    cost_options = CostOptionSerializer(many=True, required=False)
    required_documents = RequiredDocumentSerializer(many=True, required=False)
    contacts = ContactSerializer(many=True, required=False)
    capacities = ServiceCapacitySerializer(many=True, required=False)

    class Meta:
        model = hsds.Service
        fields: ClassVar[tuple[str, ...]] = (
            *SERVICE_FIELDS,
            "organization",
            "program",
            "additional_urls",
            "phones",
            "schedules",
            "service_areas",
            "languages",
            "funding",
            "cost_options",
            "required_documents",
            "contacts",
            "capacities",
            *LINKED,
        )
        required = ("id", "name", "status", "description")


class PlaceSerializer(LinkedSerializer):
    """A service at a location, as it stands inside its service."""

    service_id = reference("The service that is offered.", required=True)
    location_id = reference("The location where it is offered.", required=True)
    service_areas = ServiceAreaSerializer(many=True, required=False)
    contacts = ContactSerializer(many=True, required=False)
    phones = PhoneSerializer(many=True, required=False)
    schedules = ScheduleSerializer(many=True, required=False)
    location = LocationSerializer()

    class Meta:
        model = hsds.ServiceAtLocation
        fields: ClassVar[tuple[str, ...]] = (
            "id",
            "service_id",
            "location_id",
            "description",
            "service_areas",
            "contacts",
            "phones",
            "schedules",
            "location",
            *LINKED,
        )
        required = ("id",)


class ServiceSerializer(OfferSerializer):
    """A service with everything nested."""

    last_modified = last_modified()
    service_at_locations = PlaceSerializer(many=True, required=False)

    class Meta(OfferSerializer.Meta):
        fields = (*OfferSerializer.Meta.fields, "last_modified", "service_at_locations")


class ServiceAtLocationSummarySerializer(HSDSSerializer):
    """A service at a location, with the one-to-one fields of both."""

    service_id = reference("The service that is offered.", required=True)
    location_id = reference("The location where it is offered.", required=True)
    last_modified = last_modified()
    service = ServiceSummarySerializer()
    location = LocationSummarySerializer()

    class Meta:
        model = hsds.ServiceAtLocation
        fields = (
            "id",
            "service_id",
            "location_id",
            "description",
            "last_modified",
            "service",
            "location",
        )
        required = ("id",)


class ServiceAtLocationSerializer(PlaceSerializer):
    """A service at a location, with everything of both nested."""

    last_modified = last_modified()
    service = OfferSerializer()

    class Meta(PlaceSerializer.Meta):
        fields = (*PlaceSerializer.Meta.fields, "last_modified", "service")


class ServiceInShortSerializer(HSDSSerializer):
    """A service as it stands inside its organization. `full_service=true` gives it in full."""

    class Meta:
        model = hsds.Service
        fields = ("id", "name", "status")
        required = ("id", "name", "status")


class OrganizationSerializer(NestedOrganizationSerializer):
    """An organization with everything nested."""

    last_modified = last_modified()
    locations = LocationSerializer(many=True, required=False)
    services = ServiceInShortSerializer(many=True, required=False)

    class Meta(NestedOrganizationSerializer.Meta):
        fields = (
            *NestedOrganizationSerializer.Meta.fields,
            "last_modified",
            "locations",
            "services",
        )


# --- Taxonomies ----------------------------------------------------------------------------------


class TaxonomySerializer(TaxonomySummarySerializer):
    """A taxonomy with its terms."""

    metadata = MetadataSerializer(many=True, required=False)
    taxonomy_terms = TermSerializer(many=True, required=False)

    class Meta(TaxonomySummarySerializer.Meta):
        fields = (*TaxonomySummarySerializer.Meta.fields, "metadata", "taxonomy_terms")


class TaxonomyTermSummarySerializer(TermSerializer):
    """A term's one-to-one fields."""

    last_modified = last_modified()

    class Meta(TermSerializer.Meta):
        fields = (*TermSerializer.Meta.fields, "last_modified")


class TaxonomyTermSerializer(TaxonomyTermSummarySerializer):
    """A term with the taxonomy it belongs to."""

    taxonomy_detail = TaxonomySummarySerializer(required=False)
    metadata = MetadataSerializer(many=True, required=False)

    class Meta(TaxonomyTermSummarySerializer.Meta):
        fields = (*TaxonomyTermSummarySerializer.Meta.fields, "taxonomy_detail", "metadata")


# --- Round the records ---------------------------------------------------------------------------


class MinimalSerializer(serializers.Serializer):
    """What `minimal=true` gives of a record."""

    id = serializers.UUIDField(help_text="The record's identifier.")
    last_modified = last_modified()


class PublisherSerializer(serializers.Serializer):
    """Who runs the directory."""

    name = serializers.CharField(help_text="Who runs this directory.")
    url = serializers.CharField(required=False, help_text="Their web address.")


class RootSerializer(serializers.Serializer):
    """What this API is."""

    version = serializers.CharField(help_text="The standard it follows: HSDS-UK-3.0.")
    profile = serializers.URLField(help_text="Where that standard's profile is described.")
    openapi_url = serializers.URLField(help_text="Where this description is.")
    name = serializers.CharField(help_text="The directory's name.")
    documentation_url = serializers.URLField(help_text="Where to read about the API and try it.")
    publisher = PublisherSerializer(required=False)


class FaultSerializer(serializers.Serializer):
    """One parameter at fault."""

    parameter = serializers.CharField(help_text="The parameter that is at fault.")
    detail = serializers.CharField(help_text="What is wrong with it, and what would work.")


class ProblemSerializer(serializers.Serializer):
    """What went wrong, as RFC 9457 problem details."""

    type = serializers.CharField(help_text="A stable name for this kind of problem.")
    title = serializers.CharField(help_text="The kind of problem in words.")
    status = serializers.IntegerField(help_text="The HTTP status code.")
    detail = serializers.CharField(help_text="What went wrong this time, and what would work.")
    errors = FaultSerializer(many=True, required=False, help_text="Each parameter at fault.")
