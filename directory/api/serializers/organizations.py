"""Organizations."""

from typing import ClassVar

from rest_framework import serializers

from directory import models as hsds
from directory.api.serializers.base import LAST_MODIFIED, HSDSSerializer, last_modified, reference
from directory.api.serializers.locations import LocationSerializer
from directory.api.serializers.rows import (
    ContactSerializer,
    FundingSerializer,
    OrganizationIdentifierSerializer,
    PhoneSerializer,
    ProgramSerializer,
    UrlSerializer,
)
from directory.api.serializers.terms import LINKED, LinkedSerializer

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
        fields: ClassVar[tuple[str, ...]] = (
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
