"""Publishing what an import brought, and withdrawing what its source has no longer."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from directory.exchange.models import ImportedRow, Source
from directory.exchange.staging import Staging
from directory.exchange.tables import PUBLISHED_KINDS
from directory.models import Location, Service, ServiceAtLocation, ServiceStatus
from directory.progress import Progress
from directory.publication.models import PublicLocation, PublicService
from directory.publication.publish import publish_many
from directory.publication.tables import in_pages
from directory.publication.withdraw import withdraw_many

PAGE = 1000  # records handed to the publication at a time
NEVER_OPEN = "It is closed for good (status defunct) and was not public."
OPEN_SERVICE = ServiceAtLocation.objects.filter(location=OuterRef("pk")).exclude(
    service__status=ServiceStatus.DEFUNCT
)
ANY_SERVICE = ServiceAtLocation.objects.filter(location=OuterRef("pk"))
CLOSED: dict[str, tuple[Any, Any, Any]] = {
    "service": (Service, PublicService, Q(status=ServiceStatus.DEFUNCT)),
    "location": (Location, PublicLocation, Exists(ANY_SERVICE) & ~Exists(OPEN_SERVICE)),
}


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
        for ids in in_pages(staging.ready_ids(kind), PAGE):
            ids = without_closed(kind, ids, outcome)
            came_to = publish_many(
                kind,
                ids,
                source=source.name,
                note=f"Imported from {source.name}",
                progress=looked_at,
            )
            outcome.published[kind] += came_to.published
            outcome.unchanged[kind] += came_to.unchanged
            for reasons in came_to.not_ready.values():
                outcome.not_ready.update((kind, reason) for reason in reasons)
    return outcome


def without_closed(kind: str, ids: list[UUID], outcome: Published) -> list[UUID]:
    """The ids without services that were closed before the public ever saw them, or their places.

    One that is public and has closed since is published as closed: whoever copied it should know.
    """
    if kind not in CLOSED:
        return ids
    model, public, closed = CLOSED[kind]
    closed_ids = set(model.objects.filter(closed, pk__in=ids).values_list("pk", flat=True))
    known = public.objects.filter(id__in=closed_ids)
    left = closed_ids - set(known.values_list("id", flat=True))
    outcome.not_ready[kind, NEVER_OPEN] += len(left)
    return [record for record in ids if record not in left]


def withdraw_vanished(gone: dict[str, list[UUID]], source: Source, outcome: Published) -> None:
    """Takes from the public what the source has no longer: services first, their owners last."""
    note = f"No longer in {source.name}"
    for kind in reversed(PUBLISHED_KINDS):
        ids = gone.get(kind, [])
        if ids:
            outcome.withdrawn[kind] += withdraw_many(kind, ids, source=source.name, note=note)
            ImportedRow.objects.filter(source=source, table=kind, row_id__in=ids).delete()
