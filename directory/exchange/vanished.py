"""What a source had in an earlier import and has no longer."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from directory.exchange.faults import Action, Fault, Where, shown
from directory.exchange.models import ImportedRow, Source
from directory.exchange.staging import Staging
from directory.exchange.tables import LINKS, STANDALONE, Table, tables
from directory.publication.tables import in_pages

READ_AT_ONCE = 2000  # rows
GONE = "Imported before, no longer in the source."


def remove_vanished_children(staging: Staging, source: Source) -> dict[str, int]:
    """Deletes the child rows that their record no longer lists; how many of each table.

    Only records that the source still has count, and only where it says what their children are:
    a list's short form says nothing of them, and nor does a package without that table.
    """
    removed: dict[str, int] = {}
    for table in tables().values():
        if table.name in STANDALONE:
            continue
        for rows in in_pages(vanished(staging, source, table.name)):
            gone = children_to_remove(staging, table, dict(rows))
            # `delete` runs the models' own clearing up; it is a few rows, seldom many.
            table.model.objects.filter(pk__in=gone).delete()
            ImportedRow.objects.filter(source=source, table=table.name, row_id__in=gone).delete()
            removed[table.name] = removed.get(table.name, 0) + len(gone)
    return {name: count for name, count in removed.items() if count}


def vanished(staging: Staging, source: Source, table: str) -> Iterator[tuple[UUID, str]]:
    """The id, and the source's own id, of each row of `table` that the source has no longer."""
    rows = ImportedRow.objects.filter(source=source, table=table).order_by("row_id")
    last = None
    while True:
        page = rows if last is None else rows.filter(row_id__gt=last)
        found = list(page.values_list("row_id", "original_id")[:READ_AT_ONCE])
        if not found:
            return
        last = found[-1][0]
        for row_id, original in found:
            if not staging.was_seen(table, row_id):
                yield row_id, original


def children_to_remove(staging: Staging, table: Table, rows: dict[UUID, str]) -> list[UUID]:
    listed = staging.lists_all_of(table.name)
    gone = []
    for row_id, owners in owners_of(table, rows):
        if any(
            staging.is_complete(owner, owner_id) or (listed and staging.was_seen(owner, owner_id))
            for owner, owner_id in owners
        ):
            gone.append(row_id)
    return gone


def owners_of(table: Table, rows: Iterable[UUID]) -> Iterator[tuple[UUID, list[tuple[str, UUID]]]]:
    """Each row that is still here, with the table and id of everything it belongs to."""
    links = LINKS.get(table.name)
    references = [c for c in table.references if not links]
    attributes = [*(links or ()), *(c.attribute for c in references)]
    found = table.model.objects.filter(pk__in=list(rows)).values_list("pk", *attributes)
    for row_id, *values in found:
        if links:
            yield row_id, [(values[1], values[0])]
        else:
            pairs = zip((c.target for c in references), values, strict=True)
            yield row_id, [(target, value) for target, value in pairs if value]


def vanished_records(staging: Staging, source: Source, table: str) -> list[UUID]:
    """The records of `table` that the source has no longer; each is reported.

    A source without a single row of the table says nothing of them: it may be another file.
    """
    gone: list[UUID] = []
    if not staging.saw_any(table):
        return gone
    for row_id, original in vanished(staging, source, table):
        gone.append(row_id)
        where = Where(source.name, 0)
        value = shown(original or row_id)
        staging.report(Fault(where, table, "id", value, Action.VANISHED, GONE))
    return gone
