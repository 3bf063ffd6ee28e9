"""Locations."""

from rest_framework import serializers

from directory import models as hsds
from directory.api.serializers.base import LAST_MODIFIED, HSDSSerializer, reference
from directory.api.serializers.rows import (
    AccessibilitySerializer,
    AddressSerializer,
    ContactSerializer,
    LanguageSerializer,
    PhoneSerializer,
    ScheduleSerializer,
)
from directory.api.serializers.terms import LINKED, LinkedSerializer

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
