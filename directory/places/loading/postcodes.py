"""Loads postcodes, and what follows from them, all or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from django.db import connection

from directory.places.loading.faults import Faults, Unusable
from directory.places.loading.files import documents
from directory.places.loading.postcode_rows import Postcodes, wanted_members
from directory.places.loading.writing import Table, in_batches, only_load
from directory.places.models import KnownPostcode, OutwardCode

BATCH = 20_000
# What a column that the file lacks holds in a new row.
BLANK = {"ended": None, "lsoa": "", "ward": "", "local_authority": ""}

Progress = Callable[[str, int], None]


@dataclass
class Outcome:
    """What a load did: rows by what became of them."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0  # stored, and not in the file with a place
    removed: int = 0
    without_place: int = 0
    tells: tuple[str, ...] = ()  # which of the optional columns the file had
    faults: Faults = field(default_factory=Faults)


def load_postcodes(path: Path, progress: Progress, *, remove_gone: bool = False) -> Outcome:
    """Bring the postcodes of the file at `path` into the database.

    A column that the file does not have stays as it is. Postcodes that the file does not have
    stay, too, unless `remove_gone`. Raises Unusable, having written nothing.
    """
    outcome = Outcome()
    postcodes = Postcodes(outcome.faults)
    with documents(path, wanted_members) as found, only_load(KnownPostcode):
        stored = Table(KnownPostcode, ["key"])
        before = stored.count()
        rows = chain.from_iterable(postcodes.read(document) for document in found)
        for batch in in_batches(rows, BATCH):
            _take(batch, Table(KnownPostcode, postcodes.fields), outcome, empty=not before)
            progress("Postcodes", outcome.created + outcome.changed + outcome.unchanged)
        if not outcome.created + outcome.changed + outcome.unchanged:
            raise Unusable(f"{path.name} has no postcode with a place: is it the right file?")
        outcome.gone = before - outcome.changed - outcome.unchanged
        if remove_gone and outcome.gone:
            outcome.removed = _remove_gone(stored, postcodes, progress)
        if outcome.created or outcome.changed or outcome.removed:
            progress("Outward codes", 0)
            _summarise()
        outcome.without_place = postcodes.without_place
        outcome.tells = postcodes.fields[3:]
    return outcome


def _take(batch: Sequence[Any], table: Table, outcome: Outcome, *, empty: bool) -> None:
    """Write what is new or different of `batch`; nothing was stored before if `empty`."""
    known = {} if empty else table.rows_with([row[0] for row in batch])
    new, changed = [], []
    for row in batch:
        old = known.get(row[0])
        if old is None:
            new.append(row)
        elif old != row:
            changed.append(row)
    table.insert(
        new, defaults={name: value for name, value in BLANK.items() if name not in table.columns}
    )
    table.update(changed)
    outcome.created += len(new)
    outcome.changed += len(changed)
    outcome.unchanged += len(batch) - len(new) - len(changed)


def _remove_gone(stored: Table, postcodes: Postcodes, progress: Progress) -> int:
    removed = 0
    gone = (key for key in stored.all_keys() if key not in postcodes)
    for batch in in_batches(gone, BATCH):
        stored.delete(batch)
        removed += len(batch)
        progress("Removing", removed)
    return removed


# Sums, so that both databases come to the same mean. An outward code of which nothing lives stands
# where its ended postcodes were.
_BY_OUTWARD = """
SELECT substr("key", 1, length("key") - 3),
       sum("latitude"), sum("longitude"), count(*),
       sum(CASE WHEN "ended" IS NULL THEN "latitude" ELSE 0 END),
       sum(CASE WHEN "ended" IS NULL THEN "longitude" ELSE 0 END),
       sum(CASE WHEN "ended" IS NULL THEN 1 ELSE 0 END)
FROM "places_knownpostcode" WHERE "key" >= %s AND "key" < %s GROUP BY 1
"""


def _summarise() -> None:
    """Make the outward codes anew from the postcodes."""
    sums: list[tuple[str, int, int, int, int, int, int]] = []
    with connection.cursor() as cursor:
        for letter in ascii_uppercase:
            # A letter at a time: SQLite sorts what it groups in memory.
            cursor.execute(_BY_OUTWARD, [letter, chr(ord(letter) + 1)])
            sums += [(row[0], *map(int, row[1:])) for row in cursor.fetchall()]
    rows = [
        (
            code,
            round((live_north if live else north) / (live or count)),
            round((live_east if live else east) / (live or count)),
            live,
        )
        for code, north, east, count, live_north, live_east, live in sums
    ]
    OutwardCode.objects.all().delete()
    Table(OutwardCode, ["code", "latitude", "longitude", "live"]).insert(rows)
