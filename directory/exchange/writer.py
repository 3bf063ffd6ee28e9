"""Saves the rows that are ready, comparing each with what its source last said."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from django.db import DatabaseError, models, transaction

from directory.exchange.cycles import without_cycles
from directory.exchange.faults import Action, Fault
from directory.exchange.ids import Identifiers
from directory.exchange.models import ImportedRow, Source
from directory.exchange.references import References
from directory.exchange.staging import Staged, Staging
from directory.exchange.tables import Column, Table, tables
from directory.models import HSDSModel, Organization
from directory.progress import Progress
from directory.publication.tables import insert, upsert

CHUNK = 500
STAND_IN = "stand-in"  # the digest of a row that no source row made


@dataclass
class Counts:
    """What became of one table's rows."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0


class Writer:
    """Writes one import. Everything it does stands inside the caller's transaction."""

    def __init__(self, staging: Staging, source: Source, identifiers: Identifiers) -> None:
        self.staging = staging
        self.source = source
        self.references = References(staging, identifiers)
        self.counts = {name: Counts() for name in tables()}

    def write(self, progress: Progress) -> dict[str, Counts]:
        """Saves every table in the order of their references."""
        done = 0
        for table in tables().values():
            for rows in self.staging.ready(table.name, CHUNK):
                done += len(rows)
                self.save(table, self.references.resolved(table, rows))
                progress("Saving rows", done)
            if table.name == "organization":
                self.stand_in_for_absent_organizations()
            if table.self_reference:
                self.mend_parents(table, table.self_reference)
        return self.counts

    # --- One chunk --------------------------------------------------------------------------

    def save(self, table: Table, rows: list[Staged]) -> None:
        counts = self.counts[table.name]
        digests = {row.row_id: digest_of(row) for row in rows}
        known = self.known_digests(table, list(digests))
        fresh = [row for row in rows if known.get(row.row_id) != digests[row.row_id]]
        counts.unchanged += len(rows) - len(fresh)
        if not fresh:
            return
        here = table.model.objects.in_bulk([row.row_id for row in fresh])
        created, changed, settled = [], [], []
        for row in fresh:
            instance = here.get(row.row_id)
            if instance is None:
                created.append((row, applied(table, row, table.model(id=row.row_id))))
            elif differs(table, row, instance):
                self.about_to_change(table, row, instance)
                changed.append((row, applied(table, row, instance)))
            else:
                settled.append(row)
        saved_new = self.insert(table, created)
        saved_changed = self.update(table, changed)
        counts.created += len(saved_new)
        counts.changed += len(saved_changed)
        counts.unchanged += len(settled)
        self.remember(table, [*saved_new, *saved_changed, *settled], digests)

    def about_to_change(self, table: Table, row: Staged, instance: HSDSModel) -> None:
        """For those who tell what changes: `instance` is still as it was."""

    def insert(self, table: Table, rows: list[tuple[Staged, HSDSModel]]) -> list[Staged]:
        return self.each_or_all(table, rows, insert)

    def update(self, table: Table, rows: list[tuple[Staged, HSDSModel]]) -> list[Staged]:
        return self.each_or_all(table, rows, upsert)

    def each_or_all(
        self, table: Table, rows: list[tuple[Staged, HSDSModel]], save: Callable[..., None]
    ) -> list[Staged]:
        """Saves `rows` together or, if the database refuses, each that it accepts."""
        if not rows:
            return []
        fields = table.model._meta.concrete_fields
        names = [field.name for field in fields]
        values = [[getattr(instance, f.attname) for f in fields] for _, instance in rows]
        try:
            with transaction.atomic():
                save(table.model, names, values)
            return [row for row, _ in rows]
        except DatabaseError as error:
            if len(rows) == 1:
                self.refused(rows[0][0], error)
                return []
        return [saved for row in rows for saved in self.each_or_all(table, [row], save)]

    def refused(self, row: Staged, error: DatabaseError) -> None:
        message = f"The database refused the row: {str(error).splitlines()[0]}"
        self.staging.report(
            Fault(row.where, row.table, "id", row.original, Action.SKIPPED, message)
        )

    # --- What the source last said --------------------------------------------------------------

    def known_digests(self, table: Table, ids: list[UUID]) -> dict[UUID, str]:
        rows = self.rows_of(table).filter(row_id__in=ids)
        return dict(rows.values_list("row_id", "digest"))

    def remember(self, table: Table, rows: list[Staged], digests: dict[UUID, str]) -> None:
        ids = [row.row_id for row in rows]
        self.rows_of(table).filter(row_id__in=ids).delete()
        insert(
            ImportedRow,
            ["source", "table", "row_id", "original_id", "digest"],
            [
                (self.source.pk, table.name, row.row_id, row.original[:255], digests[row.row_id])
                for row in rows
            ],
        )

    def rows_of(self, table: Table) -> models.QuerySet[ImportedRow]:
        return ImportedRow.objects.filter(source=self.source, table=table.name)

    # --- Across a table -------------------------------------------------------------------------

    def stand_in_for_absent_organizations(self) -> None:
        earlier = ImportedRow.objects.filter(
            source=self.source, table="organization", digest=STAND_IN
        )

        def make(row_id: UUID, name: str) -> None:
            Organization.objects.create(id=row_id, name=name)
            ImportedRow.objects.update_or_create(
                source=self.source,
                table="organization",
                row_id=row_id,
                defaults={"original_id": name.rpartition(" ")[2], "digest": STAND_IN},
            )
            self.counts["organization"].created += 1

        self.references.stand_in(make, earlier.values_list("row_id", flat=True))

    def mend_parents(self, table: Table, parent: Column) -> None:
        """Cuts the links that would make a record its own ancestor, or lead to no record."""
        ours = partial(self.staging.is_ready, table.name)
        for row_id, message in without_cycles(table, parent, ours=ours):
            self.staging.report(
                Fault(
                    self.staging.place_of(table.name, row_id),
                    table.name,
                    parent.name,
                    str(row_id),
                    Action.REPAIRED,
                    message,
                )
            )


# --- Rows and instances --------------------------------------------------------------------------


def digest_of(row: Staged) -> str:
    content = orjson.dumps([row.complete, row.values], option=orjson.OPT_SORT_KEYS)
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def python_value(field: models.Field, value: Any) -> Any:
    """A staged value as its field holds it; None is "" in a text."""
    if value is None:
        return "" if isinstance(field, models.CharField | models.TextField) else None
    for kind, convert in CONVERTERS:
        if isinstance(field, kind):
            return convert(value)
    return value


CONVERTERS: list[tuple[Any, Callable[[Any], Any]]] = [
    (models.CharField | models.TextField, str),
    (models.ForeignKey | models.UUIDField, UUID),
    (models.DateTimeField, datetime.fromisoformat),
    (models.DateField, date.fromisoformat),
    (models.TimeField, time.fromisoformat),
    (models.DecimalField, Decimal),
]


def given(table: Table, row: Staged) -> dict[str, Any]:
    """What the row says of each attribute of an instance: all of them, if the row is complete."""
    return {
        column.attribute: python_value(column.field, row.values.get(name))
        for name, column in table.columns.items()
        if name in row.values or row.complete
    }


def differs(table: Table, row: Staged, instance: HSDSModel) -> bool:
    return any(getattr(instance, name) != value for name, value in given(table, row).items())


def applied(table: Table, row: Staged, instance: HSDSModel) -> HSDSModel:
    for name, value in given(table, row).items():
        setattr(instance, name, value)
    return instance
