"""An act of publishing: one lock, one time, one run of log entries, one refresh."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from directory.publication import statistics
from directory.publication.dependents import Ids
from directory.publication.form import FORM
from directory.publication.models import Action, LogHead, Revision, Touch
from directory.publication.refresh import refresh
from directory.publication.tables import insert

MILLISECOND = timedelta(milliseconds=1)


class Act:
    """Collects revisions and, on leaving the `with` block, brings the public record up to date.

    Must run inside a transaction. It holds the one lock of the log until that ends, so whatever is
    numbered here becomes visible before anything numbered later. Reading takes no lock.
    """

    def __init__(self, *, by: AbstractBaseUser | None, source: str, note: str) -> None:
        self.by, self.source, self.note = by, source, note
        self.revised: Ids = defaultdict(set)
        # What takes the place of a service_at_location that goes, which has no revision to say so.
        self.replaced: dict[str, str] = {}

    def __enter__(self) -> Self:
        self.head = lock_log()
        self.at = self._next_moment()
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: Any) -> None:
        if fault is None and self.revised:
            touched = refresh(self.revised, at=self.at, head=self.head)
            insert(
                Touch,
                ("revision", "kind", "record_id", "replaced_by"),
                (
                    (self.head.seq, kind, id, self.replaced.get(id))
                    for kind, ids in touched.items()
                    for id in sorted(ids)
                ),
            )
            self.head.at = self.at
            self.head.save()
            if sum(map(len, self.revised.values())) >= statistics.MANY:
                statistics.gather()

    def append(
        self,
        kind: str,
        cores: Iterable[tuple[UUID | str, bytes | None]],
        *,
        replaced_by: UUID | str | None = None,
    ) -> int:
        """Add a revision a record: its core, or None to withdraw it. Returns the last seq.

        `replaced_by` has taken the place of what is withdrawn.
        """
        rows = []
        for id, core in cores:
            self.head.seq += 1
            self.revised[kind].add(str(id))
            action = Action.WITHDRAWN if core is None else Action.PUBLISHED
            by = self.by.pk if self.by else None
            said = (self.at, by, self.source, self.note)
            rows.append((self.head.seq, kind, id, action, core, *said, replaced_by))
        columns = ("seq", "kind", "record_id", "action", "core", "at", "by", "source", "note")
        insert(Revision, (*columns, "replaced_by"), rows)
        return self.head.seq

    def _next_moment(self) -> datetime:
        """Now, to the millisecond, but later than the act before: no two acts share a time."""
        now = timezone.now()
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        return max(now, self.head.at + MILLISECOND) if self.head.at else now


def lock_log() -> LogHead:
    """The head of the log, locked until the transaction ends."""
    head, _ = LogHead.objects.select_for_update().get_or_create(pk=1, defaults={"form": FORM})
    return head
