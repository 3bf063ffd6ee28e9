"""The live cores: what the newest revision of each record says, while it is published."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import orjson
from django.db import connection
from django.db.models import Max

from directory.publication.among import listed, one_parameter
from directory.publication.fields import id_text
from directory.publication.models import Revision

Core = dict[str, Any]

# Only attributes have this property, and no text can hold its quotes without a backslash; finding
# it in the bytes takes a fraction of a walk through the core.
TERM = re.compile(rb'"taxonomy_term_id":"([^"]+)"')


class LiveCores:
    """Live cores by kind and id (as text, as in JSON), fetched many at a time and kept."""

    def __init__(self) -> None:
        self._cores: dict[tuple[str, str], Core | None] = {}
        self._terms: dict[tuple[str, str], set[str]] = {}

    def fetch(self, kind: str, ids: Iterable[str]) -> None:
        """Have the live cores of `ids` at hand. One query, none if they are all here."""
        unknown = {id for id in ids if (kind, id) not in self._cores}
        if not unknown:
            return
        for id in unknown:
            self._cores[kind, id] = None
        for id, core in newest_cores(kind, unknown):
            if core is not None:
                self.keep(kind, id, core)

    def keep(self, kind: str, id: str, core: bytes) -> None:
        """Have this live core at hand."""
        self._cores[kind, id] = orjson.loads(core)
        self._terms[kind, id] = {term.decode() for term in TERM.findall(core)}

    def get(self, kind: str, id: str | None) -> Core | None:
        """The live core of a record that was fetched; None if it is not published."""
        return self._cores[kind, id] if id is not None else None

    def terms(self, kind: str, id: str | None) -> set[str]:
        """The ids of the terms said of a record that was fetched, or of any row inside it."""
        return self._terms.get((kind, id), set()) if id is not None else set()

    def forget(self, kind: str) -> None:
        """Let go of the cores of one kind, to bound memory in bulk."""
        self._cores = {key: core for key, core in self._cores.items() if key[0] != kind}
        self._terms = {key: terms for key, terms in self._terms.items() if key[0] != kind}


def newest_cores(kind: str, ids: Collection[Any]) -> Iterator[tuple[str, bytes | None]]:
    """What the newest revision of each of `ids` says: its core, None if it is not published.

    The commonest question of every act of publishing, so it is SQL; and it looks at one revision a
    record, however long its history.
    """
    record = Revision._meta.get_field("record_id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {id_text(connection.vendor, 'value')}, (SELECT core FROM publication_revision "
            "WHERE kind = %s AND record_id = value ORDER BY seq DESC LIMIT 1) "
            f"FROM {listed(connection, record)}",
            [kind, one_parameter(connection, record, ids)],
        )
        for id, core in cursor.fetchall():
            yield id, core.encode() if isinstance(core, str) else core


def newest_revisions(kind: str, ids: Collection[Any] | None = None):
    """The newest revision of each record of `kind`, or of those of them in `ids`."""
    revisions = Revision.objects.filter(kind=kind)
    if ids is not None:
        revisions = revisions.filter(record_id__among=ids)
    newest = revisions.order_by().values("record_id").annotate(newest=Max("seq")).values("newest")
    return Revision.objects.filter(seq__in=newest)
