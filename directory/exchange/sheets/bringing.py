"""Brings a sheet in: previewed as often as wanted, then written as it was previewed.

It goes the way of every import (importing.py): checked, staged, made one, resolved and written, in
one transaction. A preview is the same with the transaction undone at its end.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from typing import Any
from uuid import UUID

import orjson
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from directory.duplicates import index
from directory.duplicates.knowing import KINDS
from directory.exchange.checks import Checker
from directory.exchange.faults import Action, Fault, Where
from directory.exchange.ids import Identifiers
from directory.exchange.merging import MISSING, merge
from directory.exchange.models import Source
from directory.exchange.references import NEEDED_ABSENT, NO_OWNER
from directory.exchange.rows import MappedRow
from directory.exchange.sheets.columns import label_of
from directory.exchange.sheets.matching import Here, NotMatched, look, matched
from directory.exchange.sheets.opening import Sheet
from directory.exchange.sheets.rows import Wanted, typed, wanted
from directory.exchange.staging import Staged, Staging, staging
from directory.exchange.tables import Table
from directory.exchange.writer import Writer, given
from directory.models import HSDSModel
from directory.publication.models import Kind
from directory.review.versions import keep, keep_found, lock

FROM_SHEET = "From a spreadsheet."
BLANKED = "Left blank."
AS_IT_WAS = "It was left out."


class Fate(StrEnum):
    """What becomes of a row of the sheet."""

    REFUSED = "refused"
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass
class Change:
    """One thing a row says that was not so: what it is called, before and after."""

    label: str
    before: str
    after: str


@dataclass
class RowOutcome:
    """One row of the sheet: what becomes of it, and why."""

    number: int
    name: str
    fate: Fate = Fate.UNCHANGED
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    record_id: UUID | None = None


@dataclass
class Outcome:
    """What a sheet comes to, row by row."""

    kind: str
    rows: list[RowOutcome]
    counts: Counter[Fate] = field(default_factory=Counter)
    # Every record that was written, by kind: its own, and places that came with services.
    written: dict[str, list[UUID]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The same for previews that say the same."""
        said = [
            (row.number, row.name, row.fate, [vars(one) for one in row.changes], row.notes)
            for row in self.rows
        ]
        return blake2b(orjson.dumps([self.kind, said]), digest_size=16).hexdigest()

    @property
    def writes(self) -> bool:
        return bool(self.counts[Fate.CREATED] or self.counts[Fate.CHANGED])


class SomethingElse(Exception):
    """What would be written is no longer what was previewed; nothing was. `outcome` is new."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__("Something has changed since the preview.")


def bring(
    kind: str,
    sheet: Sheet,
    choices: dict[str, str],
    *,
    by: AbstractBaseUser,
    confirmed: str = "",
) -> Outcome:
    """What `sheet` comes to when its columns are what `choices` say, heading to key.

    Nothing is written unless `confirmed` is the digest of a preview: raises SomethingElse, having
    written nothing, if it would come to anything else by now.
    """
    numbered = [(row.number, _by_key(row.cells, choices)) for row in sheet.rows]
    with staging() as store, transaction.atomic():
        for fault in sheet.faults:
            store.report(fault)
        outcome = _Bringing(kind, by, store, keeps=bool(confirmed)).bring(numbered)
        if not confirmed:
            transaction.set_rollback(True)
        elif outcome.digest != confirmed:
            transaction.set_rollback(True)
            raise SomethingElse(outcome)
        else:
            for written, ids in outcome.written.items():
                index.refresh(written, ids)
    return outcome


def _by_key(cells: dict[str, str], choices: dict[str, str]) -> dict[str, str]:
    return {choices[head]: text for head, text in cells.items() if choices.get(head)}


class _Bringing:
    """One sheet on its way in."""

    def __init__(self, kind: str, by: AbstractBaseUser, store: Staging, *, keeps: bool) -> None:
        self.kind, self.by, self.store, self.keeps = kind, by, store, keeps
        self.checker = Checker(store.report)
        # What is new has a number of its own: no name or secret is part of it.
        self.identifiers = Identifiers("spreadsheet")

    def bring(self, rows: list[tuple[int, dict[str, str]]]) -> Outcome:
        here = look(self.kind, self.by, [cells for _, cells in rows])
        outcome = Outcome(self.kind, [])
        for number, cells in rows:
            told = RowOutcome(number, cells.get("name", "").strip()[:200])
            outcome.rows.append(told)
            self.stage(here, number, cells, told)
        merge(self.store, self.identifiers, lambda stage, done: None)
        known = list(here.by_id)
        if self.keeps:
            # As directory/review's `changing` does, but for records that are not there yet.
            lock(self.kind, known)
            keep_found(self.kind, known)
        writer = SheetWriter(self.store, self.identifiers, here.names())
        writer.write(lambda stage, done: None)
        self.tell(outcome, writer)
        if self.keeps:
            for kind, ids in outcome.written.items():
                keep(kind, ids, by=self.by, note=FROM_SHEET)
        return outcome

    def stage(self, here: Here, number: int, cells: dict[str, str], told: RowOutcome) -> None:
        """Stage what a row says that is new, under its number in the sheet."""
        try:
            one, organization = matched(here, cells)
            here.meet(number, cells, one, organization)
        except NotMatched as refused:
            told.fate = Fate.REFUSED
            told.notes.append(str(refused))
            return
        if one:
            told.record_id = one.record.pk
            told.name = told.name or str(one.record)[:200]
        new = typed(self.kind, cells, one, here.hidden)
        for want in wanted(here, new, one, organization):
            if not self.stage_row(want, number) and want.table == self.kind:
                told.fate = Fate.REFUSED
                return

    def stage_row(self, want: Wanted, number: int) -> bool:
        """Check a row and stage it; False if it may not come in."""
        where = Where("", number)
        values = self.checker(MappedRow(want.table, dict(want.typed), where, scope=want.table))
        if values is None:
            return False
        # A cell that made no sense is not the same as one that says there is nothing.
        said = {name: value for name, value in values.items() if value is not None}
        said.pop("id", None)
        self.store.stage(Staged(want.table, want.id, str(want.id), where, {**said, **want.kept}))
        return True

    def tell(self, outcome: Outcome, writer: "SheetWriter") -> None:
        """Put what was written, and what was found amiss, beside the rows it is of."""
        by_number = {row.number: row for row in outcome.rows}
        for fault in self.store.faults():
            self.note(by_number, outcome, fault)
        written: dict[str, list[UUID]] = defaultdict(list)
        # What is said of the record itself comes first, then what hangs on it.
        for table, number, id, fate, changes in sorted(
            writer.told, key=lambda told: told[0] != self.kind
        ):
            row = by_number[number]
            row.changes += changes if table == self.kind else _of_parts(table, changes)
            if table == self.kind:
                row.record_id, row.fate = id, fate
            elif row.fate is Fate.UNCHANGED and changes:
                row.fate = Fate.CHANGED
            if table in KINDS:
                written[table].append(id)
        for row in outcome.rows:
            if row.fate is Fate.UNCHANGED and row.record_id is None:
                row.fate = Fate.REFUSED
            if row.fate is Fate.REFUSED:
                # What hangs on a record that does not come in needs no reason of its own.
                row.notes = [n for n in row.notes if not n.endswith(NO_RECORD)] or row.notes
            if row.fate is Fate.CHANGED and row.record_id:
                written[self.kind].append(row.record_id)
        outcome.rows.sort(key=lambda row: row.number)
        outcome.counts = Counter(row.fate for row in outcome.rows)
        outcome.written = {kind: list(dict.fromkeys(ids)) for kind, ids in written.items()}

    def note(self, rows: dict[int, RowOutcome], outcome: Outcome, fault: Fault) -> None:
        row = rows.get(fault.where.line)
        if row is None:
            row = rows[fault.where.line] = RowOutcome(fault.where.line, "")
            if fault.action is Action.SKIPPED:
                row.fate = Fate.REFUSED
            outcome.rows.append(row)
        if fault.action is Action.REPAIRED and fault.message.startswith(IMPLIED_BY_LISTING):
            return
        label = label_of(self.kind, fault.table, fault.field) if fault.field else ""
        if fault.message == MISSING and fault.table != self.kind:
            whole = fault.table.replace("_", " ")
            row.notes.append(f"The {whole} was left out: “{label}” is blank.")
            return
        said = (
            f"{label}, “{fault.value}”: "
            if label and fault.value
            else f"{label}: "
            if label
            else ""
        )
        message = fault.message.replace(BLANKED, AS_IT_WAS)
        if (told := f"{said}{message}") not in row.notes:
            row.notes.append(told)


NO_RECORD = (NEEDED_ABSENT, NO_OWNER)
IMPLIED_BY_LISTING = "Blank in the source"


def _of_parts(table: str, changes: list[Change]) -> list[Change]:
    """Of a place that comes with a service, its name will do."""
    if table != Kind.LOCATION:
        return changes
    return [Change("A new place", "", one.after) for one in changes if one.label == "Name"]


class SheetWriter(Writer):
    """Writes what a person confirmed. Nothing of it is remembered as a source's: the next sheet
    says what it says, whoever brings it."""

    def __init__(self, store: Staging, identifiers: Identifiers, names: dict[UUID, str]) -> None:
        super().__init__(store, Source(name="spreadsheet"), identifiers)
        self.told: list[tuple[str, int, UUID, Fate, list[Change]]] = []
        self.changing: dict[UUID, list[Change]] = {}
        self.names = names

    def known_digests(self, table: Table, ids: list[UUID]) -> dict[UUID, str]:
        return {}

    def remember(self, table: Table, rows: list[Staged], digests: dict[UUID, str]) -> None:
        pass

    def stand_in_for_absent_organizations(self) -> None:
        """An organisation that is not here was refused when the row was read."""

    def mend_parents(self, table: Table, parent: Any) -> None:
        """No sheet says whose parent anything is."""

    def about_to_change(self, table: Table, row: Staged, instance: HSDSModel) -> None:
        self.changing[row.row_id] = list(self.changes(table, row, instance))

    def insert(self, table: Table, rows: list[tuple[Staged, HSDSModel]]) -> list[Staged]:
        saved = super().insert(table, rows)
        for row in saved:
            self.tell(table, row, Fate.CREATED, list(self.changes(table, row, None)))
        return saved

    def update(self, table: Table, rows: list[tuple[Staged, HSDSModel]]) -> list[Staged]:
        saved = super().update(table, rows)
        for row in saved:
            self.tell(table, row, Fate.CHANGED, self.changing.pop(row.row_id, []))
        return saved

    def tell(self, table: Table, row: Staged, fate: Fate, changes: list[Change]) -> None:
        self.told.append((table.name, row.where.line, row.row_id, fate, changes))

    def changes(self, table: Table, row: Staged, instance: HSDSModel | None) -> Iterator[Change]:
        """What `row` says that `instance` does not, as people read it."""
        said = given(table, row)
        for column in table.columns.values():
            if column.name not in row.values:
                continue
            after = said[column.attribute]
            before = getattr(instance, column.attribute) if instance else None
            if after == before or after in (None, ""):
                continue
            if not column.target:
                yield Change(_label(table, column.name), _short(before), _short(after))
            elif label := NAMED.get((table.name, column.name)):
                named = (self.names.get(id, "") if id else "" for id in (before, after))
                yield Change(label, *named)


# References a person would want to be told of.
NAMED = {
    ("service", "organization_id"): "Organisation",
    ("location", "organization_id"): "Organisation",
    ("service_at_location", "location_id"): "Where it happens",
}
PART_LABELS = {
    ("phone", "number"): "Phone",
    ("organization_identifier", "identifier"): "Registered number",
}


def _label(table: Table, name: str) -> str:
    if label := PART_LABELS.get((table.name, name)):
        return label
    return label_of(table.name if table.name in KINDS else Kind.LOCATION, table.name, name)


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 300 else f"{text[:300]}…"
