"""Whatever may point at a record: found by looking at the models, so that none is forgotten.

Foreign keys tell themselves. Rows that name a record by kind and id, or by id alone, are listed
here: one in each list, or a test fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet, UniqueConstraint

from directory.models import HSDSModel

# Rows that name a record by its kind and its id. They go over.
BY_KIND = {
    "directory.Attribute": ("link_entity", "link_id"),
    "directory.Metadata": ("resource_type", "resource_id"),
    "upkeep.LinkUse": ("kind", "record_id"),
    "upkeep.Problem": ("kind", "record_id"),
}
# Columns that hold the id of an organisation, and no foreign key. They go over.
OF_ORGANIZATION = {"review.Submission": "organization_id"}
# Foreign keys that do not go over: what they say is gone, though the merge keeps what it was.
NOT_HANDED_ON = {
    "review.TrustedOrganization": "Whom moderators trust is theirs to say of those who stay.",
}
# Other columns that hold ids, by model, and why they stay as they are.
LEFT_ALONE = {
    "publication": "The log says what was, and the public record is made of it: see replace.py.",
    "search": "The indexes follow the public record.",
    "exchange.ImportedRow": "By it a source's next import knows the row it merged away.",
    "review.Version": "What a record was stays its own history.",
    "review.Submission": "What was sent is history; one that waits is closed (merge.py).",
    "duplicates": "Says itself what was merged.",
}


@dataclass(frozen=True)
class Pointer:
    """A column by which rows of a model name a record of another."""

    model: type[Model]
    column: str
    kind_column: str = ""

    def rows(self, entity: str, id: Any) -> QuerySet[Any]:
        """The rows that name the record `id`, which HSDS calls an `entity`."""
        named = {self.column: id} | ({self.kind_column: entity} if self.kind_column else {})
        return self.model._base_manager.filter(**named)

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def is_handed_on(self) -> bool:
        return self.label not in NOT_HANDED_ON

    @property
    def is_part(self) -> bool:
        """Whether its rows are part of the record, and one that says the same says nothing new."""
        return issubclass(self.model, HSDSModel) and self.model.entity() not in RECORDS


# What stands on its own: never folded into another for saying the same.
RECORDS = frozenset({"organization", "location", "service", "service_at_location", "taxonomy"})


@cache
def pointers_to(model: type[HSDSModel]) -> list[Pointer]:
    """Every column that may name a row of `model`."""
    return [*_foreign_keys(model), *_by_kind(), *_of_organization(model)]


def _foreign_keys(model: type[Model]) -> Iterator[Pointer]:
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            field = relation.field  # type: ignore[union-attr]
            if isinstance(field, ForeignKey):
                yield Pointer(field.model, field.attname)


def _by_kind() -> Iterator[Pointer]:
    for label, (kind, id) in BY_KIND.items():
        if model := _installed(label):
            yield Pointer(model, id, kind)


def _of_organization(model: type[HSDSModel]) -> Iterator[Pointer]:
    for label, column in OF_ORGANIZATION.items():
        if model.entity() == "organization" and (named := _installed(label)):
            yield Pointer(named, column)


def _installed(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def unique_with(pointer: Pointer) -> Iterator[tuple[list[str], Q | None]]:
    """The other columns, and the condition, of each rule that lets a record have a row but once."""
    meta = pointer.model._meta
    attnames = {field.name: field.attname for field in meta.concrete_fields}
    rules: list[tuple[list[str], Q | None]] = [
        (list(fields), None) for fields in meta.unique_together
    ]
    rules += [([field.name], None) for field in meta.concrete_fields if field.unique]
    rules += [
        (list(constraint.fields), constraint.condition)
        for constraint in meta.constraints
        if isinstance(constraint, UniqueConstraint) and constraint.fields
    ]
    for fields, condition in rules:
        columns = [attnames[field] for field in fields]
        if pointer.column in columns:
            yield [c for c in columns if c not in (pointer.column, pointer.kind_column)], condition
