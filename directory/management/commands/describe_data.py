"""`manage.py describe_data`: the tables of docs/data-model.md, from the models themselves."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Field

from directory import models as hsds

OBJECTS: tuple[type[hsds.HSDSModel], ...] = (
    hsds.Organization,
    hsds.OrganizationIdentifier,
    hsds.Program,
    hsds.Service,
    hsds.ServiceAtLocation,
    hsds.ServiceArea,
    hsds.CostOption,
    hsds.RequiredDocument,
    hsds.ServiceCapacity,
    hsds.Unit,
    hsds.Location,
    hsds.Address,
    hsds.Accessibility,
    hsds.Schedule,
    hsds.Contact,
    hsds.Phone,
    hsds.Language,
    hsds.Funding,
    hsds.Url,
    hsds.Taxonomy,
    hsds.TaxonomyTerm,
    hsds.Attribute,
    hsds.Metadata,
    hsds.MetaTableDescription,
)


def described() -> str:
    """A Markdown table of its fields for each object of HSDS."""
    return "\n\n".join(_described(model) for model in OBJECTS) + "\n"


def _described(model: type[hsds.HSDSModel]) -> str:
    rows = [
        f"| `{field.attname}` | {field.help_text}{_choices(field)} |" for field in _fields(model)
    ]
    lines = [
        f"### {model.entity()}",
        "",
        _summary(model),
        "",
        "| Field | What it is |",
        "| --- | --- |",
    ]
    return "\n".join(lines + rows)


def _fields(model: type[hsds.HSDSModel]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.name != "id"]


def _summary(model: type[hsds.HSDSModel]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


def _choices(field: Field) -> str:
    values = [f"`{value}`" for value, _ in field.choices or () if value]
    return f" One of {', '.join(values)}." if values else ""


class Command(BaseCommand):
    help = "Prints the tables of docs/data-model.md from the models. A test compares the two."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(described(), ending="")
