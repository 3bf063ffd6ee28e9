"""The forms of the records that are published, with their child rows inside them."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.db.models import Field

from directory import models as hsds
from directory.admin.asking import ask
from directory.admin.conflicts import ConflictAdmin
from directory.admin.keeping import KeptAdmin
from directory.admin.location import LocationAdmin
from directory.admin.organization import OrganizationAdmin
from directory.admin.publishing import PublishedAdmin
from directory.admin.scoping import ScopedAdmin, Unlisted
from directory.admin.service.admin import ServiceAdmin
from directory.admin.service.at_place import ServiceAtLocationAdmin

UNSPOKEN = (hsds.Attribute, hsds.Metadata, hsds.MetaTableDescription)
# What something may be said of, by its name in the standard, and what people call it.
ENTRIES = sorted(
    (
        (model.entity(), str(model._meta.verbose_name))
        for model in apps.get_app_config("directory").get_models()
        if issubclass(model, hsds.HSDSModel) and model not in UNSPOKEN
    ),
    key=lambda pair: pair[1],
)

admin.site.register(hsds.Organization, OrganizationAdmin)
admin.site.register(hsds.Service, ServiceAdmin)
admin.site.register(hsds.Location, LocationAdmin)
admin.site.register(hsds.ServiceAtLocation, ServiceAtLocationAdmin)


class ChosenByTyping:
    """Its boxes to choose by typing tell a screen reader what they are for."""

    class Media:
        js = ("directory_admin/choosing.js",)


@admin.register(hsds.Taxonomy)
class TaxonomyAdmin(Unlisted, PublishedAdmin):
    list_display = ("name", "version")
    search_fields = ("name",)


@admin.register(hsds.TaxonomyTerm)
class TaxonomyTermAdmin(ChosenByTyping, Unlisted, PublishedAdmin):
    list_display = ("name", "code", "taxonomy", "parent")
    list_filter = ("taxonomy",)
    list_select_related = ("taxonomy", "parent")
    search_fields = ("name", "code")
    autocomplete_fields = ("parent", "taxonomy")


@admin.register(hsds.Program)
class ProgramAdmin(ChosenByTyping, Unlisted, KeptAdmin, ConflictAdmin, ScopedAdmin):
    """Published with its organisation."""

    list_display = ("name", "organization")
    list_select_related = ("organization",)
    search_fields = ("name",)
    autocomplete_fields = ("organization",)


@admin.register(hsds.Unit)
class UnitAdmin(Unlisted, ConflictAdmin, ScopedAdmin):
    list_display = ("name", "scheme")
    search_fields = ("name",)


@admin.register(hsds.Attribute)
class AttributeAdmin(ChosenByTyping, Unlisted, KeptAdmin, ConflictAdmin, ScopedAdmin):
    """Published with what it is said of."""

    list_display = ("taxonomy_term", "link_type", "value", "kind_of_entry", "link_id")
    list_select_related = ("taxonomy_term",)
    search_fields = ("value", "taxonomy_term__name")
    autocomplete_fields = ("taxonomy_term",)

    def formfield_for_dbfield(self, db_field: Field, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "link_entity":
            return ask(forms.ChoiceField(choices=ENTRIES), db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="kind of entry", ordering="link_entity")
    def kind_of_entry(self, said: hsds.Attribute) -> str:
        return dict(ENTRIES).get(said.link_entity, said.link_entity)
