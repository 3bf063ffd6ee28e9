"""Terms, and what links them to records."""

from typing import ClassVar

from rest_framework import serializers

from directory import models as hsds
from directory.api.serializers.base import LAST_MODIFIED, HSDSSerializer, reference


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
        fields: ClassVar[tuple[str, ...]] = (
            "id",
            "name",
            "description",
            "uri",
            "version",
            "last_modified",
        )
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
        fields: ClassVar[tuple[str, ...]] = (
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
