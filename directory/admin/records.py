"""The forms of the records that are published, with their child rows inside them."""

from django.contrib import admin
from django.db.models import Model

from directory import models as hsds
from directory.admin.keeping import KeptAdmin
from directory.admin.location import LocationAdmin
from directory.admin.organization import OrganizationAdmin
from directory.admin.publishing import PublishedAdmin
from directory.admin.scoping import ScopedAdmin, ScopedStackedInline
from directory.admin.service.admin import ServiceAdmin


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


admin.site.register(hsds.Organization, OrganizationAdmin)
admin.site.register(hsds.Service, ServiceAdmin)
admin.site.register(hsds.Location, LocationAdmin)


@admin.register(hsds.ServiceAtLocation)
class ServiceAtLocationAdmin(KeptAdmin, ScopedAdmin):
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
class ProgramAdmin(KeptAdmin, ScopedAdmin):
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
class AttributeAdmin(KeptAdmin, ScopedAdmin):
    """Published with what it is said of."""

    list_display = ("link_entity", "link_id", "taxonomy_term", "value")
    list_select_related = ("taxonomy_term",)
    search_fields = ("value", "taxonomy_term__name")
    autocomplete_fields = ("taxonomy_term",)
