"""What finding answers beside records: suggestions, counts and coming dates."""

from rest_framework import serializers

from directory.api.serializers.envelope import OriginSerializer, WordsToldSerializer
from directory.search.traits.facets import FACETS


class SuggestionSerializer(serializers.Serializer):
    """A name to choose."""

    text = serializers.CharField(help_text="The name.")
    kind = serializers.ChoiceField(
        ["taxonomy_term", "service", "organization", "place"],
        help_text="What it is the name of: search for it, or with `place` near it.",
    )


class SuggestionsSerializer(serializers.Serializer):
    """What somebody who is typing may mean."""

    suggestions = SuggestionSerializer(many=True, help_text="The likeliest first.")


class FacetValueSerializer(serializers.Serializer):
    """One value of a facet."""

    value = serializers.CharField(help_text="What the facet's parameter takes.")
    label = serializers.CharField(help_text="The same for people.")  # type: ignore[assignment]
    count = serializers.IntegerField(
        min_value=1, help_text="How many services there would be with this value alone."
    )
    taxonomy_id = serializers.UUIDField(required=False, help_text="Of a term, its taxonomy.")
    taxonomy = serializers.CharField(required=False, help_text="The name of that taxonomy.")


class FacetSerializer(serializers.Serializer):
    """One facet."""

    values = FacetValueSerializer(many=True, help_text="The commonest, most services first.")
    more = serializers.IntegerField(min_value=0, help_text="How many values are not given.")


class FacetsSerializer(serializers.Serializer):
    """How many services there are, and how many of them have each value."""

    total_items = serializers.IntegerField(help_text="How many services match in all, exactly.")
    search = WordsToldSerializer(required=False)
    origin = OriginSerializer(required=False)
    facets = type(
        "FacetsByNameSerializer",
        (serializers.Serializer,),
        {
            "__doc__": "Each facet by the name of its parameter.",
            **{facet.value: FacetSerializer() for facet in FACETS},
        },
    )()


class SaidSerializer(serializers.Serializer):
    """What a schedule says, or that it is closed."""

    in_words = serializers.CharField(help_text="In a sentence without its full stop.")
    schedule_id = serializers.CharField(
        required=False, help_text="The schedule of the sessions it gives."
    )
    description = serializers.CharField(
        required=False, help_text="What was written, where no computer can read it."
    )
    location_id = serializers.UUIDField(required=False, help_text="Where, if at a place.")


class SessionSerializer(serializers.Serializer):
    """One time that it takes place."""

    starts = serializers.DateTimeField(help_text="By the clocks there, with their offset.")
    ends = serializers.DateTimeField(required=False, help_text="Left out where nobody said.")
    schedule_id = serializers.CharField(required=False, help_text="By which schedule.")
    attending_type = serializers.CharField(
        required=False, help_text="How one takes part, as the schedule puts it."
    )
    location_id = serializers.UUIDField(required=False, help_text="Where, if at a place.")


class SessionsSerializer(serializers.Serializer):
    """The coming sessions of a service."""

    hours_known = serializers.BooleanField(
        help_text="Whether anybody has said when it is open. False is not closed."
    )
    schedules = SaidSerializer(many=True, help_text="What its schedules say.")
    sessions = SessionSerializer(many=True, help_text="The earliest first.")
    more = serializers.BooleanField(
        help_text="True if there are more in this time than are given: ask again `from` the last."
    )
