"""Loads areas, what lies in which, and boundaries; all files at once, all or nothing."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from directory.places.geometry import Box
from directory.places.gss import kind_of
from directory.places.loading.area_rows import AreaFile, AreaRow, Said
from directory.places.loading.faults import Faults, Unusable
from directory.places.loading.files import documents, in_words
from directory.places.loading.writing import Table, in_batches, only_load
from directory.places.models import Area, AreaBoundary, AreaKind, AreaWithin

BATCH = 5_000
FEW = 100  # boundaries are long
Progress = Callable[[str, int], None]


@dataclass
class Counts:
    """Rows of one table, by what became of them."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass
class Outcome:
    """What a load did."""

    areas: dict[AreaKind, Counts] = field(default_factory=dict)
    within: Counts = field(default_factory=Counts)
    boundaries: Counts = field(default_factory=Counts)
    faults: Faults = field(default_factory=Faults)


@dataclass
class Gathered:
    """What all files say, put together; boundaries wait in a file of their own."""

    areas: dict[str, AreaRow] = field(default_factory=dict)
    within: set[tuple[str, str]] = field(default_factory=set)
    crossing: set[tuple[str, str]] = field(default_factory=set)
    boundaries: dict[str, tuple[int, Box]] = field(default_factory=dict)

    def add(self, said: Said, store: TextIO) -> None:
        for area in said.areas:
            if area.boundary:
                store.seek(0, 2)
                self.boundaries[area.code] = (store.tell(), area.boundary.box)
                store.write(area.boundary.as_text() + "\n")
                area.middle = area.middle or area.boundary.middle()
                area.boundary = None
            # An area that is only pointed at comes in once a file tells its name.
            if area.is_subject or area.name:
                self._merge(area)
        self.within.update(said.within)

    def _merge(self, area: AreaRow) -> None:
        known = self.areas.setdefault(area.code, area)
        known.name = area.name or known.name
        known.nhs_code = area.nhs_code or known.nhs_code
        known.successor = area.successor or known.successor
        known.middle = area.middle or known.middle


def load_areas(paths: Sequence[Path], progress: Progress) -> Outcome:
    """Bring the areas of these files into the database. What they are silent of stays as it is.

    Raises Unusable, having written nothing.
    """
    outcome = Outcome()
    gathered = Gathered()
    with tempfile.TemporaryFile("w+", encoding="ascii") as store:
        for path in paths:
            with documents(path, _members) as found:
                for document in found:
                    file = AreaFile(document, outcome.faults)
                    for said in file.read():
                        gathered.add(said, store)
                        progress("Areas read", len(gathered.areas))
                    gathered.crossing |= file.crossing
        if not gathered.areas:
            raise Unusable("The files have no area: are they the right ones?")
        gathered.within -= gathered.crossing
        with only_load(Area):
            _write_areas(gathered.areas.values(), outcome, progress)
            _write_within(sorted(gathered.within), outcome.within, progress)
            _write_boundaries(gathered.boundaries, store, outcome.boundaries, progress)
    return outcome


def _members(names: list[str]) -> list[str]:
    found = sorted(name for name in names if name.lower().endswith((".csv", ".json", ".geojson")))
    if not found:
        raise Unusable(
            f"The zip has no CSV or GeoJSON file; it has {in_words(names) or 'nothing'}."
        )
    return found


AREA_FIELDS = ("code", "kind", "name", "nhs_code", "successor", "latitude", "longitude")


def _write_areas(areas: Iterable[AreaRow], outcome: Outcome, progress: Progress) -> None:
    table = Table(Area, AREA_FIELDS)
    done = 0
    for batch in in_batches(areas, BATCH):
        known = table.rows_with([area.code for area in batch])
        new, changed = [], []
        for area in batch:
            kind = kind_of(area.code)
            assert kind, "Only codes of a kind that is kept are gathered."
            counts = outcome.areas.setdefault(kind, Counts())
            old = known.get(area.code)
            row = _area_row(area, kind, old)
            if old is None:
                new.append(row)
                counts.created += 1
            elif old != row:
                changed.append(row)
                counts.changed += 1
            else:
                counts.unchanged += 1
        table.insert(new)
        table.update(changed)
        done += len(batch)
        progress("Areas", done)


def _area_row(area: AreaRow, kind: AreaKind, old: tuple[Any, ...] | None) -> tuple[Any, ...]:
    """The whole row of `area`, where the files say nothing as it is stored."""
    _, _, name, nhs_code, successor, latitude, longitude = old or (
        *(area.code, kind.value, "", "", "", None, None),
    )
    if area.middle:
        latitude, longitude = (round(degrees, 6) for degrees in area.middle)
    return (
        area.code,
        kind.value,
        area.name or name,
        area.nhs_code or nhs_code,
        area.successor or successor,
        latitude,
        longitude,
    )


def _write_within(within: list[tuple[str, str]], counts: Counts, progress: Progress) -> None:
    table = Table(AreaWithin, ["code", "within"], keys=2)
    known: set[tuple[str, str]] = set(
        AreaWithin.objects.values_list("code", "within").iterator(chunk_size=BATCH)
    )
    new = [pair for pair in within if pair not in known]
    for batch in in_batches(new, BATCH):
        table.insert(batch)
        counts.created += len(batch)
        progress("Lookups", counts.created)
    counts.unchanged = len(within) - len(new)


def _write_boundaries(
    boundaries: dict[str, tuple[int, Box]], store: TextIO, counts: Counts, progress: Progress
) -> None:
    table = Table(AreaBoundary, ["area", "south", "west", "north", "east", "geojson"])
    for batch in in_batches(sorted(boundaries.items()), FEW):
        known = table.rows_with([code for code, _ in batch])
        new, changed = [], []
        for code, (place, box) in batch:
            store.seek(place)
            row = (code, box.south, box.west, box.north, box.east, store.readline().rstrip("\n"))
            old = known.get(code)
            if old is None:
                new.append(row)
            elif old != row:
                changed.append(row)
        table.insert(new)
        table.update(changed)
        counts.created += len(new)
        counts.changed += len(changed)
        counts.unchanged += len(batch) - len(new) - len(changed)
        progress("Boundaries", counts.created + counts.changed + counts.unchanged)
