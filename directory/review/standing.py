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
    cores, live = render_cores(kind, ids), dict(newest_cores(kind, ids))
    changed = {
        id
        for id in ids
        if (core := cores.get(str(id))) is not None and encode(core) != live.get(str(id))
    }
    return _standings(kind, ids, {id for id in ids if live.get(str(id)) is not None}, changed)


def at_a_glance(kind: str, ids: Collection[UUID]) -> dict[UUID, Standing]:
    """The same for a list, in a few queries: of edits it knows those that were sent alone."""
    if not ids:
        return {}
    public = newest_revisions(kind, ids).exclude(action=Action.WITHDRAWN)
    return _standings(kind, ids, set(public.values_list("record_id", flat=True)), None)


def _standings(
    kind: str, ids: Collection[UUID], live: set[UUID], changed: set[UUID] | None
) -> dict[UUID, Standing]:
    """`changed` is None where nobody looked: what was sent back then counts as changed."""
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
        newest = submissions.get(id)
        closure = closures.get(id)
        sent_back = newest if newest and newest.state == State.SENT_BACK else None
        found[id] = Standing(
            is_live=id in live,
            is_changed=sent_back is not None if changed is None else id in changed,
            is_withdrawn=id in gone,
            waiting=newest if newest and newest.state == State.IN_REVIEW else None,
            sent_back=sent_back,
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
