"""The child rows of records: phones, schedules, prices and the like."""

from rest_framework import serializers

from directory import models as hsds
from directory.api.serializers.base import number, reference
from directory.api.serializers.terms import LINKED, LinkedSerializer


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
