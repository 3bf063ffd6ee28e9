"""The live cores: what the newest revision of each record says, while it is published."""

from collections.abc import Collection, Iterable
from typing import Any

import orjson
from django.db.models import Max

from directory.publication.models import Action, Revision

Core = dict[str, Any]


class LiveCores:
    """Live cores by kind and id (as text, as in JSON), fetched many at a time and kept."""

    def __init__(self) -> None:
        self._cores: dict[tuple[str, str], Core | None] = {}

    def fetch(self, kind: str, ids: Iterable[str]) -> None:
        """Have the live cores of `ids` at hand. One query, none if they are all here."""
        unknown = {id for id in ids if (kind, id) not in self._cores}
        if not unknown:
            return
        for id in unknown:
            self._cores[kind, id] = None
        live = newest_revisions(kind, unknown).filter(action=Action.PUBLISHED)
        for id, core in live.values_list("record_id", "core"):
            self._cores[kind, str(id)] = orjson.loads(core)

    def get(self, kind: str, id: str | None) -> Core | None:
        """The live core of a record that was fetched; None if it is not published."""
        return self._cores[kind, id] if id is not None else None

    def forget(self, kind: str) -> None:
        """Let go of the cores of one kind, to bound memory in bulk."""
        self._cores = {key: core for key, core in self._cores.items() if key[0] != kind}


def newest_revisions(kind: str, ids: Collection[Any] | None = None):
    """The newest revision of each record of `kind`, or of those of them in `ids`."""
    revisions = Revision.objects.filter(kind=kind)
    if ids is not None:
        revisions = revisions.filter(record_id__among=ids)
    newest = revisions.order_by().values("record_id").annotate(newest=Max("seq")).values("newest")
    return Revision.objects.filter(seq__in=newest)
