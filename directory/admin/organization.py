"""The page of an organisation."""

from typing import Any

from directory import models as hsds
from directory.admin.editing.finder import Finder, find_in
from directory.admin.editing.page import NewRecordForm, SectionedAdmin
from directory.admin.editing.rows import rows_of
from directory.admin.editing.sections import Section
from directory.admin.editing.shared_rows import contacts, funding, phones, web_pages

SECTIONS = (
    Section(
        "about",
        "Who you are",
        "What people should know before they get in touch.",
        ("name", "alternate_name", "description", "legal_status", "year_incorporated"),
        filled_by=(("name",), ("description",)),
    ),
    Section(
        "contact",
        "How to get in touch",
        "Services that have no phone or address of their own are reached here.",
        ("rows:phones", "email", "website", "rows:contacts", "rows:additional_websites", "logo"),
        filled_by=(("rows:phones", "email", "website", "rows:contacts"),),
    ),
    Section(
        "registered",
        "Is it registered?",
        "A charity or company number tells people, and funders, that it is you.",
        ("rows:organization_identifiers", "tax_status", "tax_id", "uri"),
        filled_by=(("rows:organization_identifiers", "legal_status"),),
    ),
    Section(
        "larger",
        "What it is part of, and who pays",
        "All of it may stay blank.",
        ("parent_organization", "rows:programs", "rows:funding"),
    ),
)

IDENTIFIERS = rows_of(
    hsds.OrganizationIdentifier,
    "organization",
    ("identifier_type", "identifier", "identifier_scheme"),
    one="Number",
    another="Add a charity or company number",
)
PROGRAMS = rows_of(
    hsds.Program,
    "organization",
    ("name", "alternate_name", "description"),
    one="Programme",
    another="Add a programme that several services belong to",
)


class OrganizationForm(NewRecordForm):
    """An organisation."""

    class Meta:
        model = hsds.Organization
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent_organization" in self.fields:
            finder = Finder("name", "alternate_name", none="It is part of none")
            find_in(self, "parent_organization", finder)


class OrganizationAdmin(SectionedAdmin):
    """Who runs services."""

    form = OrganizationForm
    sections = SECTIONS
    names = ("parent_organization",)
    list_display = ("name", "where_it_stands", "email", "website")
    search_fields = ("name", "alternate_name")
    inlines = (
        phones("organization"),
        contacts("organization"),
        web_pages("organization"),
        IDENTIFIERS,
        PROGRAMS,
        funding("organization"),
    )
