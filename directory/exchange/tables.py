"""HSDS's tables as the models know them: their columns, what each refers to, and their order."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from directory import models as hsds

# Rows are written in this order, so that whatever a row refers to is there before it.
ORDER: list[Any] = [
    hsds.Taxonomy,
    hsds.TaxonomyTerm,
    hsds.Organization,
    hsds.Program,
    hsds.Unit,
    hsds.Location,
    hsds.Service,
    hsds.ServiceAtLocation,
    hsds.Contact,
    hsds.Phone,
    hsds.Schedule,
    hsds.Language,
    hsds.ServiceArea,
    hsds.Url,
    hsds.Funding,
    hsds.CostOption,
    hsds.RequiredDocument,
    hsds.ServiceCapacity,
    hsds.OrganizationIdentifier,
    hsds.Address,
    hsds.Accessibility,
    hsds.MetaTableDescription,
    hsds.Attribute,
    hsds.Metadata,
]

# Published on their own, in this order. Every other row is part of one of these.
PUBLISHED_KINDS = ["taxonomy", "taxonomy_term", "organization", "location", "service"]

# Records that several rows may describe: their rows become one. Any other table's rows that share
# an id and differ stay apart, under ids of their own.
RECORDS = {*PUBLISHED_KINDS, "program", "unit", "service_at_location"}

# Fields of ours that no source may set, or set back: whoever hides an address here means it.
OURS = {("location", "hide_address")}

# Rows of these stand on their own: nothing they leave out means that a child row is gone.
STANDALONE = {*PUBLISHED_KINDS, "program", "unit", "meta_table_description"}

# Where HSDS's column and our model's field differ.
FIELD_OF_COLUMN = {("taxonomy_term", "taxonomy"): "taxonomy_name"}

# A row that is said of any other row: the column with its id, and the one with its table.
LINKS = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}

# Names used for HSDS's tables by packages, by its own versions, and by people.
OTHER_NAMES = {
    "organisation": "organization",
    "organisations": "organization",
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "meta_table_descriptions": "meta_table_description",
    "accessibility_for_disabilities": "accessibility",
    "capacities": "service_capacity",
    "additional_urls": "url",
    "additional_websites": "url",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an HSDS table, and the model field that keeps it.

    `target` is the table a reference points at. `required` columns may not be blank.
    """

    name: str
    field: Any  # a models.Field of whichever kind
    target: str = ""
    required: bool = False

    @property
    def attribute(self) -> str:
        """The name of the value on a model instance: `organization_id` for a reference."""
        return self.field.attname


@dataclass(frozen=True)
class Table:
    """One HSDS table."""

    name: str
    model: Any  # a class of HSDSModel; the stubs give the abstract one no manager
    columns: dict[str, Column]

    @property
    def references(self) -> list[Column]:
        return [column for column in self.columns.values() if column.target]

    @property
    def self_reference(self) -> Column | None:
        """The column that points at another row of the same table, if there is one."""
        return next((c for c in self.references if c.target == self.name), None)

    @property
    def is_record(self) -> bool:
        return self.name in RECORDS

    @property
    def is_shared(self) -> bool:
        """Whether its rows may belong to one of several owners, none of them required."""
        return any(c.name.endswith("_has_an_owner") for c in self.model._meta.constraints)


def table_of(model: Any) -> Table:
    name = model.entity()
    columns = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or (name, field.name) in OURS:
            continue
        column = Column(
            name=column_name(name, field),
            field=field,
            target=field.related_model.entity() if field.is_relation else "",
            required=not field.blank and not field.null,
        )
        columns[column.name] = column
    return Table(name, model, columns)


def column_name(table: str, field: Any) -> str:
    for (of_table, column), field_name in FIELD_OF_COLUMN.items():
        if (of_table, field_name) == (table, field.name):
            return column
    return field.attname


@cache
def tables() -> dict[str, Table]:
    """Every table by its HSDS name, in the order they are written."""
    return {model.entity(): table_of(model) for model in ORDER}


@cache
def canonical(name: str) -> str:
    """HSDS's name for a table that a file or folder calls `name`, or "" if it is none of them."""
    name = name.lower().removesuffix(".csv").strip().replace("-", "_").replace(" ", "_")
    candidates = [name, OTHER_NAMES.get(name, "")]
    if name.endswith("ies"):
        candidates.append(name[:-3] + "y")
    if name.endswith("s"):
        candidates.append(name[:-1])
    return next((c for c in candidates if c in tables()), "")
