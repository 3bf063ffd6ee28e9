"""Submitting: asking for a record, as it stands, to be made public."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from directory.models import HSDSModel, Location, Organization, Service, ServiceAtLocation
from directory.people.scope import is_moderator, may_change, within_reach
from directory.publication.amend import hide_public_address
from directory.publication.cores import encode, kind_of, render_cores
from directory.publication.live import newest_cores, newest_revisions
from directory.publication.models import Kind, PublicLocation, PublicOrganization
from directory.publication.publish import blank_essentials, publish_many
from directory.publication.readiness import NotReady
from directory.review.models import State, Submission, Version
from directory.review.owners import is_trusted, organizations_behind
from directory.review.versions import by_kind, lock, lock_all, present_version

ORDER = list(Kind)


def submit(record: HSDSModel, *, by: Any, note: str = "") -> Submission | None:
    """Send `record`, as it stands, to the moderators; publish it at once where none need look.

    That is where `by` is a moderator, or its organisation is trusted. A service takes along what it
    stands on (see `stands_on`), where that differs from what is public. Returns the submission,
    waiting or approved; None if nothing differs from what is public. Raises NotReady, sending
    nothing, if something the public relies on is missing.
    """
    if not may_change(by, record):
        raise PermissionDenied
    together = sorted([*stands_on(record, by), record], key=lambda one: ORDER.index(kind_of(one)))
    hide_secret_addresses(together, by=by)
    with transaction.atomic():
        lock_all(_by_kind(together))
        changed = [one for one in together if differs_from_public(one)]
        _refuse_what_is_not_ready(changed)
        if record not in changed:
            Submission.objects.of(kind_of(record), record.pk).waiting().update(
                state=State.SUPERSEDED, decided_at=timezone.now(), decided_by=by.pk
            )
        sent = {one.pk: _send(one, by=by, note=note) for one in changed}
    return sent.get(record.pk) or next(iter(sent.values()), None)


@dataclass
class Sent:
    """What sending many records came to."""

    published: int = 0
    sent: int = 0
    unchanged: int = 0
    not_ready: dict[UUID, list[str]] = field(default_factory=dict)


def submit_many(records: Iterable[HSDSModel], *, by: Any) -> Sent:
    """Send many records of one kind; those that are not ready are left where they are.

    What a moderator sends is published in one act, with a fixed number of queries.
    """
    records = list(records)
    outcome = Sent()
    if records and is_moderator(by):
        _publish_many(records, outcome, by)
        return outcome
    for record in records:
        try:
            submission = submit(record, by=by)
        except NotReady as refused:
            outcome.not_ready[record.pk] = refused.missing
            continue
        if submission is None:
            outcome.unchanged += 1
        elif submission.waits:
            outcome.sent += 1
        else:
            outcome.published += 1
    return outcome


def _publish_many(records: list[HSDSModel], outcome: Sent, by: Any) -> None:
    if not may_change(by, records[0]):  # A moderator's permissions are of kinds.
        raise PermissionDenied
    hide_secret_addresses(records, by=by)
    kind, ids = kind_of(records[0]), [record.pk for record in records]
    with transaction.atomic():
        lock(kind, ids)
        waiting = Submission.objects.filter(kind=kind, record_id__among=ids).waiting()
        held = dict(waiting.select_for_update().values_list("pk", "record_id"))
        published = publish_many(kind, ids, by=by)
        settled = [pk for pk, id in held.items() if id not in published.not_ready]
        Submission.objects.filter(pk__in=settled).update(
            state=State.APPROVED, decided_at=timezone.now(), decided_by=by.pk
        )
    outcome.published, outcome.unchanged = published.published, published.unchanged
    outcome.not_ready = published.not_ready


def stands_on(record: HSDSModel, by: Any) -> list[HSDSModel]:
    """What a service takes along when `by` sends it, of what its own organisation looks after.

    Its organisation, if that is not public; its places. A moderator, who publishes at once, takes
    along none that is public: what editors changed there waits until they send it.
    """
    if not isinstance(record, Service):
        return []
    organizations = within_reach(by, Organization.objects.filter(pk=record.organization_id))
    if PublicOrganization.objects.with_ids(record.organization_id).exists():
        organizations = organizations.none()
    here = ServiceAtLocation.objects.filter(location=OuterRef("pk"))
    others = here.exclude(service__organization=record.organization_id)
    own = Q(organization=record.organization_id) | Q(organization=None) & ~Exists(others)
    places = within_reach(by, Location.objects.filter(service_at_locations__service=record))
    places = places.filter(own).order_by("pk").distinct()
    if is_moderator(by):
        public = PublicLocation.objects.filter(id=OuterRef("pk"))
        places = places.filter(~Exists(public))
    return [*organizations, *places]


def differs_from_public(record: HSDSModel) -> bool:
    """Whether publishing `record` would change what the public sees."""
    kind = kind_of(record)
    core = render_cores(kind, [record.pk]).get(str(record.pk))
    live = dict(newest_cores(kind, [record.pk])).get(str(record.pk))
    return core is not None and encode(core) != live


def hide_secret_addresses(records: list[HSDSModel], *, by: Any) -> None:
    """An address that became secret waits for nobody. Done whatever becomes of the rest."""
    secret = [one for one in records if isinstance(one, Location) and one.hide_address]
    if not secret:
        return
    with transaction.atomic():
        # All of them, for the log is locked now, and what is sent next in the same transaction.
        lock_all(_by_kind(records))
        for location in secret:
            hide_public_address(location.pk, by=by)


def _by_kind(records: Iterable[HSDSModel]) -> dict[str, list[UUID]]:
    return by_kind((kind_of(record), record.pk) for record in records)


def close_submission(
    kind: str, id: UUID, *, by: Any, revision: int | None = None
) -> Submission | None:
    """Whatever waits of a record is approved: `by` has published it. None if nothing waited."""
    waiting = Submission.objects.of(kind, id).waiting().first()
    if waiting is not None:
        waiting.state = State.APPROVED
        waiting.decided_at, waiting.decided_by_id = timezone.now(), by.pk
        waiting.revision = revision
        waiting.save(update_fields=["state", "decided_at", "decided_by", "revision"])
    return waiting


def _refuse_what_is_not_ready(records: list[HSDSModel]) -> None:
    """Raises NotReady for the first of `records` that lacks something.

    What goes along, or waits for review already, counts as public.
    """
    awaiting = {str(record.pk) for record in records}
    owners = [one.organization_id for one in records if isinstance(one, Service)]
    waiting = Submission.objects.of(Kind.ORGANIZATION, *owners).waiting()
    awaiting |= {str(id) for id in waiting.values_list("record_id", flat=True)}
    for record in records:
        if missing := blank_essentials(record, awaiting=awaiting):
            raise NotReady(str(record), missing)


def _says_the_same(waiting: Submission, version: Version | None) -> bool:
    """Whether what waits is what the record says now."""
    return bool(waiting.version and version and waiting.version.digest == version.digest)


def _send(record: HSDSModel, *, by: Any, note: str) -> Submission:
    kind = kind_of(record)
    version = present_version(kind, record.pk)
    waiting = Submission.objects.of(kind, record.pk).waiting().select_related("version")
    before = waiting.select_for_update(of=("self",)).first()
    at_once = is_moderator(by) or is_trusted(record)
    if at_once:
        outcome = publish_many(kind, [record.pk], by=by, note=note)
        if outcome.not_ready:
            raise NotReady(str(record), outcome.not_ready[record.pk])
        revision = newest_revisions(kind, [record.pk]).get().seq
        if waited := close_submission(kind, record.pk, by=by, revision=revision):
            return waited
    elif before:
        if _says_the_same(before, version):
            return before  # Sent twice.
        before.state = State.SUPERSEDED
        before.decided_at, before.decided_by_id = timezone.now(), by.pk
        before.save(update_fields=["state", "decided_at", "decided_by"])
    now = timezone.now()
    return Submission.objects.create(
        kind=kind,
        record_id=record.pk,
        name=str(record)[:255],
        organization_id=next(iter(organizations_behind(record)), None),
        state=State.APPROVED if at_once else State.IN_REVIEW,
        at=now,
        by_id=by.pk,
        note=note,
        version=version,
        decided_at=now if at_once else None,
        decided_by_id=by.pk if at_once else None,
        revision=revision if at_once else None,
    )
