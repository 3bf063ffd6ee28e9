"""What is not a record: the root, the shortest form, problems."""

from rest_framework import serializers

from directory.api.serializers.base import last_modified
from directory.api.standard import VERSION


class MinimalSerializer(serializers.Serializer):
    """What `minimal=true` gives of a record."""

    id = serializers.UUIDField(help_text="The record's identifier.")
    last_modified = last_modified()


class OriginSerializer(serializers.Serializer):
    """Where distances are measured from."""

    name = serializers.CharField(help_text="The postcode or place that was meant.")
    latitude = serializers.FloatField(help_text="Its latitude in degrees (WGS84).")
    longitude = serializers.FloatField(help_text="Its longitude in degrees (WGS84).")
    note = serializers.CharField(
        required=False, help_text="What to know of it: that the postcode has ended, or is rough."
    )


class WordsToldSerializer(serializers.Serializer):
    """How the words were taken, where not as they were typed."""

    showing_results_for = serializers.CharField(
        required=False, help_text="The nearest spelling, which was looked for."
    )
    instead_of = serializers.CharField(required=False, help_text="What was typed.")
    some_words_only = serializers.BooleanField(
        required=False, help_text="True if records with only some of the words are among these."
    )


class PublisherSerializer(serializers.Serializer):
    """Who runs the directory."""

    name = serializers.CharField(help_text="Who runs this directory.")
    url = serializers.CharField(required=False, help_text="Their web address.")


class RootSerializer(serializers.Serializer):
    """What this API is."""

    version = serializers.CharField(help_text=f"The standard it follows: {VERSION}.")
    profile = serializers.URLField(help_text="Where that standard's profile is described.")
    openapi_url = serializers.URLField(help_text="Where this description is.")
    name = serializers.CharField(help_text="The directory's name.")
    documentation_url = serializers.URLField(help_text="Where to read about the API and try it.")
    publisher = PublisherSerializer(required=False)


class FaultSerializer(serializers.Serializer):
    """One parameter at fault."""

    parameter = serializers.CharField(
        allow_blank=True,
        help_text="The parameter that is at fault; blank where it is the body as a whole.",
    )
    detail = serializers.CharField(help_text="What is wrong with it, and what would work.")


class ProblemSerializer(serializers.Serializer):
    """What went wrong, as RFC 9457 problem details."""

    type = serializers.CharField(help_text="A stable name for this kind of problem.")
    title = serializers.CharField(help_text="The kind of problem in words.")
    status = serializers.IntegerField(help_text="The HTTP status code.")
    detail = serializers.CharField(help_text="What went wrong this time, and what would work.")
    errors = FaultSerializer(  # type: ignore[assignment]
        many=True, required=False, help_text="Each parameter at fault."
    )
