"""Keeps the index of hours in step with the public record."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from directory.publication.documents import Document
from directory.publication.models import PublicKind
from directory.publication.tables import insert, remove
from directory.search.hours.effective import effective_schedules
from directory.search.hours.patterns import COLUMNS, Pattern, patterns
from directory.search.models.hours import SessionPattern

INDEXED = {PublicKind.SERVICE.value, PublicKind.SERVICE_AT_LOCATION.value}


class HoursIndex:
    """Writes the rows of `SessionPattern` as records are published. See `Follower`."""

    def clear(self) -> None:
        SessionPattern.objects.all()._raw_delete(SessionPattern.objects.db)

    def forget(self, keys: Sequence[int]) -> None:
        remove(SessionPattern, "record", keys)

    def follow(self, changed: Sequence[tuple[int, Document]]) -> None:
        offers = [(key, document) for key, document in changed if document.kind in INDEXED]
        remove(SessionPattern, "record", [key for key, _ in offers])
        insert(SessionPattern, ("record", "number", *COLUMNS), _rows(offers))


def _rows(offers: Sequence[tuple[int, Document]]) -> Iterator[tuple[Any, ...]]:
    today = timezone.localdate()
    for key, document in offers:
        rows = patterns(effective_schedules(document.full), today=today)
        for number, row in enumerate(sorted(rows, key=_in_order)):
            yield key, number, *_values(row)


def _values(row: Pattern) -> tuple[int | None, ...]:
    return tuple(getattr(row, column) for column in COLUMNS)


def _in_order(row: Pattern) -> tuple[int, ...]:
    return tuple(-1 if value is None else value for value in _values(row))
