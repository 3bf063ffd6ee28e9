"""Keeps every version of the working copy: who changed what, when, and what it was before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from directory.publication.cores import SHAPES
from directory.publication.models import Kind
from directory.publication.tables import in_pages
from directory.review.models import Version
from directory.review.snapshots import Node, as_bytes, digest_of, snapshots_of

FIRST = "As it was before the first change kept here."
FOUND = "Changed by another way than this form, such as an import."
DELETED = "Deleted."


def changing(
    kind: str, ids: Collection[UUID], *, by: AbstractBaseUser | None, note: str = ""
) -> AbstractContextManager[None]:
    """Whatever is changed of these records within is kept as a version by `by`.

    What they were beforehand is kept too, unless it is already. Within, the records are locked and
    everything is one transaction.
    """
    return changing_all({kind: list(ids)}, by=by, note=note)


@contextmanager
def changing_all(
    records: Mapping[Any, Collection[UUID]], *, by: AbstractBaseUser | None, note: str = ""
) -> Iterator[None]:
    """The same of records of several kinds: `records` has the ids by kind."""
    with transaction.atomic():
        lock_all(records)
        for kind, ids in records.items():
            keep_found(kind, ids)
        yield
        for kind, ids in records.items():
            keep(kind, ids, by=by, note=note)


def lock(kind: str, ids: Collection[UUID]) -> None:
    """Hold these records of the working copy until the transaction ends."""
    lock_all({kind: ids})


def lock_all(records: Mapping[Any, Collection[UUID]]) -> None:
    """Hold records of several kinds, by kind, until the transaction ends.

    Everybody takes them in the same order, and the log after all of them: else two could wait for
    each other (docs/architecture.md, "One order of locks").
    """
    for kind in Kind:
        if ids := list(records.get(kind, ())):
            rows = SHAPES[kind].model._base_manager.filter(pk__among=ids)
            list(rows.select_for_update().order_by("pk").values_list("pk"))


def by_kind(records: Iterable[tuple[str, UUID]]) -> dict[str, list[UUID]]:
    """The ids of `records`, pairs of a kind and an id, by kind."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for kind, id in records:
        found[kind].append(id)
    return found


def keep_found(kind: str, ids: Collection[UUID]) -> None:
    """Keep what these records are now, where the newest version does not say so already.

    Nobody is named for it: it came by an import, a command or a shell.
    """
    _keep(kind, ids, by=None, note=FOUND, note_of_first=FIRST)


def keep(kind: str, ids: Collection[UUID], *, by: AbstractBaseUser | None, note: str = "") -> None:
    """Keep what `by` has just made of these records; nothing where nothing changed."""
    _keep(kind, ids, by=by, note=note, note_of_first=note)


def newest_version(kind: str, id: UUID) -> Version | None:
    """The newest version of a record, if any was ever kept."""
    return Version.objects.filter(kind=kind, record_id=id).order_by("-pk").first()


def present_version(kind: str, id: UUID) -> Version | None:
    """The version that says what the record is now, kept just now if need be; None if deleted."""
    with transaction.atomic():
        lock(kind, [id])
        keep_found(kind, [id])
        version = newest_version(kind, id)
    return version if version and version.digest else None


def name_in_snapshot(snapshot: Node) -> str:
    """What a record is called; blank for a place that is known by its address alone."""
    return str(snapshot.get("name", ""))[:255]


def _keep(
    kind: str,
    ids: Collection[UUID],
    *,
    by: AbstractBaseUser | None,
    note: str,
    note_of_first: str,
) -> None:
    for page in in_pages(ids):
        snapshots = snapshots_of(kind, page)
        newest = _newest(kind, page)
        versions = []
        for id in page:
            node = snapshots.get(str(id))
            last = newest.get(str(id))
            snapshot = as_bytes(node)
            digest = digest_of(snapshot)
            if digest == (last.digest if last else ""):
                continue
            versions.append(
                Version(
                    kind=kind,
                    record_id=id,
                    name=name_in_snapshot(node) if node else last.name if last else "",
                    at=timezone.now(),
                    by_id=by.pk if by else None,
                    note=(note if last else note_of_first) if node else note or DELETED,
                    snapshot=snapshot,
                    digest=digest,
                )
            )
        Version.objects.bulk_create(versions)


def _newest(kind: str, ids: Collection[UUID]) -> dict[str, Version]:
    """The newest version of each, without its snapshot."""
    versions = Version.objects.filter(kind=kind, record_id__among=list(ids))
    newest = versions.order_by().values("record_id").annotate(newest=Max("pk")).values("newest")
    found = Version.objects.filter(pk__in=newest).defer("snapshot")
    return {str(version.record_id): version for version in found}
