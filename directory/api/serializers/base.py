"""What every shape shares."""

from typing import Any, ClassVar

from rest_framework import serializers


class HSDSSerializer(serializers.ModelSerializer):
    """An object of HSDS. Help texts and choices come from the model.

    Only what `Meta.required` names is always there: HSDS-UK leaves out what has no value, never
    null and never empty.
    """

    class Meta:
        required: ClassVar[tuple[str, ...]] = ()

    def build_standard_field(self, field_name: str, model_field: Any) -> tuple[Any, dict[str, Any]]:
        field, kwargs = super().build_standard_field(field_name, model_field)
        # Ranges and lengths that are the database's own differ between the two databases.
        for name in ("validators", "allow_null", "allow_blank", "max_length", "max_value"):
            kwargs.pop(name, None)
        # What a form calls it is for its editors: here it goes by HSDS's name.
        kwargs.pop("label", None)
        if "choices" in kwargs:
            kwargs["choices"] = [(value, label) for value, label in kwargs["choices"] if value]
        if issubclass(field, serializers.UUIDField):
            kwargs["read_only"] = False
        kwargs["required"] = field_name in self.Meta.required
        return field, kwargs


def reference(help_text: str, *, required: bool = False) -> serializers.UUIDField:
    """The identifier of another record."""
    return serializers.UUIDField(help_text=help_text, required=required)


def number(help_text: str, *, required: bool = False) -> serializers.FloatField:
    return serializers.FloatField(help_text=help_text, required=required)


LAST_MODIFIED = "When this document last changed, itself or in what it shows of other records."


def last_modified() -> serializers.DateTimeField:
    return serializers.DateTimeField(help_text=LAST_MODIFIED)
