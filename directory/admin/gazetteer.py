"""The names of places that the gazetteer's own file lacks, which administrators keep."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from directory.admin.editing.inputs import OVERRIDES
from directory.admin.scoping import ScopedAdmin
from directory.places.models import NamedPlace
from directory.search.models.thesaurus import answers_change


@admin.register(NamedPlace)
class NamedPlaceAdmin(ScopedAdmin):
    """A change is in effect with the next search near a place.

    The area a service covers by such a name is looked up when the service is next published.
    """

    formfield_overrides = OVERRIDES
    list_display = ("name", "alternate_names", "latitude", "longitude")
    search_fields = ("name", "alternate_names")
    search_help_text = "Look for any of its names"
    list_per_page = 50

    def save_model(self, request: HttpRequest, obj: NamedPlace, form: Any, change: bool) -> None:
        answers_change()
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: NamedPlace) -> None:
        answers_change()
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[NamedPlace]) -> None:
        answers_change()
        super().delete_queryset(request, queryset)
