"""Publishing: making a record, as it stands in the working copy, the version the public sees."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from directory.models import HSDSModel
from directory.publication.act import Act
from directory.publication.cores import encode, kind_of, render_cores
from directory.publication.fields import IdText
from directory.publication.garbage import collected_seldom
from directory.publication.live import LiveCores, newest_cores, newest_revisions
from directory.publication.models import Kind, Mention, PublicOrganization, PublicTaxonomy, Revision
from directory.publication.moves import without_moved_places
from directory.publication.readiness import NotReady, missing_from, needed, tells_secret
from directory.publication.secrecy import Secrets, is_concealed, secrets_of
from directory.publication.tables import in_pages


@dataclass
class Outcome:
    """What publishing many records came to."""

    published: int = 0
    unchanged: int = 0
    not_ready: dict[UUID, list[str]] = field(default_factory=dict)


def publish(
    record: HSDSModel, *, by: AbstractBaseUser | None = None, source: str = "", note: str = ""
) -> Revision | None:
    """Make `record`, as it stands, the version the public sees.

    Returns the new revision, or None when nothing differs from the live one. Raises NotReady if
    something the public relies on is missing; then nothing new is public.
    """
    kind = kind_of(record)
    with transaction.atomic():
        outcome = publish_many(kind, [record.pk], by=by, source=source, note=note)
        revision = newest_revisions(kind, [record.pk]).get() if outcome.published else None
    # Out of the transaction: a secret address that was withdrawn must stay so.
    if record.pk in outcome.not_ready:
        raise NotReady(str(record), outcome.not_ready[record.pk])
    return revision


@transaction.atomic
def publish_many(
    kind: str,
    ids: Iterable[UUID],
    *,
    by: AbstractBaseUser | None = None,
    source: str = "",
    note: str = "",
    progress: Callable[[int], None] | None = None,
) -> Outcome:
    """Publish the records of `kind` with these ids, in one act, those that are ready.

    Set-based: a fixed number of queries for every 500 records. `progress` is told, as the work goes
    on, how many more records were looked at. Publish kinds in the order of `Kind`: a service is
    ready only when its organization is public.
    """
    outcome = Outcome()
    with collected_seldom(), Act(by=by, source=source, note=note) as act:
        for page in in_pages(ids):
            changed = _changed(kind, page, outcome)
            if kind == Kind.SERVICE:
                act.append(kind, without_moved_places([id for id, _ in changed]))
            act.append(kind, changed)
            if progress:
                progress(len(page))
    return outcome


def blank_essentials(record: HSDSModel, *, awaiting: Collection[str] = ()) -> list[str]:
    """What `record` still lacks before it can be published: a sentence each, none if ready.

    Records whose ids are in `awaiting` are to be published before it: they count as public.
    """
    return _looked_at(kind_of(record), [record.pk], awaiting)[1].get(str(record.pk), [])


def _changed(kind: str, ids: list[UUID], outcome: Outcome) -> list[tuple[str, bytes | None]]:
    """The cores that are ready and differ from the live ones; `outcome` counts the rest.

    A location that became secret and is not ready would stay public with its address; it is
    withdrawn instead, which is a core of None.
    """
    cores, not_ready = _looked_at(kind, ids)
    outcome.not_ready |= {UUID(id): missing for id, missing in not_ready.items()}
    live = dict(newest_cores(kind, ids))
    changed: list[tuple[str, bytes | None]] = []
    for id, core in cores.items():
        if id in not_ready:
            if kind == Kind.LOCATION and _still_tells(core, live.get(id)):
                not_ready[id].append("Its address was public, so it was withdrawn until then.")
                changed.append((id, None))
            continue
        encoded = encode(core)
        if live.get(id) == encoded:
            outcome.unchanged += 1
        else:
            outcome.published += 1
            changed.append((id, encoded))
    return changed


def _still_tells(core: dict[str, Any], live: bytes | None) -> bool:
    """Whether the public sees an address that `core` conceals."""
    return live is not None and is_concealed(core) and not is_concealed(orjson.loads(live))


def _looked_at(
    kind: str, ids: Collection[UUID], awaiting: Collection[str] = ()
) -> tuple[dict[str, dict[str, Any]], dict[str, list[str]]]:
    """The cores of `ids`, and what is missing from those that are not ready."""
    cores = render_cores(kind, ids)
    wanted = {record for core in cores.values() for record in needed(kind, core)}
    rows = PublicOrganization if kind == Kind.SERVICE else PublicTaxonomy
    public = rows.objects.filter(id__among=wanted).values_list(IdText("id"), flat=True)
    published = {*awaiting, *(public if wanted else ())}
    secrets = secrets_of(kind, cores)
    not_ready = {}
    for id, core in cores.items():
        missing = missing_from(kind, core, published) + tells_secret(kind, core, secrets.get(id))
        if kind == Kind.LOCATION and id in secrets:
            missing += told_by_services(id, secrets[id])
        if missing:
            not_ready[id] = missing
    return cores, not_ready


def told_by_services(location: str, secrets: Secrets) -> list[str]:
    """A sentence for each public service at `location` whose own text tells its address."""
    showing = Mention.objects.filter(mentioned=location, record__kind=Kind.SERVICE)
    live = LiveCores()
    services = [str(id) for id in showing.values_list("record__record_id", flat=True)]
    live.fetch(Kind.SERVICE, services)
    return [
        f"Its service “{core['name']}” says “{told}”: publish that without it first."
        for core in map(partial(live.get, Kind.SERVICE), services)
        if core
        for told in secrets.told_in(core)
    ]
