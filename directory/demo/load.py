"""Writes the directory to the working copy and publishes it, a few copies at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from directory.demo.build import build
from directory.demo.bulk import insert
from directory.demo.rows import Copy, Row, Rows
from directory.demo.scale import Stencil, copy_of, stencils
from directory.models import HSDSModel, Location, Organization, Service, Taxonomy, TaxonomyTerm
from directory.publication.models import Kind, Revision
from directory.publication.publish import Outcome, publish_many

SEED = 2026
SOURCE = "demo"
AT_ONCE = 8
"""Copies in one transaction: some 1,900 services, so memory stays flat at any scale."""

KINDS = {Kind.ORGANIZATION: Organization, Kind.LOCATION: Location, Kind.SERVICE: Service}
SHARED_KINDS = {Kind.TAXONOMY: Taxonomy, Kind.TAXONOMY_TERM: TaxonomyTerm}

Progress = Callable[[int], None]


@dataclass
class Loaded:
    """What loading came to: rows by table, and how many records were published."""

    rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    published: int = 0
    not_ready: dict[UUID, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows or self.published)


class Demo:
    """The directory of one seed, ready to be written as often as it is wanted."""

    def __init__(self, *, seed: int = SEED) -> None:
        self.rows: Rows = build(seed=seed)
        self.stencils = list(stencils(self.rows.copied, connection))

    def load(
        self, *, scale: int = 1, publish: bool = True, progress: Progress | None = None
    ) -> Loaded:
        """Make sure `scale` copies are there and were published once; return what that took.

        What is there stays as it is, edits and withdrawals included. A run that was cut short is
        taken up where it stopped: each few copies are one transaction.
        """
        loaded = Loaded()
        self._load_shared(loaded, publish=publish)
        for numbers in _in_runs(range(scale)):
            copies = [copy_of(number) for number in numbers]
            with transaction.atomic():
                self._write([copy for copy in copies if not self._is_there(copy)], loaded)
                if publish:
                    self._publish([copy for copy in copies if not self._was_public(copy)], loaded)
            if progress:
                progress(numbers[-1] + 1)
        return loaded

    @transaction.atomic
    def _load_shared(self, loaded: Loaded, *, publish: bool) -> None:
        ids = {kind: _ids(self.rows.shared, model) for kind, model in SHARED_KINDS.items()}
        if not Taxonomy.objects.filter(pk__in=ids[Kind.TAXONOMY]).exists():
            for model, group in _by_model(stencils(self.rows.shared, connection)):
                insert(model, [stencil.constants for stencil in group])
                loaded.rows[model.entity()] += len(group)
        if publish and not _in_log(Kind.TAXONOMY, ids[Kind.TAXONOMY]):
            for kind in SHARED_KINDS:
                _note(loaded, publish_many(kind, ids[kind], source=SOURCE))

    def _write(self, copies: list[Copy], loaded: Loaded) -> None:
        if not copies:
            return
        for model, group in _by_model(self.stencils):
            insert(model, [stencil.fill(copy) for copy in copies for stencil in group])
            loaded.rows[model.entity()] += len(copies) * len(group)

    def _publish(self, copies: list[Copy], loaded: Loaded) -> None:
        for kind, model in KINDS.items():
            keys = [key for key in _ids(self.rows.copied, model) if key not in self.rows.drafts]
            ids = [UUID(key.in_copy(copy)) for copy in copies for key in keys]
            _note(loaded, publish_many(kind, ids, source=SOURCE))

    def _is_there(self, copy: Copy) -> bool:
        return Organization.objects.filter(pk__in=self._organizations(copy)).exists()

    def _was_public(self, copy: Copy) -> bool:
        return _in_log(Kind.ORGANIZATION, self._organizations(copy))

    def _organizations(self, copy: Copy) -> list[UUID]:
        return [UUID(key.in_copy(copy)) for key in _ids(self.rows.copied, Organization)]


def _note(loaded: Loaded, outcome: Outcome) -> None:
    loaded.published += outcome.published
    loaded.not_ready |= outcome.not_ready


def _in_log(kind: Kind, ids: Iterable[UUID]) -> bool:
    return Revision.objects.filter(kind=kind, record_id__in=ids).exists()


def _ids(rows: list[Row], model: type[models.Model]) -> list[Any]:
    return [row.values["id"] for row in rows if row.model is model]


def _by_model(
    parts: Iterable[Stencil],
) -> Iterator[tuple[type[HSDSModel], list[Stencil]]]:
    """Stencils table by table. Keys are checked at the end of the transaction, in any order."""
    groups: dict[type[HSDSModel], list[Stencil]] = defaultdict(list)
    for stencil in parts:
        groups[stencil.model].append(stencil)
    yield from groups.items()


def _in_runs(numbers: range) -> Iterator[range]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
