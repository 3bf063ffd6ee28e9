"""The index of keys, kept in step with the working copy.

Rows that are saved one by one mark their record (`following.py`), and it is indexed anew when the
transaction is done, or before the next question within it. What writes in bulk says so itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from threading import local
from typing import Any

from django.db import connection, transaction

from directory.duplicates.knowing import KINDS, facts_of
from directory.duplicates.models import Key
from directory.progress import Progress
from directory.publication.fields import IdText
from directory.publication.tables import in_pages, insert


class _Waiting(local):
    """The records to index anew: of this thread, which has one connection."""

    def __init__(self) -> None:
        self.ids: dict[str, set[str]] = defaultdict(set)


_waiting = _Waiting()


def mark(kind: str, id: Any) -> None:
    """Have a record indexed anew when what is under way is done."""
    _waiting.ids[kind].add(str(id))
    # A likeness that is not found must not undo what was saved.
    transaction.on_commit(settle, robust=True)


def forget() -> None:
    """Let go of what was marked: for a test whose records are undone with it."""
    _waiting.ids.clear()


def settle() -> None:
    """Index what was marked; nothing to do most of the time. A fixed number of queries a kind."""
    while _waiting.ids:
        kind, ids = _waiting.ids.popitem()
        refresh(kind, ids)


@transaction.atomic
def refresh(kind: str, ids: Iterable[Any]) -> None:
    """Index these records as they stand, a fixed number of queries for every 500."""
    for page in in_pages(dict.fromkeys(map(str, ids))):
        remove_all(kind, page)
        insert(Key, ("kind", "record_id", "key"), _rows(kind, page))


def remove_all(kind: str, ids: Collection[str]) -> None:
    """Take these records out of the index."""
    Key.objects.filter(kind=kind, record_id__among=ids)._raw_delete(connection.alias)


def rebuild(progress: Progress = lambda stage, done: None) -> None:
    """Index the whole working copy, a page at a time, so that nobody waits long for a lock."""
    done = 0
    for kind, model in KINDS.items():
        ids = list(model._default_manager.order_by().values_list(IdText("pk"), flat=True))
        for page in in_pages(ids):
            refresh(kind, page)
            done += len(page)
            progress("Reading records", done)
        here = model._default_manager.order_by().values("pk")
        gone = Key.objects.filter(kind=kind).exclude(record_id__in=here)
        gone._raw_delete(connection.alias)


def _rows(kind: str, ids: Collection[str]) -> Iterator[tuple[Any, ...]]:
    for id, facts in facts_of(kind, ids).items():
        yield from map(partial(_row, kind, id), sorted(facts.keys()))


def _row(kind: str, id: str, key: str) -> tuple[str, str, str]:
    return kind, id, key[:220]
