"""The page of a service."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from directory.admin.editing.page import SectionedAdmin
from directory.admin.editing.shared_rows import contacts, funding, languages, phones, web_pages
from directory.admin.hours.rows import hours_of
from directory.admin.service import rows
from directory.admin.service.form import ServiceForm
from directory.admin.service.places import PlaceRows
from directory.admin.service.sections import SECTIONS
from directory.admin.service.where import keep_online
from directory.upkeep.waiting import overdue_services


class Overdue(admin.SimpleListFilter):
    """Public services that nobody has confirmed for a year, or ever."""

    title = "when it was last checked"
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Over a year ago, or never")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "yes":
            return queryset
        overdue = overdue_services(request.user).order_by().values("pk")
        return queryset.filter(pk__in=overdue)


class ServiceAdmin(SectionedAdmin):
    """What a volunteer tells about a service, and the list of services."""

    form = ServiceForm
    sections = SECTIONS
    list_display = ("name", "organization", "where_it_stands", "assured_date")
    list_filter = (Overdue, "status")
    names = ("organization",)
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

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        keep_online(form.instance, form)
        form.keep_contact()
        form.say_categories()
