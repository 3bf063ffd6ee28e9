"""Inputs that phones know how to fill in: their own date and time pickers, their own keyboards."""

from typing import Any

from django import forms
from django.db import models


class DateInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # This is how the standard has browsers read it, whatever the language of the page.
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day, in hours and minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


def lines(rows: int) -> forms.Textarea:
    """A box for several lines of text."""
    return forms.Textarea(attrs={"rows": rows})


OVERRIDES: dict[type[models.Field], dict[str, Any]] = {
    models.DateField: {"widget": DateInput},
    models.TimeField: {"widget": TimeInput},
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})},
    models.CharField: {"widget": forms.TextInput},
    models.EmailField: {"widget": forms.EmailInput(attrs={"autocomplete": "off"})},
    models.URLField: {"widget": forms.URLInput(attrs={"autocomplete": "off"})},
    models.PositiveSmallIntegerField: {"widget": forms.TextInput(attrs={"inputmode": "numeric"})},
    models.PositiveIntegerField: {"widget": forms.TextInput(attrs={"inputmode": "numeric"})},
    models.DecimalField: {"widget": forms.TextInput(attrs={"inputmode": "decimal"})},
    models.FloatField: {"widget": forms.TextInput(attrs={"inputmode": "decimal"})},
}
