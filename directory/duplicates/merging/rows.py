"""Rows that go from one record to another; those that the other has already become one."""

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from directory.duplicates.merging.pointers import Pointer, pointers_to, unique_with
from directory.models import HSDSModel, ServiceAtLocation
from directory.people.models import Duty, Membership
from directory.publication.folding import both_said
from directory.publication.tables import in_pages


class Mover:
    """Moves whatever points at a record to another, and keeps account of it.

    `moved` and `same` count rows by model; `replaced` has the HSDS rows that are no more, with what
    took their place; `said` has all they said.
    """

    def __init__(self) -> None:
        self.moved: Counter[type[Model]] = Counter()
        self.same: Counter[type[Model]] = Counter()
        self.replaced: list[tuple[str, UUID, UUID]] = []
        self.said: list[dict[str, Any]] = []

    def move(self, model: type[HSDSModel], old: UUID, new: UUID) -> None:
        """Have whatever names `old`, a row of `model`, name `new`."""
        for pointer in pointers_to(model):
            rows = list(pointer.rows(model.entity(), old).order_by("pk"))
            # Its own parent, or its own branch: the caller puts that right.
            rows = [row for row in rows if row.pk != new]
            twins = self.twins(pointer, rows, model.entity(), new) if rows else {}
            moving = [row.pk for row in rows if row.pk not in twins and pointer.is_handed_on]
            for page in in_pages(moving):
                pointer.model._base_manager.filter(pk__in=page).update(**{pointer.column: new})
            self.moved[pointer.model] += len(moving)
            for row in rows:
                if row.pk in twins:
                    self.fold(row, twins[row.pk])
                elif not pointer.is_handed_on:
                    self.drop(row)

    def twins(self, pointer: Pointer, rows: list[Any], entity: str, new: UUID) -> dict[Any, Any]:
        """For each of `rows` that `new` has already, or may have but once, the one that it has."""
        theirs = list(pointer.rows(entity, new).order_by("pk"))
        found: dict[Any, Any] = {}
        for columns, condition in unique_with(pointer):
            of_rule = set(
                pointer.model._base_manager.filter(
                    condition, pk__in=[row.pk for row in (*rows, *theirs)]
                ).values_list("pk", flat=True)
                if condition
                else [row.pk for row in (*rows, *theirs)]
            )
            there = {_values(row, columns): row for row in theirs if row.pk in of_rule}
            for row in rows:
                values = _values(row, columns)
                if row.pk in of_rule and values in there and None not in values:
                    found[row.pk] = there[values]
        if pointer.is_part:
            columns = _content(pointer)
            alike: dict[Any, Any] = defaultdict(list)
            for row in theirs:
                alike[_values(row, columns)].append(row)
            for row in rows:
                if same := alike.get(_values(row, columns)):
                    found.setdefault(row.pk, same[0])
        return found

    def fold(self, row: Any, twin: Any) -> None:
        """Make `row` part of `twin`, with whatever points at it."""
        if isinstance(row, Membership):
            twin.role = Duty.LEAD if Duty.LEAD in (row.role, twin.role) else twin.role
        if isinstance(row, ServiceAtLocation):
            twin.description = both_said(twin.description, row.description)
        for field in row._meta.concrete_fields:
            if getattr(twin, field.attname) in (None, ""):
                setattr(twin, field.attname, getattr(row, field.attname))
        twin.save()
        self.same[type(row)] += 1
        if isinstance(row, HSDSModel):
            self.move(type(row), row.pk, twin.pk)
            self.replaced.append((row.entity(), row.pk, twin.pk))
        self.drop(row)

    def drop(self, row: Any) -> None:
        """Delete `row`, at which nothing points any more; the database sees to that."""
        self.said.append({"is": row._meta.label, **dumped(row)})
        type(row)._base_manager.filter(pk=row.pk)._raw_delete(connection.alias)


def _values(row: Any, columns: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in columns)


def _content(pointer: Pointer) -> list[str]:
    """The columns that say what a row is, whosever it is."""
    fields = pointer.model._meta.concrete_fields
    return [f.attname for f in fields if not f.primary_key and f.attname != pointer.column]


def dumped(row: Model) -> dict[str, Any]:
    """Every field of `row` that says something, as JSON takes it."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {
        name: value if isinstance(value, bool | int | float) else str(value)
        for name, value in values.items()
        if value not in (None, "")
    }
