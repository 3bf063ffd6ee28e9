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
from django.db.models import Count, Window

from directory.places.geometry import Point
from directory.publication.models import PublicQuerySet
from directory.publication.reading import STREAM_PAGE, Bytes, Page, Version, documents_by_key, once
from directory.publication.tables import in_pages
from directory.search.nearby.finding import nearest
from directory.search.nearby.units import NOWHERE
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

    def documents_by_key(self, keys: Sequence[int], column: Bytes) -> dict[int, bytes]:
        """The documents with these keys, each with what the question adds to it."""
        found = documents_by_key(keys, column)
        parts = [add(list(found)) for add in self.adding]
        return {
            key: with_added(document, [part.get(key, {}) for part in parts])
            for key, document in found.items()
        }

    def _documents(self, keys: Sequence[int], column: Bytes) -> list[bytes]:
        found = self.documents_by_key(keys, column)
        return [found[key] for key in keys if key in found]

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
    """The best answers to the words first; of equals, those nearest to `point`.

    What was ranked for the first page is remembered for the next, until the public record changes.
    """

    found: WordsFound
    today: date
    point: Point | None = None

    def keys(self, *, offset: int = 0, limit: int | None = None) -> list[int]:
        total = self.found.total
        if not total:
            return []
        most = total if limit is None else limit
        return self.found.keys(offset=offset, limit=most, today=self.today, first=self._first())

    def total(self, at: Version) -> int:
        """How many rows there are, exactly; they were counted when they were found."""
        return self.found.total

    def _first(self) -> list[int]:
        """The keys that are ranked, the best first."""
        name = f"ranked:{self.today}:{self.point}:{self.found.name}"
        return list(once(name, self.found.at, lambda: array("q", self._ranked())))

    def _ranked(self) -> list[int]:
        if not self.point:
            return self.found.ranked_first(self.today)
        best = self.found.scored(self.today)
        away = nearest([key for key, _ in best], self.point)
        best.sort(key=lambda pair: away.get(pair[0], NOWHERE))
        # What is equally near stays in the order of names, and what is equally good in this.
        best.sort(key=lambda pair: pair[1], reverse=True)
        return [key for key, _ in best]


@dataclass(frozen=True)
class Ordered(Found):
    """What has the words, in the order `by`: the nearest first, or by its name.

    The first of them are remembered for the next page.
    """

    found: WordsFound
    by: str

    def total(self, at: Version) -> int:
        """How many rows there are, exactly; they were counted when they were found."""
        return self.found.total

    def keys(self, *, offset: int = 0, limit: int | None = None) -> list[int]:
        return self.found.ordered(self.by, offset=offset, limit=limit)


@dataclass(frozen=True)
class Sorted(Found):
    """In the order of some columns or expressions, the last of which is `id`.

    `counted` is how many rows there are, if that is known already.
    """

    by: tuple[Any, ...]
    counted: int | None = None

    def total(self, at: Version) -> int:
        """How many rows there are, exactly."""
        return super().total(at) if self.counted is None else self.counted

    def page(self, at: Version, *, offset: int, limit: int, column: Bytes) -> Page:
        """One page, and the total: the rows are looked for once for both."""
        if self.counted is not None:
            return super().page(at, offset=offset, limit=limit, column=column)
        numbered = self.rows.annotate(total=Window(Count("*"))).order_by(*self.by)
        rows = list(numbered.values_list("pk", "total")[offset : offset + limit])
        total = rows[0][1] if rows else self.total(at)
        return Page(total, self._documents([key for key, _ in rows], column))

    def keys(self, *, offset: int = 0, limit: int | None = None) -> list[int]:
        until = None if limit is None else offset + limit
        return list(self.rows.order_by(*self.by).values_list("pk", flat=True)[offset:until])


def with_added(document: bytes, parts: Iterable[dict[str, Any]]) -> bytes:
    """`document` with what a question adds to it."""
    added = {name: value for part in parts for name, value in part.items()}
    return b"%b,%b" % (document[:-1], orjson.dumps(added)[1:]) if added else document
