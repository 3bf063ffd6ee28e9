"""The page of a service."""

from typing import Any

from django.http import HttpRequest

from directory.admin.editing.page import SectionedAdmin
from directory.admin.editing.shared_rows import contacts, funding, languages, phones, web_pages
from directory.admin.hours.rows import hours_in, hours_of
from directory.admin.service import rows
from directory.admin.service.form import ServiceForm
from directory.admin.service.places import PlaceRows
from directory.admin.service.sections import SECTIONS
from directory.admin.service.where import keep_online


class ServiceAdmin(SectionedAdmin):
    """What a volunteer tells about a service, and the list of services."""

    form = ServiceForm
    sections = SECTIONS
    list_display = ("name", "organization", "status", "assured_date")
    list_filter = ("status",)
    list_select_related = ("organization",)
    search_fields = ("name", "alternate_name", "organization__name")
    drawn_elsewhere = ("categories",)
    inlines = (
        PlaceRows,
        rows.areas("service"),
        *hours_of("service"),
        rows.PRICES,
        phones("service"),
        contacts("service"),
        web_pages("service"),
        languages("service"),
        rows.PAPERS,
        rows.CapacityRows,
        funding("service"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("organization")

    def more_context(self, request: HttpRequest, form: Any, rows: dict[str, Any]) -> dict[str, Any]:
        return {"hours": hours_in(rows)}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        keep_online(form.instance, form)
        form.keep_contact()
        form.say_categories()
