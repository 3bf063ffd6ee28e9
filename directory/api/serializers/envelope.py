"""What is not a record: the root, the shortest form, problems."""

from rest_framework import serializers

from directory.api.serializers.base import last_modified


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
    errors = FaultSerializer(  # type: ignore[assignment]
        many=True, required=False, help_text="Each parameter at fault."
    )
