"""Makes the public record again from the log alone, to the same bytes."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Model

from directory.publication import statistics
from directory.publication.act import lock_log
from directory.publication.dependents import Ids
from directory.publication.followers import followers
from directory.publication.form import FORM
from directory.publication.garbage import collected_seldom
from directory.publication.live import newest_revisions
from directory.publication.models import (
    PUBLIC_ROWS,
    Action,
    Kind,
    Mention,
    PublicRecord,
    Revision,
    Touch,
)
from directory.publication.refresh import rebuild


@collected_seldom()
@transaction.atomic
def rebuild_public_record() -> dict[str, int]:
    """Compose the public record anew. Returns how many records of each kind are public.

    Reads nothing but the log; readers see the old rows until it is done.
    """
    head = lock_log()
    for follower in followers:
        follower.clear()
    models: tuple[type[Model], ...] = (Mention, *PUBLIC_ROWS.values(), PublicRecord)
    for model in models:
        model._base_manager.all()._raw_delete(PublicRecord.objects.db)
    records: Ids = defaultdict(set)
    for kind in Kind:
        live = newest_revisions(kind).filter(action=Action.PUBLISHED)
        records[kind] = {str(id) for id in live.values_list("record_id", flat=True)}
    rebuild(records, _modified(), head)
    # Lists may read differently now: their ETags and remembered counts must not outlive this.
    statistics.gather()
    head.rebuilds += 1
    head.form = FORM
    head.save()
    return {kind: len(records[kind]) for kind in Kind}


def _modified() -> dict[tuple[str, str], datetime]:
    """When each document last changed, by its own revisions or by a touch."""
    newest: dict[tuple[str, str], int] = {}
    for model in (Revision, Touch):
        column = "seq" if model is Revision else "revision_id"
        rows = model.objects.order_by().values("kind", "record_id").annotate(seq_=Max(column))
        for kind, id, seq in rows.values_list("kind", "record_id", "seq_").iterator():
            key = (kind, str(id))
            newest[key] = max(seq, newest.get(key, 0))
    moments = dict(Revision.objects.values_list("seq", "at"))
    return {key: moments[seq] for key, seq in newest.items()}
