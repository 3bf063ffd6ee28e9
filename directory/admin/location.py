"""The page of a place, and of a service at a place."""

from typing import Any

from directory import models as hsds
from directory.admin.editing.finder import Finder, find_in
from directory.admin.editing.page import NewRecordForm, SectionedAdmin
from directory.admin.editing.rows import rows_of
from directory.admin.editing.sections import Section
from directory.admin.editing.shared_rows import contacts, languages, phones
from directory.admin.hours.rows import hours_of
from directory.people.scope import is_moderator

SECTIONS = (
    Section(
        "about",
        "What it is",
        "What the place is called, and how people find the door.",
        ("location_type", "name", "alternate_name", "description", "organization", "url"),
        filled_by=(("name", "rows:addresses"),),
    ),
    Section(
        "where",
        "Where it is",
        "An address is needed only if people come to it.",
        (
            *("rows:addresses", "hide_address", "transportation", "latitude", "longitude"),
            *("external_identifier", "external_identifier_type"),
        ),
        filled_by=(("rows:addresses", "url"),),
    ),
    Section(
        "access",
        "Getting in and around",
        "What people with a disability need to know before they set out.",
        ("rows:accessibility", "rows:languages"),
        filled_by=(("rows:accessibility",),),
    ),
    Section(
        "when",
        "When it is open",
        "Only if the place has hours of its own. Each service tells when it runs itself.",
        ("directory_admin/hours/times.html",),
        filled_by=(("rows:times",),),
        template_rows=("rows:times", "rows:closed"),
    ),
    Section(
        "contact",
        "How to get in touch",
        "For questions about the place, such as hiring a room.",
        ("rows:phones", "rows:contacts"),
        filled_by=(("rows:phones", "rows:contacts"),),
    ),
)


ADDRESSES = rows_of(
    hsds.Address,
    "location",
    (
        *("address_1", "address_2", "region", "city", "state_province", "postal_code"),
        *("country", "attention", "address_type"),
    ),
    one="Address",
    another="Add an address",
    begins_with_one=True,
)
ACCESS = rows_of(
    hsds.Accessibility,
    "location",
    ("description", "details", "url"),
    one="Access",
    another="Add something about access",
)


class LocationForm(NewRecordForm):
    """A place."""

    class Meta:
        model = hsds.Location
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "organization" in self.fields:
            self._offer_organizations(self.fields["organization"])

    def _offer_organizations(self, field: Any) -> None:
        """A place that belongs to nobody is beyond the reach of whoever is no moderator."""
        free = is_moderator(self.by) or (self.is_saved and not self.instance.organization_id)
        field.required = not free
        none = "None in particular" if free else ""
        finder = Finder("name", "alternate_name", none=none, only_own=True)
        find_in(self, "organization", finder)
        if field.required and not self.is_saved:
            mine = list(field.queryset.values_list("pk", flat=True)[:2])
            if len(mine) == 1:
                self.initial.setdefault("organization", mine[0])

    def what_is_known(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        prefix = "addresses-0-"
        return {
            "name": cleaned.get("name"),
            "alternate_name": cleaned.get("alternate_name"),
            "url": cleaned.get("url"),
            "postcode": self.data.get(f"{prefix}postal_code"),
            "address_1": self.data.get(f"{prefix}address_1"),
        }


class LocationAdmin(SectionedAdmin):
    """Where services happen."""

    form = LocationForm
    sections = SECTIONS
    list_display = ("name", "organization", "where_it_stands", "location_type")
    list_filter = ("location_type",)
    names = ("organization",)
    search_fields = ("name", "alternate_name", "addresses__postal_code")
    inlines = (
        ADDRESSES,
        ACCESS,
        *hours_of("location"),
        phones("location"),
        contacts("location"),
        languages("location"),
    )
