"""Taxonomies and their terms."""

from typing import ClassVar

from directory.api.serializers.base import last_modified
from directory.api.serializers.terms import (
    MetadataSerializer,
    TaxonomySummarySerializer,
    TermSerializer,
)


class TaxonomySerializer(TaxonomySummarySerializer):
    """A taxonomy with its terms."""

    metadata = MetadataSerializer(many=True, required=False)
    taxonomy_terms = TermSerializer(many=True, required=False)

    class Meta(TaxonomySummarySerializer.Meta):
        fields: ClassVar[tuple[str, ...]] = (
            *TaxonomySummarySerializer.Meta.fields,
            "metadata",
            "taxonomy_terms",
        )


class TaxonomyTermSummarySerializer(TermSerializer):
    """A term's one-to-one fields."""

    last_modified = last_modified()

    class Meta(TermSerializer.Meta):
        fields: ClassVar[tuple[str, ...]] = (*TermSerializer.Meta.fields, "last_modified")


class TaxonomyTermSerializer(TaxonomyTermSummarySerializer):
    """A term with the taxonomy it belongs to."""

    taxonomy_detail = TaxonomySummarySerializer(required=False)
    metadata = MetadataSerializer(many=True, required=False)

    class Meta(TaxonomyTermSummarySerializer.Meta):
        fields = (*TaxonomyTermSummarySerializer.Meta.fields, "taxonomy_detail", "metadata")
