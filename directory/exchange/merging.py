"""Rows of one id become one row, or keep apart; what a row must have is asked of it then."""

from collections import deque
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import orjson

from directory.exchange.checks.fixes import IMPLIED, IMPLIED_MESSAGE
from directory.exchange.faults import Action, Fault, Report, shown
from directory.exchange.ids import Identifiers
from directory.exchange.staging import Staged, Staging
from directory.exchange.tables import LINKS, Table, tables
from directory.progress import Progress

REPEATED = "The row repeats another; they were made one."
DIFFERS = "A repeat of the record has another value; the first was kept."
FORKED = "The id stands on another row of the table; this one got an id of its own."
NOTHING_TO_ADD_TO = "No such record to add this to."
MISSING = "The standard requires a value."
SAYS_NOTHING = "The row says nothing beyond what it belongs to."
COMPARED = 20  # different rows of one id that a further one is compared with


def merge(staging: Staging, identifiers: Identifiers, progress: Progress) -> None:
    """Fills `ready` from `staged`, table by table."""
    for table in tables().values():
        rows = staging.staged(table.name)
        for done, row in enumerate(merged(table, rows, identifiers, staging.report)):
            progress(f"Matching {table.name} rows", done)
            staging.see(table.name, row.row_id)
            if is_fit(table, row, staging.report):
                staging.make_ready(row)


def merged(
    table: Table, rows: Iterator[Staged], identifiers: Identifiers, report: Report
) -> Iterator[Staged]:
    """The rows once those of one id are one; however many there are, few are held at a time."""
    for _, same in groupby(rows, key=lambda row: row.row_id):
        if table.is_record:
            yield from one_record(same, report)
        else:
            yield from rows_apart(same, identifiers, report)


# --- Records: several rows describe one ----------------------------------------------------------


def one_record(rows: Iterator[Staged], report: Report) -> Iterator[Staged]:
    """The record that `rows` describe; the first to give a value is believed.

    Rows that add to a record come last.
    """
    record: Staged | None = None
    files = set()
    for row in rows:
        if record is None and row.adds:
            report(fault(row, "id", row.original, Action.SKIPPED, NOTHING_TO_ADD_TO))
        elif record is None:
            record = row
        elif row.adds:
            add(record, row)
        else:
            if not row.repeats and row.where.file in files:
                report(fault(row, "id", row.original, Action.SKIPPED, REPEATED))
            take(record, row, report)
        files.add(row.where.file)
    if record is not None:
        yield record


def take(record: Staged, row: Staged, report: Report) -> None:
    """Fills what is blank in `record` from `row`, and reports where they differ."""
    for name, value in row.values.items():
        if value is None:
            continue
        if record.values.get(name) is None:
            record.values[name] = value
        elif record.values[name] != value:
            report(fault(row, name, value, Action.NOTED, DIFFERS))
    record.complete = record.complete or row.complete


def add(record: Staged, row: Staged) -> None:
    """Adds the texts of `row` to those of `record`, each a paragraph, none of them twice."""
    for name, value in row.values.items():
        if value is None:
            continue
        paragraphs = str(record.values.get(name) or "").split("\n\n")
        if value not in paragraphs:
            record.values[name] = "\n\n".join(filter(None, [*paragraphs, value]))


# --- Children: an id on two different rows is no id ----------------------------------------------


def rows_apart(
    rows: Iterator[Staged], identifiers: Identifiers, report: Report
) -> Iterator[Staged]:
    """The different rows that share an id: equals made one, the others under ids of their own.

    The first keeps the id. A row is compared with the latest different ones, not with all of them:
    one phone may stand on every service of a large source.
    """
    first = next(rows)
    others: deque[Staged] = deque(maxlen=COMPARED)
    for row in rows:
        same = next((other for other in (first, *others) if agree(other, row)), None)
        if same:
            if not row.repeats and row.where.file == same.where.file:
                report(fault(row, "id", row.original, Action.SKIPPED, REPEATED))
            same.values.update({k: v for k, v in row.values.items() if v is not None})
            same.complete = same.complete or row.complete
            continue
        report(fault(row, "id", row.original, Action.REPAIRED, FORKED))
        if len(others) == COMPARED:
            yield under_own_id(others.popleft(), identifiers)
        others.append(row)
    yield first
    for other in others:
        yield under_own_id(other, identifiers)


def under_own_id(row: Staged, identifiers: Identifiers) -> Staged:
    """The row under a UUID made of the shared id and of what sets it apart."""
    content = orjson.dumps(row.values, option=orjson.OPT_SORT_KEYS).decode()
    row.row_id = identifiers.uuid_of_another(row.row_id, row.table, row.original, content)
    return row


def agree(one: Staged, other: Staged) -> bool:
    """Whether nothing that both rows say differs. Two owners of one shared row do agree."""
    return all(
        value is None or one.values.get(name) is None or one.values[name] == value
        for name, value in other.values.items()
    )


# --- What a row must have ------------------------------------------------------------------------


def is_fit(table: Table, row: Staged, report: Report) -> bool:
    """Whether the row has what the standard requires; what a listing implies is filled in."""
    for name, value in IMPLIED.get(table.name, {}).items():
        if row.values.get(name) is None:
            row.values[name] = value
            report(fault(row, name, "", Action.REPAIRED, IMPLIED_MESSAGE))
    for column in table.columns.values():
        if column.required and row.values.get(column.name) is None:
            report(fault(row, column.name, "", Action.SKIPPED, MISSING))
            return False
    holds_others = table.name == "contact" and row.complete
    if not (table.is_record or holds_others or says_something(table, row)):
        report(fault(row, "", row.original, Action.SKIPPED, SAYS_NOTHING))
        return False
    return True


def says_something(table: Table, row: Staged) -> bool:
    """Whether a child row holds anything besides its owners and fixed values."""
    ignored = {column.name for column in table.references if column.name != "taxonomy_term_id"}
    ignored |= {"id", "freq", *LINKS.get(table.name, ())}
    return any(v is not None for name, v in row.values.items() if name not in ignored)


def fault(row: Staged, name: str, value: Any, action: Action, message: str) -> Fault:
    return Fault(row.where, row.table, name, shown(value), action, message)
