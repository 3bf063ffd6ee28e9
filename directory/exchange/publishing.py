"""Publishing what an import brought, and withdrawing what its source has no longer."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from directory.exchange.models import ImportedRow, Source
from directory.exchange.staging import Staging
from directory.exchange.tables import PUBLISHED_KINDS
from directory.models import Service, ServiceStatus
from directory.publication import publish_many
from directory.publication.models import PublicService
from directory.publication.withdraw import withdraw_many

PAGE = 5000  # records handed to the publication at a time
CLOSED = "It is closed for good (status defunct) and was not public."
Progress = Callable[[str, int], None]


@dataclass
class Published:
    """What publishing came to, by kind of record; and why some records were not ready."""

    published: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    not_ready: Counter[tuple[str, str]] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)


def publish_imported(staging: Staging, source: Source, progress: Progress) -> Published:
    """Publishes every record of this import that is ready, kind by kind."""
    outcome = Published()
    done = 0

    def looked_at(more: int) -> None:
        nonlocal done
        done += more
        progress("Publishing records", done)

    for kind in PUBLISHED_KINDS:
        for ids in pages(staging.ready_ids(kind)):
            if kind == "service":
                ids = leave_closed(ids, outcome)
            came_to = publish_many(
                kind, ids, source=source.name, note=f"Imported from {source.name}", progress=looked_at
            )
            outcome.published[kind] += came_to.published
            outcome.unchanged[kind] += came_to.unchanged
            for reasons in came_to.not_ready.values():
                outcome.not_ready.update((kind, reason) for reason in reasons)
    return outcome


def leave_closed(ids: list[UUID], outcome: Published) -> list[UUID]:
    """The ids without services that were closed before the public ever saw them.

    One that is public and has closed since is published as closed: whoever copied it should know.
    """
    closed = Service.objects.filter(pk__in=ids, status=ServiceStatus.DEFUNCT)
    closed_ids = set(closed.values_list("pk", flat=True))
    public = PublicService.objects.filter(id__in=closed_ids)
    left = closed_ids - set(public.values_list("id", flat=True))
    outcome.not_ready["service", CLOSED] += len(left)
    return [record for record in ids if record not in left]


def withdraw_vanished(gone: dict[str, list[UUID]], source: Source, outcome: Published) -> None:
    """Takes from the public what the source has no longer: services first, their owners last."""
    note = f"No longer in {source.name}"
    for kind in reversed(PUBLISHED_KINDS):
        ids = gone.get(kind, [])
        if ids:
            outcome.withdrawn[kind] += withdraw_many(kind, ids, source=source.name, note=note)
            ImportedRow.objects.filter(source=source, table=kind, row_id__in=ids).delete()


def pages(ids: Iterator[UUID]) -> Iterator[list[UUID]]:
    while page := list(islice(ids, PAGE)):
        yield page
