"""The forms of the records that are published, with their child rows inside them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest

from directory import models as hsds
from directory.admin.publishing import PublishedAdmin
from directory.admin.scoping import ScopedAdmin, ScopedStackedInline
from directory.publication.models import PublicLocation


def rows_of(child: type[Model], owner: str) -> type[ScopedStackedInline]:
    """An inline for the rows of `child` that belong to a record through `owner`.

    The other owners a shared child could have are left off the form: they would move the row.
    """
    others = [
        field.name
        for field in child._meta.fields
        if field.is_relation and field.name not in (owner, "unit")
    ]
    attributes = {
        "__module__": __name__,
        "model": child,
        "extra": 0,
        "fk_name": owner,
        "exclude": others,
    }
    return type(f"{child.__name__}Inline", (ScopedStackedInline,), attributes)


class ServiceAtLocationInline(ScopedStackedInline):
    model = hsds.ServiceAtLocation
    extra = 0
    autocomplete_fields = ("location",)


@admin.register(hsds.Organization)
class OrganizationAdmin(PublishedAdmin):
    list_display = ("name", "email", "website")
    search_fields = ("name", "alternate_name")
    autocomplete_fields = ("parent_organization",)
    inlines = (
        rows_of(hsds.OrganizationIdentifier, "organization"),
        rows_of(hsds.Phone, "organization"),
        rows_of(hsds.Contact, "organization"),
        rows_of(hsds.Url, "organization"),
        rows_of(hsds.Program, "organization"),
        rows_of(hsds.Funding, "organization"),
    )


@admin.register(hsds.Service)
class ServiceAdmin(PublishedAdmin):
    list_display = ("name", "organization", "status", "assured_date")
    list_filter = ("status",)
    list_select_related = ("organization",)
    search_fields = ("name", "alternate_name", "organization__name")
    autocomplete_fields = ("organization", "program")
    inlines = (
        ServiceAtLocationInline,
        rows_of(hsds.Schedule, "service"),
        rows_of(hsds.Phone, "service"),
        rows_of(hsds.Contact, "service"),
        rows_of(hsds.Language, "service"),
        rows_of(hsds.CostOption, "service"),
        rows_of(hsds.ServiceArea, "service"),
        rows_of(hsds.RequiredDocument, "service"),
        rows_of(hsds.ServiceCapacity, "service"),
        rows_of(hsds.Url, "service"),
        rows_of(hsds.Funding, "service"),
    )


@admin.register(hsds.Location)
class LocationAdmin(PublishedAdmin):
    list_display = ("name", "location_type", "organization")
    list_filter = ("location_type",)
    list_select_related = ("organization",)
    search_fields = ("name", "alternate_name", "addresses__postal_code")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        public = PublicLocation.objects.with_ids(obj.pk).exists()
        if obj.hide_address and "hide_address" in form.changed_data and public:
            told = "The public still sees the exact address until this location is published."
            self.message_user(request, told, messages.WARNING)

    autocomplete_fields = ("organization",)
    inlines = (
        rows_of(hsds.Address, "location"),
        rows_of(hsds.Accessibility, "location"),
        rows_of(hsds.Schedule, "location"),
        rows_of(hsds.Phone, "location"),
        rows_of(hsds.Contact, "location"),
        rows_of(hsds.Language, "location"),
    )


@admin.register(hsds.ServiceAtLocation)
class ServiceAtLocationAdmin(ScopedAdmin):
    """Published with its service."""

    list_display = ("service", "location")
    list_select_related = ("service", "location")
    search_fields = ("service__name", "location__name")
    autocomplete_fields = ("service", "location")
    inlines = (
        rows_of(hsds.Schedule, "service_at_location"),
        rows_of(hsds.Phone, "service_at_location"),
        rows_of(hsds.Contact, "service_at_location"),
        rows_of(hsds.ServiceArea, "service_at_location"),
    )


@admin.register(hsds.Taxonomy)
class TaxonomyAdmin(PublishedAdmin):
    list_display = ("name", "version")
    search_fields = ("name",)


@admin.register(hsds.TaxonomyTerm)
class TaxonomyTermAdmin(PublishedAdmin):
    list_display = ("name", "code", "taxonomy", "parent")
    list_filter = ("taxonomy",)
    list_select_related = ("taxonomy", "parent")
    search_fields = ("name", "code")
    autocomplete_fields = ("parent", "taxonomy")


@admin.register(hsds.Program)
class ProgramAdmin(ScopedAdmin):
    """Published with its organisation."""

    list_display = ("name", "organization")
    list_select_related = ("organization",)
    search_fields = ("name",)
    autocomplete_fields = ("organization",)


@admin.register(hsds.Unit)
class UnitAdmin(ScopedAdmin):
    list_display = ("name", "scheme")
    search_fields = ("name",)


@admin.register(hsds.Attribute)
class AttributeAdmin(ScopedAdmin):
    """Published with what it is said of."""

    list_display = ("link_entity", "link_id", "taxonomy_term", "value")
    list_select_related = ("taxonomy_term",)
    search_fields = ("value", "taxonomy_term__name")
    autocomplete_fields = ("taxonomy_term",)
