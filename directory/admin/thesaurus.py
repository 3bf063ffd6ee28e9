"""The thesaurus of search, which moderators keep."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from directory.admin.asking import yes_no
from directory.admin.scoping import ScopedAdmin
from directory.search.models import ThesaurusEntry


@admin.register(ThesaurusEntry)
class ThesaurusEntryAdmin(ScopedAdmin):
    """A change is in effect with the next search."""

    list_display = ("__str__", "finds_also", "used")
    list_filter = ("in_use",)
    search_fields = ("words", "finds_also", "note")
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 8, "cols": 60})}
    }

    @admin.display(description="in use", ordering="in_use")
    def used(self, entry: ThesaurusEntry) -> str:
        return yes_no(entry.in_use)

    def has_delete_permission(
        self, request: HttpRequest, obj: ThesaurusEntry | None = None
    ) -> bool:
        """What came with the software is set aside instead: deleted, it would come again."""
        shipped = obj is not None and bool(obj.shipped_as)
        return not shipped and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Deleting several at once asks here; it must refuse the same."""
        to_delete, counts, needed, protected = super().get_deleted_objects(objs, request)
        shipped = [str(entry) for entry in objs if entry.shipped_as]
        return to_delete, counts, needed, [*protected, *shipped]
