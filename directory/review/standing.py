"""Where records stand on their way to the public: many of them at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from directory.models import HSDSModel, ServiceStatus
from directory.publication.cores import encode, kind_of, render_cores
from directory.publication.live import newest_cores, newest_revisions
from directory.publication.models import Action, Kind
from directory.review.models import Closure, State, Submission


@dataclass(frozen=True)
class Standing:
    """Where one record stands."""

    is_live: bool = False
    # Whether publishing it would change what the public sees.
    is_changed: bool = False
    # Whether it was public once, and was withdrawn.
    is_withdrawn: bool = False
    waiting: Submission | None = None
    # The submission that was sent back, until it is sent again.
    sent_back: Submission | None = None
    closed_for_a_while: bool = False
    closed_until: date | None = None

    @property
    def is_draft(self) -> bool:
        """Whether the public never saw it, and nobody has sent it."""
        return not (self.is_live or self.is_withdrawn or self.waiting or self.sent_back)

    @property
    def is_to_be_sent(self) -> bool:
        """Whether there is something in it that nobody has sent."""
        return self.is_changed and not self.waiting and not self.is_withdrawn

    @property
    def in_words(self) -> str:
        """A few words for a list."""
        if self.waiting:
            return "Live; changes wait for review" if self.is_live else "Waits for review"
        if self.sent_back and self.is_changed:
            return "Live; changes were sent back" if self.is_live else "Sent back"
        if self.is_withdrawn:
            return "Closed: not public"
        if not self.is_live:
            return "Draft: not public yet"
        live = "Live"
        if self.closed_for_a_while:
            live = "Live, as temporarily closed"
        return f"{live}; changes not sent yet" if self.is_changed else live


def standings_of(kind: str, ids: Collection[UUID]) -> dict[UUID, Standing]:
    """Where each of these records stands. A fixed number of queries, however many."""
    if not ids:
        return {}
    cores = render_cores(kind, ids)
    live = dict(newest_cores(kind, ids))
    withdrawn = newest_revisions(kind, ids).filter(action=Action.WITHDRAWN)
    gone = set(withdrawn.values_list("record_id", flat=True))
    submissions = _newest_submissions(kind, ids)
    closures = {}
    if kind == Kind.SERVICE:
        closed = Closure.objects.filter(
            service__in=ids, service__status=ServiceStatus.TEMPORARILY_CLOSED
        )
        closures = {closure.service_id: closure for closure in closed}
    found = {}
    for id in ids:
        core, public = cores.get(str(id)), live.get(str(id))
        newest = submissions.get(id)
        closure = closures.get(id)
        found[id] = Standing(
            is_live=public is not None,
            is_changed=core is not None and encode(core) != public,
            is_withdrawn=id in gone,
            waiting=newest if newest and newest.state == State.IN_REVIEW else None,
            sent_back=newest if newest and newest.state == State.SENT_BACK else None,
            closed_for_a_while=closure is not None,
            closed_until=closure.until if closure else None,
        )
    return found


def standing_of(record: HSDSModel) -> Standing:
    """Where `record` stands."""
    return standings_of(kind_of(record), [record.pk])[record.pk]


def _newest_submissions(kind: str, ids: Collection[UUID]) -> dict[UUID, Submission]:
    submissions = Submission.objects.filter(kind=kind, record_id__among=list(ids))
    newest = submissions.order_by().values("record_id").annotate(newest=Max("pk")).values("newest")
    found = Submission.objects.filter(pk__in=newest).select_related("by", "decided_by")
    return {submission.record_id: submission for submission in found}
