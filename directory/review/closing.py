"""Closing and opening: for good, for a while, and again."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from directory.models import HSDSModel, Organization, Service, ServiceStatus
from directory.people.editors import editors_of, moderators
from directory.people.scope import is_moderator, may_change
from directory.publication.amend import amend
from directory.publication.cores import kind_of
from directory.publication.live import Core, newest_cores, newest_revisions
from directory.publication.models import Action, Kind, Revision
from directory.publication.restore import restore
from directory.publication.withdraw import withdraw
from directory.review.models import Closure, State, Submission
from directory.review.owners import organizations_behind
from directory.review.refusals import NeedsReview, Refused
from directory.review.versions import changing, lock_all

REOPENED = "Open again."


def close(record: HSDSModel, *, by: Any, reason: str = "") -> Revision | None:
    """Take `record` from the public, because it has closed for good; no moderator has to look.

    The working copy stays as it is. An organization takes its services along. What waits for review
    does not wait any more. Returns the revision, or None if it was not public.
    """
    _refuse_strangers(by, record)
    with transaction.atomic():
        ids = {kind_of(record): [record.pk]}
        if isinstance(record, Organization):
            ids[Kind.SERVICE] = list(record.services.values_list("pk", flat=True))
        lock_all(ids)
        for kind, closed in ids.items():
            no_longer_waits(kind, closed, by=by)
        return withdraw(record, by=by, note=f"Closed. {reason}".strip())


def no_longer_waits(kind: str, ids: Iterable[UUID], *, by: Any) -> None:
    """What waits for review of these records is overtaken: they close, are deleted or merged."""
    Submission.objects.of(kind, *ids).waiting().update(
        state=State.SUPERSEDED, decided_at=timezone.now(), decided_by=by
    )


def close_until(service: Service, until: date | None, *, by: Any, reason: str = "") -> Closure:
    """Say, here and to the public at once, that `service` is closed for a while.

    `until` is the last day, or None if nobody knows. The public sees HSDS's status "temporarily
    closed", and the date as the service's alert where it has none of its own. Nothing else that
    waits in the working copy is published by it. Raises Refused if the day has passed.
    """
    _refuse_strangers(by, service)
    if until is not None and until < timezone.localdate():
        raise Refused("That day has passed. Until which day is it closed?")
    said = alert(until)
    with changing(Kind.SERVICE, [service.pk], by=by, note=said):
        service.refresh_from_db()
        closure = Closure.objects.filter(service=service).first() or Closure(
            service=service, status_before=_status_before(service)
        )
        earlier, was = closure.alert, service.alert
        service.status = ServiceStatus.TEMPORARILY_CLOSED
        service.alert = said if was in ("", earlier) else was
        service.save(update_fields=["status", "alert"])
        closure.until, closure.alert = until, said
        closure.at, closure.by_id = timezone.now(), by.pk
        closure.save()

        def change(core: Core) -> None:
            core["status"] = ServiceStatus.TEMPORARILY_CLOSED.value
            if core.get("alert", "") in ("", earlier):
                core["alert"] = said

        amend(Kind.SERVICE, service.pk, change, by=by, note=f"{said} {reason}".strip())
    return closure


def reopen(service: Service, *, by: Any = None, note: str = REOPENED) -> bool:
    """End the closure of `service`, here and for the public. Returns whether there was one.

    `by` is None where the day has simply passed.
    """
    if by is not None:
        _refuse_strangers(by, service)
    with changing(Kind.SERVICE, [service.pk], by=by, note=note):
        closure = Closure.objects.filter(service=service).first()
        if closure is None:
            return False
        service.refresh_from_db()
        if service.status == ServiceStatus.TEMPORARILY_CLOSED:
            service.status = closure.status_before
        if service.alert == closure.alert:
            service.alert = ""
        service.save(update_fields=["status", "alert"])

        def change(core: Core) -> None:
            if core["status"] == ServiceStatus.TEMPORARILY_CLOSED:
                core["status"] = closure.status_before
            if core.get("alert") == closure.alert:
                del core["alert"]

        amend(Kind.SERVICE, service.pk, change, by=by, note=note)
        closure.delete()
    return True


def reopen_due(today: date) -> list[Service]:
    """Reopen every service whose last closed day is before `today`."""
    due = Service.objects.filter(closure__until__lt=today).order_by("pk")
    return [one for one in due if reopen(one, note="The last day it was to be closed has passed.")]


def bring_back(record: HSDSModel, *, by: Any) -> Revision | None:
    """Make a withdrawn record public again as it was, without review.

    Edits made since stay in the working copy. Raises NeedsReview if it was not an editor of it who
    took it from the public: then it is for a moderator to say. Returns None if there was nothing to
    bring back; raises NotReady if it cannot be shown any more.
    """
    _refuse_strangers(by, record)
    withdrawn = withdrawn_by(record)
    if withdrawn is not None and not is_moderator(by) and not _by_an_editor(withdrawn, record):
        raise NeedsReview("A moderator took this from the public. Please send it for review.")
    return restore(record, by=by, note=REOPENED)


def withdrawn_by(record: HSDSModel) -> Revision | None:
    """The revision that took `record` from the public; None if it is public, or never was."""
    newest = newest_revisions(kind_of(record), [record.pk])
    return newest.filter(action=Action.WITHDRAWN).first()


def alert(until: date | None) -> str:
    """What the public is told of a service that is closed for a while."""
    if until is None:
        return "Temporarily closed until further notice."
    return f"Temporarily closed until {until.day} {until:%B} {until.year}."


def _status_before(service: Service) -> str:
    """What the public saw, where it sees the service: reopening publishes no other status, which
    nobody has looked at."""
    core = dict(newest_cores(Kind.SERVICE, [service.pk])).get(str(service.pk))
    status = orjson.loads(core)["status"] if core else service.status
    closed = status == ServiceStatus.TEMPORARILY_CLOSED
    return str(ServiceStatus.ACTIVE if closed else status)


def _by_an_editor(withdrawn: Revision, record: HSDSModel) -> bool:
    """Whether it was one of the record's own editors who withdrew it, and no moderator."""
    if withdrawn.by_id is None or moderators().filter(pk=withdrawn.by_id).exists():
        return False
    return any(
        editors_of(organization).filter(pk=withdrawn.by_id).exists()
        for organization in organizations_behind(record)
    )


def _refuse_strangers(person: Any, record: HSDSModel) -> None:
    if not may_change(person, record):
        raise PermissionDenied
