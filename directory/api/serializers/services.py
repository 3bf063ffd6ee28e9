"""Services, and services at locations."""

from typing import ClassVar

from rest_framework import serializers

from directory import models as hsds
from directory.api.serializers.base import LAST_MODIFIED, HSDSSerializer, last_modified, reference
from directory.api.serializers.locations import LocationSerializer, LocationSummarySerializer
from directory.api.serializers.organizations import (
    NestedOrganizationSerializer,
    OrganizationSerializer,
    OrganizationSummarySerializer,
)
from directory.api.serializers.rows import (
    ContactSerializer,
    CostOptionSerializer,
    FundingSerializer,
    LanguageSerializer,
    PhoneSerializer,
    ProgramSerializer,
    RequiredDocumentSerializer,
    ScheduleSerializer,
    ServiceAreaSerializer,
    ServiceCapacitySerializer,
    UrlSerializer,
)
from directory.api.serializers.terms import LINKED, LinkedSerializer

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
    "overdue_from",
    "assurer_email",
    "licenses",
    "alert",
)


def overdue_from() -> serializers.DateField:
    return serializers.DateField(
        required=False,
        help_text="Our addition: the day from which the service is overdue for checking, twelve "
        "months after `assured_date`. One without was never confirmed, and is overdue.",
    )


class ServiceSummarySerializer(HSDSSerializer):
    """A service's one-to-one fields, its organization and its program."""

    overdue_from = overdue_from()

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

    overdue_from = overdue_from()
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


class OrganizationWithServicesSerializer(OrganizationSerializer):
    """An organization with everything nested, its services in full: `full_service=true`."""

    services = ServiceSerializer(many=True, required=False)  # type: ignore[assignment]

    class Meta(OrganizationSerializer.Meta):
        pass
