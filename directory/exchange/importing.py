"""The import itself: read, check, match, then save in one transaction.

Nothing is written to the directory before the whole source has been read and matched, and all
that is written stands or falls together: see docs/importing.md.
"""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError, transaction

from directory.duplicates import index
from directory.duplicates.knowing import KINDS
from directory.duplicates.models import Replacement
from directory.exchange.checks import Checker
from directory.exchange.faults import Action, Fault, Unusable
from directory.exchange.ids import KEY_SEPARATOR, Identifiers, content_id, is_uuid, new_salt
from directory.exchange.mapped import Mapper
from directory.exchange.mapping import Mapping
from directory.exchange.merging import merge
from directory.exchange.models import LONGEST_NAME, Source
from directory.exchange.publishing import Published, publish_imported, withdraw_vanished
from directory.exchange.readers import rows
from directory.exchange.readers.package import package_of
from directory.exchange.refusals import why_not_withdraw, why_nothing_came_in
from directory.exchange.report_file import check_report, write_report
from directory.exchange.rows import MappedRow, SourceRow
from directory.exchange.sources import documents
from directory.exchange.staging import Staged, Staging, staging
from directory.exchange.tables import PUBLISHED_KINDS, RECORDS
from directory.exchange.vanished import remove_vanished_children, vanished_records
from directory.exchange.writer import Counts, Writer
from directory.progress import Progress
from directory.publication import statistics
from directory.publication.query_log import no_query_log

NOTHING_NAMED = "The row does not name the record it would add to."
MERGED_AWAY = "This was merged into another record here; what it says was left out."
NO_ID = "A record without an id: a second import could not know it again."


@dataclass
class Import:
    """What an import is asked to do."""

    path: Path
    mapping: Mapping
    source: str
    publish: bool = False
    withdraw_missing: bool = False
    simulate: bool = False
    report: Path | None = None
    progress: Progress = lambda stage, done: None


@dataclass
class Result:
    """What an import came to. `kinds` holds each kind of fault: how often, and an example."""

    counts: dict[str, Counts]
    removed: dict[str, int]
    vanished: dict[str, int]
    publication: Published | None = None
    kinds: list[tuple[int, Fault]] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return sum(n for n, example in self.kinds if example.action is not Action.VANISHED)


def run_import(job: Import) -> Result:
    """Imports `job.path`. Raises Unusable, having saved nothing, when it cannot be read."""
    check_source(job.source)
    check_report(job.report)
    with staging() as store:
        source = source_of(job)
        identifiers = Identifiers(source.name, source.salt, replaced_rows())
        first = read(job, store, identifiers)
        merge(store, identifiers, job.progress)
        refuse_too_little(job, first, store)
        with no_query_log(), transaction.atomic():
            keep(source)
            result = save(job, store, source, identifiers)
            transaction.set_rollback(job.simulate)
        result.kinds = store.fault_kinds()
        for count, example in result.kinds:
            if example.action is Action.SKIPPED and example.table in result.counts:
                result.counts[example.table].skipped += count
        write_report(store.faults(), job.report)
        return result


def check_source(name: str) -> None:
    """Raises Unusable, before anything is read, when no source can be called `name`."""
    if not name:
        raise Unusable("--source is blank. Give the publisher a name, such as --source bristol.")
    if not name.isprintable():
        raise Unusable(f"--source {name!a}: use letters, digits, signs and spaces alone.")
    if len(name) > LONGEST_NAME:
        raise Unusable(
            f"The name of the source has {len(name)} characters; at most {LONGEST_NAME} are kept. "
            "Give a shorter one with --source."
        )


def source_of(job: Import) -> Source:
    """The source of an import; one that is new is not saved yet."""
    known = Source.objects.filter(name=job.source).first()
    return known or Source(name=job.source, salt=new_salt())


# --- Read and check ------------------------------------------------------------------------------


def read(job: Import, store: Staging, identifiers: Identifiers) -> SourceRow | None:
    """Stages every row of the source that can come in. Returns the first row it has, if any."""
    mapper = Mapper(job.mapping, store.report)
    checker = Checker(store.report)
    first, done = None, 0
    with documents(job.path) as found:
        package, readable, faults = package_of(found)
        for fault in faults:
            store.report(fault)
        for document in readable:
            for row in rows(document, package, store.report):
                first = first or row
                done += 1
                job.progress("Reading rows", done)
                for mapped in mapper(row):
                    take(mapped, row, checker, store, identifiers)
    mapper.report_unread()
    return first


def refuse_too_little(job: Import, first: SourceRow | None, store: Staging) -> None:
    """Raises Unusable, its report written, where too little came of the source to go on."""
    reason = why_nothing_came_in(job.path.name, job.mapping, first, store)
    if job.withdraw_missing:
        reason = reason or why_not_withdraw(job.source, store)
    if reason:
        write_report(store.faults(), job.report)
        raise Unusable(reason)


def take(
    mapped: MappedRow, row: SourceRow, checker: Checker, store: Staging, identifiers: Identifiers
) -> None:
    """Checks one row and stages it under its id."""
    original = original_id(mapped)
    if row.whole_table:
        store.list_all_of(mapped.table)
    if not original and mapped.table in RECORDS:
        message = NOTHING_NAMED if mapped.adds else NO_ID
        store.report(Fault(mapped.where, mapped.table, "id", "", Action.SKIPPED, message))
        return
    if original and store_if_replaced(mapped, original, store, identifiers):
        return
    values = checker(mapped)
    if values is None:
        if original:
            store.see(mapped.table, identifiers.uuid_of(mapped.scope, original))
        return
    values.pop("id", None)
    original = original or content_id(values)
    store.stage(
        Staged(
            mapped.table,
            identifiers.uuid_of(mapped.scope, original),
            original,
            mapped.where,
            values,
            repeats=mapped.repeats,
            complete=mapped.complete,
            adds=mapped.adds,
        )
    )


def replaced_rows() -> dict[tuple[str, UUID], UUID]:
    """The rows that were merged into others here, by table and id."""
    rows = Replacement.objects.values_list("table", "old_id", "new_id")
    return {(table, old): new for table, old, new in rows}


def store_if_replaced(
    mapped: MappedRow, original: str, store: Staging, identifiers: Identifiers
) -> bool:
    """Whether a row was merged into another here: it is seen, and what it says is left out.

    A moderator decided which of the two says what; what belongs to it comes in, to the other.
    """
    own = identifiers.own_uuid_of(mapped.scope, original)
    new = identifiers.replaced.get((mapped.table, own))
    if new is None:
        return False
    for id in (own, new):
        store.see(mapped.table, id)
    shown = mapped.values.get("name") or original
    store.report(
        Fault(mapped.where, mapped.table, "id", str(shown)[:200], Action.NOTED, MERGED_AWAY)
    )
    return True


def original_id(row: MappedRow) -> str:
    """What the source tells the row apart by: its id, or its key where the id is no UUID."""
    identifier = str(row.values.get("id") or "").strip()
    if is_uuid(identifier):
        return identifier.lower()
    if any(row.key):
        return KEY_SEPARATOR.join(row.key)
    return identifier


# --- Save ----------------------------------------------------------------------------------------


def keep(source: Source) -> None:
    """Saves a source that is new. Raises Unusable if another import of it was quicker."""
    if source.pk:
        return
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:
        raise Unusable(
            f"Another import of {source} ran at the same time. Run this one again."
        ) from None


def save(job: Import, store: Staging, source: Source, identifiers: Identifiers) -> Result:
    removed = remove_vanished_children(store, source)
    counts = Writer(store, source, identifiers).write(job.progress)
    gone: dict[str, list[UUID]] = {
        kind: vanished_records(store, source, kind) for kind in PUBLISHED_KINDS
    }
    result = Result(counts, removed, {kind: len(ids) for kind, ids in gone.items() if ids})
    # What follows joins tables that may have been empty a moment ago. Taking them to be so still,
    # PostgreSQL compared each of Miami's locations with each service: minutes, not seconds.
    statistics.gather("directory", "exchange")
    for kind in KINDS:
        index.refresh(kind, store.ready_ids(kind))
    if job.publish:
        result.publication = publish_imported(store, source, job.progress)
    if job.withdraw_missing:
        result.publication = result.publication or Published()
        withdraw_vanished(gone, source, result.publication)
    return result
