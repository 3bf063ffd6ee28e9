"""Reads the public record: finished bytes by key, by id, and by the page.

These are the hottest reads of the site, so they are SQL, and all of it is here. Nothing in this
module writes, locks or looks at the working copy.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any, Literal
from uuid import UUID

from django.db import connection
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from directory.publication.models import PublicKind, PublicQuerySet
from directory.publication.remembered import cache
from directory.publication.tables import in_pages

Form = Literal["listed", "full"]
Bytes = Literal["listed", "full", "listed_deflated", "full_deflated"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A page that starts beyond this row is found from an anchor instead of by counting rows.
DEEP = 1000
ANCHOR_EVERY = 250
# How many documents a stream holds at a time.
STREAM_PAGE = 250


@dataclass(frozen=True)
class Version:
    """The state of the whole public record: it only changes with a new revision."""

    seq: int
    at: datetime
    rebuilds: int = 0

    @property
    def tag(self) -> str:
        """Text that differs whenever the public record does, after a restored backup too."""
        return f"{self.seq:x}-{int((self.at - EPOCH).total_seconds() * 1000):x}-{self.rebuilds:x}"


def version() -> Version:
    """The present version of the public record. One query of one row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, at, rebuilds FROM publication_loghead WHERE id = 1")
        row = cursor.fetchone()
    return Version(row[0], _moment(row[1]) or EPOCH, row[2]) if row else Version(0, EPOCH)


@dataclass(frozen=True)
class Found:
    """One public document and what caches need to know of it."""

    key: int
    etag: str
    last_modified: datetime


def find(kind: PublicKind, id: UUID) -> Found | None:
    """Where the document of a record is; None if the record is not public."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, etag, last_modified FROM publication_publicrecord "
            "WHERE kind = %s AND record_id = %s",
            [kind, _id(id)],
        )
        row = cursor.fetchone()
    return Found(row[0], row[1], _moment(row[2]) or EPOCH) if row else None


def read(kind: PublicKind, id: UUID, column: Bytes) -> tuple[Found, bytes] | None:
    """A record's document with what caches need to know of it, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT key, etag, last_modified, "{column}" FROM publication_publicrecord '
            "WHERE kind = %s AND record_id = %s",
            [kind, _id(id)],
        )
        row = cursor.fetchone()
    return (Found(row[0], row[1], _moment(row[2]) or EPOCH), _bytes(row[3])) if row else None


def replacement(kind: PublicKind, id: UUID) -> UUID | None:
    """The public record that has taken the place of one that is no more, however many merges on.

    None if there is none, or if that is not public either. Asked only where `id` is not public: a
    query for each merge, and one.
    """
    log = "touch" if kind == PublicKind.SERVICE_AT_LOCATION else "revision"
    met: set[UUID] = set()
    at: UUID | None = id
    while at and at not in met:
        met.add(at)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT replaced_by FROM publication_{log} WHERE kind = %s AND record_id = %s "
                "ORDER BY seq DESC LIMIT 1",
                [kind.value, _id(at)],
            )
            row = cursor.fetchone()
        if not row or not row[0]:
            return at if at != id and find(kind, at) else None
        at = UUID(str(row[0]))
    return None


def documents(keys: Sequence[int], column: Bytes) -> list[bytes]:
    """The documents with these keys, in the order of the keys. One query."""
    found = documents_by_key(keys, column)
    return [found[key] for key in keys if key in found]


def documents_by_key(keys: Sequence[int], column: Bytes) -> dict[int, bytes]:
    """The documents with these keys. One query; a key that has just gone is left out."""
    if not keys:
        return {}
    if connection.vendor == "postgresql":
        parameters: list[Any] = [list(keys)]
        where = "key = ANY(%s)"
    else:
        parameters = list(keys)
        where = f"key IN ({', '.join(['%s'] * len(keys))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT key, "{column}" FROM publication_publicrecord WHERE {where}',
            parameters,
        )
        return {key: _bytes(document) for key, document in cursor.fetchall()}


@dataclass(frozen=True)
class Order:
    """How a list is ordered: by one column, then by id."""

    column: str
    descending: bool = False

    @property
    def by(self) -> tuple[str, str]:
        sign = "-" if self.descending else ""
        return f"{sign}{self.column}", f"{sign}id"

    def sql(self, table: str) -> str:
        """The same in SQL."""
        way = " DESC" if self.descending else ""
        return f"{table}.{self.column}{way}, {table}.id{way}"


@dataclass(frozen=True)
class Page:
    """One page of a list, and how many records the whole of it has.

    `documents` have the form that was asked for.
    """

    total: int
    documents: list[bytes]


@dataclass(frozen=True)
class Selection:
    """The public rows that meet a request's filters, in its order.

    `name` tells the filters apart, so that what is counted for one version of the public record
    need not be counted again until the version changes.
    """

    rows: PublicQuerySet
    order: Order
    name: str
    # Documents are given as they were finished when they were published.
    adds = False

    def total(self, at: Version) -> int:
        """How many rows there are, exactly."""
        return self._once(f"total:{self.name}", at, lambda: self.rows.order_by().count())

    def page(self, at: Version, *, offset: int, limit: int, column: Bytes) -> Page:
        """One page, and the total."""
        total = self.total(at)
        past_the_end = offset >= total
        return Page(
            total,
            [] if past_the_end else self.documents(at, offset=offset, limit=limit, column=column),
        )

    def documents(self, at: Version, *, offset: int, limit: int, column: Bytes) -> list[bytes]:
        """The documents of one page. One query, as quick for the last page as for the first."""
        page, parameters = self._page(at, offset, limit)
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT record."{column}" FROM ({page}) AS page '
                "JOIN publication_publicrecord AS record ON record.key = page.pk "
                f"ORDER BY {self.order.sql('page')}",
                parameters,
            )
            return [_bytes(document) for (document,) in cursor.fetchall()]

    def ids(self, at: Version, *, offset: int, limit: int) -> list[tuple[UUID, datetime]]:
        """Ids and dates of one page."""
        page, parameters = self._page(at, offset, limit)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, last_modified FROM ({page}) AS page ORDER BY {self.order.sql('page')}",
                parameters,
            )
            return [(UUID(str(id)), _moment(date) or EPOCH) for id, date in cursor.fetchall()]

    def all_keys(self) -> array:
        """The keys of every row, eight bytes each."""
        rows = self.rows.order_by(*self.order.by).values_list("pk", flat=True)
        return array("q", rows.iterator(chunk_size=5000))

    def stream(self, column: Bytes) -> Iterator[list[bytes]]:
        """Every document, a bounded number at a time."""
        return stream_of(self.all_keys(), column)

    def all_ids(self) -> Iterator[list[tuple[UUID, datetime]]]:
        """Ids and dates of every row, a bounded number at a time."""
        rows = self.rows.order_by(*self.order.by).values_list("id", "last_modified")
        yield from in_pages(rows.iterator(chunk_size=5000), 1000)

    def _page(self, at: Version, offset: int, limit: int) -> tuple[str, list[Any]]:
        """The narrow rows of one page: SQL and its parameters."""
        rows, parameters = self._compiled
        beyond: tuple[Any, ...] = ()
        where = ""
        if offset >= DEEP:
            anchors = self._once(f"anchors:{self.order.by}:{self.name}", at, self._anchors)
            nearest = min(offset // ANCHOR_EVERY, len(anchors) - 1)
            beyond = anchors[nearest]
            onwards = "<=" if self.order.descending else ">="
            where = f"WHERE ({self.order.column}, id) {onwards} (%s, %s)"
            offset -= nearest * ANCHOR_EVERY
        page = f"SELECT * FROM ({rows}) AS listed {where} ORDER BY {self.order.sql('listed')}"
        return f"{page} LIMIT %s OFFSET %s", [*parameters, *beyond, limit, offset]

    @cached_property
    def _compiled(self) -> tuple[str, tuple[Any, ...]]:
        """SQL of the narrow rows, and its parameters.

        Compiled once a plan: Django needs longer for that than either database for the answer.
        """
        columns = dict.fromkeys(("pk", "id", "last_modified", self.order.column))
        return self.rows.order_by().values_list(*columns).query.sql_with_params()

    def _anchors(self) -> list[tuple[Any, str]]:
        """Where each 250th row of the list stands, found by one walk along the index."""
        number = Window(RowNumber(), order_by=self.order.by)
        rows = (
            self.rows.order_by()
            .annotate(number=number - 1)
            .annotate(every=F("number") % ANCHOR_EVERY)
        )
        anchors = rows.filter(every=0).order_by("number").values_list(self.order.column, "id")
        column = self.rows.model._meta.get_field(self.order.column)
        return [(column.get_db_prep_value(value, connection), _id(id)) for value, id in anchors]

    def _once(self, name: str, at: Version, make: Callable[[], Any]) -> Any:
        return once(f"{self.rows.model._meta.label_lower}:{name}", at, make)


def once(name: str, at: Version, make: Callable[[], Any]) -> Any:
    """What `make` gives: worked out once, and remembered by `name` while the version is `at`."""
    digest = blake2b(name.encode(), digest_size=16).hexdigest()
    key = f"public:{at.tag}:{digest}"
    value = cache.get(key)
    if value is None:
        value = make()
        cache.set(key, value)
    return value


def stream_of(keys: Sequence[int], column: Bytes) -> Iterator[list[bytes]]:
    """The documents with these keys, a bounded number at a time."""
    for page in in_pages(keys, STREAM_PAGE):
        yield documents(page, column)


def _id(id: UUID) -> str:
    return id.hex if connection.vendor == "sqlite" else str(id)


def _bytes(value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else bytes(value)


def _moment(value: datetime | None) -> datetime | None:
    """A date and time as the driver gives it: SQLite's has no zone and is in UTC."""
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value
