"""Every HSDS object as a ModelSerializer, nested as the standard nests them.

Blanks stay in, which HSDS-UK does not allow: taking them out would only make this slower.
"""

from rest_framework import serializers

from directory import models as hsds


class TaxonomyTermSerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.TaxonomyTerm
        fields = (
            "id",
            "code",
            "name",
            "description",
            "parent_id",
            "taxonomy_name",
            "language",
            "taxonomy_id",
            "term_uri",
        )


class AttributeSerializer(serializers.ModelSerializer):
    taxonomy_term = TaxonomyTermSerializer()

    class Meta:
        model = hsds.Attribute
        fields = (
            "id",
            "link_type",
            "link_entity",
            "value",
            "label",
            "taxonomy_term",
        )


class LanguageSerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.Language
        fields = (
            "id",
            "name",
            "code",
            "note",
        )


class PhoneSerializer(serializers.ModelSerializer):
    languages = LanguageSerializer(many=True)

    class Meta:
        model = hsds.Phone
        fields = (
            "id",
            "number",
            "extension",
            "type",
            "description",
            "languages",
        )


class ContactSerializer(serializers.ModelSerializer):
    phones = PhoneSerializer(many=True)

    class Meta:
        model = hsds.Contact
        fields = (
            "id",
            "name",
            "title",
            "department",
            "email",
            "phones",
        )


class ScheduleSerializer(serializers.ModelSerializer):
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
        )


class ServiceAreaSerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.ServiceArea
        fields = (
            "id",
            "name",
            "description",
            "extent",
            "extent_type",
            "uri",
        )


class UrlSerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.Url
        fields = (
            "id",
            "label",
            "url",
        )


class FundingSerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.Funding
        fields = (
            "id",
            "source",
        )


class UnitSerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.Unit
        fields = (
            "id",
            "name",
            "scheme",
            "identifier",
            "uri",
        )


class CapacitySerializer(serializers.ModelSerializer):
    unit = UnitSerializer()

    class Meta:
        model = hsds.ServiceCapacity
        fields = (
            "id",
            "available",
            "maximum",
            "description",
            "updated",
            "unit",
        )


class CostOptionSerializer(serializers.ModelSerializer):
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
        )


class RequiredDocumentSerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.RequiredDocument
        fields = (
            "id",
            "document",
            "uri",
        )


class AddressSerializer(serializers.ModelSerializer):
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
        )


class AccessibilitySerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.Accessibility
        fields = (
            "id",
            "description",
            "details",
            "url",
        )


class LocationSerializer(serializers.ModelSerializer):
    languages = LanguageSerializer(many=True)
    addresses = AddressSerializer(many=True)
    contacts = ContactSerializer(many=True)
    accessibility = AccessibilitySerializer(many=True)
    phones = PhoneSerializer(many=True)
    schedules = ScheduleSerializer(many=True)
    attributes = AttributeSerializer(many=True)

    class Meta:
        model = hsds.Location
        fields = (
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
            "languages",
            "addresses",
            "contacts",
            "accessibility",
            "phones",
            "schedules",
            "attributes",
        )


class ServiceAtLocationSerializer(serializers.ModelSerializer):
    location = LocationSerializer()
    service_areas = ServiceAreaSerializer(many=True)
    contacts = ContactSerializer(many=True)
    phones = PhoneSerializer(many=True)
    schedules = ScheduleSerializer(many=True)
    attributes = AttributeSerializer(many=True)

    class Meta:
        model = hsds.ServiceAtLocation
        fields = (
            "id",
            "service_id",
            "location_id",
            "description",
            "location",
            "service_areas",
            "contacts",
            "phones",
            "schedules",
            "attributes",
        )


class ProgramSerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.Program
        fields = (
            "id",
            "name",
            "alternate_name",
            "description",
        )


class IdentifierSerializer(serializers.ModelSerializer):
    class Meta:
        model = hsds.OrganizationIdentifier
        fields = (
            "id",
            "identifier_scheme",
            "identifier_type",
            "identifier",
        )


class OrganizationSerializer(serializers.ModelSerializer):
    additional_websites = UrlSerializer(many=True)
    funding = FundingSerializer(many=True)
    contacts = ContactSerializer(many=True)
    phones = PhoneSerializer(many=True)
    programs = ProgramSerializer(many=True)
    organization_identifiers = IdentifierSerializer(many=True)
    attributes = AttributeSerializer(many=True)

    class Meta:
        model = hsds.Organization
        fields = (
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
            "additional_websites",
            "funding",
            "contacts",
            "phones",
            "programs",
            "organization_identifiers",
            "attributes",
        )


class ServiceSerializer(serializers.ModelSerializer):
    organization = OrganizationSerializer()
    program = ProgramSerializer()
    additional_urls = UrlSerializer(many=True)
    phones = PhoneSerializer(many=True)
    schedules = ScheduleSerializer(many=True)
    service_areas = ServiceAreaSerializer(many=True)
    service_at_locations = ServiceAtLocationSerializer(many=True)
    languages = LanguageSerializer(many=True)
    funding = FundingSerializer(many=True)
    cost_options = CostOptionSerializer(many=True)
    required_documents = RequiredDocumentSerializer(many=True)
    contacts = ContactSerializer(many=True)
    capacities = CapacitySerializer(many=True)
    attributes = AttributeSerializer(many=True)

    class Meta:
        model = hsds.Service
        fields = (
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
            "organization",
            "program",
            "additional_urls",
            "phones",
            "schedules",
            "service_areas",
            "service_at_locations",
            "languages",
            "funding",
            "cost_options",
            "required_documents",
            "contacts",
            "capacities",
            "attributes",
        )
