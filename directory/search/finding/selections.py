"""What was found, in an order that only search knows: the best first, or the nearest.

Each is read as `publication.reading.Selection` is: by the page, or all of it.
"""

from abc import ABC, abstractmethod
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson

from directory.publication.models import PublicQuerySet
from directory.publication.reading import STREAM_PAGE, Bytes, Page, Version, documents_by_key
from directory.publication.tables import in_pages
from directory.search.words.search import Found as WordsFound

# What a question adds to each of some records, by key: a dictionary each.
Adding = Callable[[Sequence[int]], dict[int, dict[str, Any]]]


@dataclass(frozen=True)
class Found(ABC):
    """Rows that answer a question, and what the question adds to each."""

    rows: PublicQuerySet
    adding: tuple[Adding, ...] = field(default=(), kw_only=True)

    @abstractmethod
    def keys(self, *, offset: int = 0, limit: int | None = None) -> list[int]:
        """The keys of some of the rows, in order."""

    def total(self, at: Version) -> int:
        """How many rows there are, exactly."""
        return self.rows.order_by().count()

    def page(self, at: Version, *, offset: int, limit: int, column: Bytes) -> Page:
        """One page, and the total."""
        keys = self.keys(offset=offset, limit=limit)
        total = offset + len(keys) if 0 < len(keys) < limit else self.total(at)
        return Page(total, self._documents(keys, column))

    def stream(self, column: Bytes) -> Iterator[list[bytes]]:
        """Every document, a bounded number at a time."""
        for keys in in_pages(self.all_keys(), STREAM_PAGE):
            yield self._documents(keys, column)

    @property
    def adds(self) -> bool:
        """Whether documents are not as they were published: then they cannot be had deflated."""
        return bool(self.adding)

    def _documents(self, keys: Sequence[int], column: Bytes) -> list[bytes]:
        found = documents_by_key(keys, column)
        there = [key for key in keys if key in found]
        parts = [add(there) for add in self.adding]
        return [with_added(found[key], [part.get(key, {}) for part in parts]) for key in there]

    def ids(self, at: Version, *, offset: int, limit: int) -> list[tuple[UUID, datetime]]:
        """Ids and dates of one page."""
        return self._ids_of(self.keys(offset=offset, limit=limit))

    def all_keys(self) -> array:
        """The keys of every row, eight bytes each."""
        return array("q", self.keys())

    def all_ids(self) -> Iterator[list[tuple[UUID, datetime]]]:
        """Ids and dates of every row, a bounded number at a time."""
        for keys in in_pages(self.all_keys(), 1000):
            yield self._ids_of(keys)

    def _ids_of(self, keys: Sequence[int]) -> list[tuple[UUID, datetime]]:
        rows = type(self.rows)(self.rows.model).filter(pk__among=keys)
        known = {key: (id, date) for key, id, date in rows.values_list("pk", "id", "last_modified")}
        return [known[key] for key in keys if key in known]


@dataclass(frozen=True)
class Ranked(Found):
    """The best answers to the words first."""

    found: WordsFound
    today: date

    def keys(self, *, offset: int = 0, limit: int | None = None) -> list[int]:
        most = limit if limit is not None else self.total_rows
        return self.found.keys(offset=offset, limit=most, today=self.today)

    @property
    def total_rows(self) -> int:
        """How many rows there are."""
        return self.rows.order_by().count()


@dataclass(frozen=True)
class Sorted(Found):
    """In the order of some columns or expressions, the last of which is `id`."""

    by: tuple[Any, ...]

    def keys(self, *, offset: int = 0, limit: int | None = None) -> list[int]:
        until = None if limit is None else offset + limit
        return list(self.rows.order_by(*self.by).values_list("pk", flat=True)[offset:until])


def with_added(document: bytes, parts: Iterable[dict[str, Any]]) -> bytes:
    """`document` with what a question adds to it."""
    added = {name: value for part in parts for name, value in part.items()}
    return b"%b,%b" % (document[:-1], orjson.dumps(added)[1:]) if added else document
