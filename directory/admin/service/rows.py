"""The rows only a service has: prices, areas, papers, room."""

from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from directory import models as hsds
from directory.admin.editing.forms import RecordForm
from directory.admin.editing.rows import Rows, rows_of


class PriceForm(RecordForm):
    """One price, in pounds unless an import says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_in_pounds = self.instance.currency in ("", "GBP")
        if self.is_in_pounds:
            del self.fields["currency"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_in_pounds and self.has_changed() and cleaned.get("amount") is not None:
            self.instance.currency = "GBP"
        return cleaned


class AreaForm(RecordForm):
    """An area that is covered. Another name is another area: the old one's border does not hold."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "name" in self.changed_data and not self.instance._state.adding:
            self.instance.extent = self.instance.extent_type = ""
            if "uri" not in self.changed_data:
                self.instance.uri = ""
                self.cleaned_data["uri"] = ""
        return cleaned


class CapacityForm(RecordForm):
    """How much room there is. Whoever changes the numbers says that they are true now."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"available", "maximum"} & set(self.changed_data) or self.instance.updated is None:
            self.instance.updated = timezone.now()
        return cleaned


class CapacityRows(Rows):
    model = hsds.ServiceCapacity
    form = CapacityForm
    fields = ("unit", "available", "maximum", "description")
    one = "Room"
    another = "Say how much room there is"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        unit = formset.form.base_fields["unit"]
        # Asked for once, not once a row; and not at all if there is no row.
        unit.choices = cache(
            lambda: [("", "Choose…"), *((one.pk, str(one)) for one in unit.queryset)]
        )
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("unit")


PRICES = rows_of(
    hsds.CostOption,
    "service",
    ("option", "amount", "amount_description", "currency", "valid_from", "valid_to"),
    form=PriceForm,
    one="Price",
    another="Add a price",
)


def areas(owner: str) -> type[Any]:
    """The areas that `owner` covers."""
    return rows_of(
        hsds.ServiceArea,
        owner,
        ("name", "description", "uri"),
        form=AreaForm,
        one="Area",
        another="Add an area it covers",
    )


PAPERS = rows_of(
    hsds.RequiredDocument,
    "service",
    ("document", "uri"),
    one="Thing to bring",
    another="Add something people should bring",
)
