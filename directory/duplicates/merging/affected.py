"""What a merge changes: every published record that says something else afterwards."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from directory.duplicates.knowing import KINDS
from directory.duplicates.merging.pointers import Pointer, pointers_to
from directory.models import HSDSModel, ServiceAtLocation
from directory.publication.models import Kind
from directory.review.roots import OWNERS, roots_of

Affected = dict[Kind, set[UUID]]


def affected(kind: str, old: UUID, new: UUID) -> Affected:
    """The records that change when `old` becomes part of `new`, these two among them.

    Whatever names `old` names `new` afterwards. A row that belongs to a third record as well, such
    as a phone of two, changes that one too. A fixed number of queries, however many name it.
    """
    found = naming(KINDS[kind], {old})
    found[Kind(kind)] |= {old, new}
    # What names the one that stays goes on doing so, but its rows may take others in.
    _Gathering(found, names_change=False).gather(KINDS[kind], {new})
    return found


def naming(model: type[HSDSModel], ids: Collection[UUID]) -> Affected:
    """The records that change when the rows `ids` of `model` are no more, or are another's."""
    found: Affected = defaultdict(set)
    _Gathering(found, names_change=True).gather(model, ids)
    return found


class _Gathering:
    """Goes from a record to the rows that name it, and from those to the rows that name them."""

    def __init__(self, found: Affected, *, names_change: bool) -> None:
        self.found, self.names_change = found, names_change
        self.seen: set[UUID] = set()

    def gather(self, model: type[HSDSModel], ids: Collection[UUID]) -> None:
        self.seen |= set(ids)
        for pointer in pointers_to(model):
            is_kind = pointer.model in KINDS.values()
            if not issubclass(pointer.model, HSDSModel) or (is_kind and not self.names_change):
                continue
            rows = _rows(pointer, model.entity(), ids)
            for row in rows:
                names = self.names_change and (is_kind or isinstance(row, ServiceAtLocation))
                if names or _is_shared(row):
                    for kind, id in roots_of(row):
                        self.found[kind].add(id)
            if inner := {row.pk for row in rows if not is_kind} - self.seen:
                self.gather(pointer.model, inner)


def _rows(pointer: Pointer, entity: str, ids: Collection[UUID]) -> list[Any]:
    """The rows that name one of `ids`."""
    rows = pointer.model._base_manager.filter(**{f"{pointer.column}__among": list(ids)})
    if pointer.kind_column:
        rows = rows.filter(**{pointer.kind_column: entity})
    # Whose session it is, without another query for each.
    return list(rows.select_related("service") if pointer.model is ServiceAtLocation else rows)


def _is_shared(row: Any) -> bool:
    """Whether `row` names more than one record or row that it belongs to."""
    return sum(bool(getattr(row, f"{name}_id", None)) for name in OWNERS) > 1
