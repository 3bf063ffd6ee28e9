"""The forms of the records that are published, with their child rows inside them."""

from django.contrib import admin

from directory import models as hsds
from directory.admin.keeping import KeptAdmin
from directory.admin.location import LocationAdmin
from directory.admin.organization import OrganizationAdmin
from directory.admin.publishing import PublishedAdmin
from directory.admin.scoping import ScopedAdmin, Unlisted
from directory.admin.service.admin import ServiceAdmin
from directory.admin.service.at_place import ServiceAtLocationAdmin

admin.site.register(hsds.Organization, OrganizationAdmin)
admin.site.register(hsds.Service, ServiceAdmin)
admin.site.register(hsds.Location, LocationAdmin)
admin.site.register(hsds.ServiceAtLocation, ServiceAtLocationAdmin)


@admin.register(hsds.Taxonomy)
class TaxonomyAdmin(Unlisted, PublishedAdmin):
    list_display = ("name", "version")
    search_fields = ("name",)


@admin.register(hsds.TaxonomyTerm)
class TaxonomyTermAdmin(Unlisted, PublishedAdmin):
    list_display = ("name", "code", "taxonomy", "parent")
    list_filter = ("taxonomy",)
    list_select_related = ("taxonomy", "parent")
    search_fields = ("name", "code")
    autocomplete_fields = ("parent", "taxonomy")


@admin.register(hsds.Program)
class ProgramAdmin(Unlisted, KeptAdmin, ScopedAdmin):
    """Published with its organisation."""

    list_display = ("name", "organization")
    list_select_related = ("organization",)
    search_fields = ("name",)
    autocomplete_fields = ("organization",)


@admin.register(hsds.Unit)
class UnitAdmin(Unlisted, ScopedAdmin):
    list_display = ("name", "scheme")
    search_fields = ("name",)


@admin.register(hsds.Attribute)
class AttributeAdmin(Unlisted, KeptAdmin, ScopedAdmin):
    """Published with what it is said of."""

    list_display = ("link_entity", "link_id", "taxonomy_term", "value")
    list_select_related = ("taxonomy_term",)
    search_fields = ("value", "taxonomy_term__name")
    autocomplete_fields = ("taxonomy_term",)
