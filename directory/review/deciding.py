"""Deciding on what waits: approving exactly what was seen, or sending it back with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from directory.models import HSDSModel, Service
from directory.people.scope import is_moderator
from directory.publication.cores import SHAPES, encode, render_cores
from directory.publication.live import newest_revisions
from directory.publication.models import Kind, PublicOrganization
from directory.publication.publish import publish_many
from directory.publication.readiness import NotReady
from directory.review import telling
from directory.review.models import State, Submission, Version
from directory.review.refusals import AlreadyDecided, ChangedSince, Gone, Refused
from directory.review.snapshots import digest_of
from directory.review.submitting import ORDER, hide_secret_addresses
from directory.review.versions import by_kind, lock_all, present_version


@dataclass(frozen=True)
class Sight:
    """What somebody is shown of a waiting record: which version, and what would be published."""

    submission: Submission
    version: Version
    core: dict[str, Any]

    @property
    def token(self) -> str:
        """Says which version was seen, and what of it: for the form that approves it."""
        return f"{self.version.pk}-{digest_of(encode(self.core))}"


def look_at(submission: Submission) -> Sight:
    """`submission` as it stands now. Approving it takes the token of this."""
    kind, id = submission.kind, submission.record_id
    version = present_version(kind, id)
    core = render_cores(kind, [id]).get(str(id))
    if version is None or core is None:
        raise Gone(submission.name)
    return Sight(submission, version, core)


def decided_with(submission: Submission) -> list[Submission]:
    """`submission` and what has to be approved with it, in the order they are published in.

    With a service: its organisation if that is not public yet, and those of its places that wait.
    """
    together = [submission]
    if submission.kind == Kind.SERVICE and submission.waits:
        service = Service.objects.filter(pk=submission.record_id).first()
        if service is not None:
            waiting = Submission.objects.waiting()
            places = service.service_at_locations.values("location_id")
            together += waiting.filter(kind=Kind.LOCATION, record_id__in=places)
            if not PublicOrganization.objects.with_ids(service.organization_id).exists():
                together += waiting.of(Kind.ORGANIZATION, service.organization_id)
    return sorted(together, key=lambda one: (ORDER.index(Kind(one.kind)), one.pk))


def approve(submission: Submission, *, by: Any, seen: Mapping[int, str]) -> list[Submission]:
    """Publish what waits, exactly as it was seen: `seen` has the token of each part by its number.

    Returns what was approved. Raises Refused, publishing nothing: AlreadyDecided, Gone, or
    ChangedSince where the working copy is not what was seen; and NotReady.
    """
    if not is_moderator(by):
        raise PermissionDenied
    parts = decided_with(submission)
    hide_secret_addresses([one for one in map(record_of, parts) if one], by=by)
    with transaction.atomic():
        # Records before submissions, as everywhere: else two at once could block each other.
        lock_all(by_kind((part.kind, part.record_id) for part in parts))
        parts = [_locked(one) for one in parts]
        for part in parts:
            _refuse_unless_seen(part, seen.get(part.pk, ""))
        for part in parts:
            _publish(part, by=by)
    return parts


def send_back(submission: Submission, *, by: Any, reason: str) -> Submission:
    """Give `submission` back to its editors, who are told `reason` by e-mail.

    Raises Refused if it does not wait any more, or there is no reason.
    """
    if not is_moderator(by):
        raise PermissionDenied
    reason = reason.replace("\0", "").strip()
    if not reason:
        raise Refused("Please say why: the editors get it by e-mail.")
    with transaction.atomic():
        submission = _locked(submission)
        submission.state, submission.reason = State.SENT_BACK, reason
        submission.decided_at, submission.decided_by_id = timezone.now(), by.pk
        submission.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    telling.sent_back(submission)
    return submission


def record_of(submission: Submission) -> HSDSModel | None:
    """The working-copy record that `submission` is about; None if it was deleted."""
    rows = SHAPES[submission.kind].model._default_manager
    return rows.filter(pk=submission.record_id).first()


def _locked(submission: Submission) -> Submission:
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if not locked.waits:
        raise AlreadyDecided(locked)
    return locked


def _refuse_unless_seen(submission: Submission, token: str) -> None:
    """Raises ChangedSince unless `token` is of what is there now."""
    now = look_at(submission)
    number, _, core = token.partition("-")
    versions = Version.objects.filter(kind=submission.kind, record_id=submission.record_id)
    before = versions.filter(pk=int(number)).first() if _is_key(number) else None
    same = before is not None and before.digest == now.version.digest
    if not same or core != now.token.partition("-")[2]:
        raise ChangedSince(submission, before, now.version)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _publish(submission: Submission, *, by: Any) -> None:
    kind, id = submission.kind, submission.record_id
    outcome = publish_many(kind, [id], by=by, note=submission.note)
    if outcome.not_ready:
        raise NotReady(submission.name, outcome.not_ready[id])
    submission.state = State.APPROVED
    submission.decided_at, submission.decided_by_id = timezone.now(), by.pk
    submission.revision = newest_revisions(kind, [id]).get().seq
    submission.save(update_fields=["state", "decided_at", "decided_by", "revision"])
