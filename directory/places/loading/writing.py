"""Writes and compares many rows at once, the fast way of each database.

On PostgreSQL rows travel by COPY, in its text form; on SQLite through one prepared statement.
"""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model

T = TypeVar("T")
Row = Sequence[Any]


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


@contextmanager
def only_load(model: type[Model]) -> Iterator[None]:
    """One transaction, in which nobody else loads the table of `model`. Readers never wait."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f'LOCK TABLE "{model._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')
        yield


class Table:
    """The table of `model`: its first `fields` are the key, the rest what is compared."""

    def __init__(self, model: type[Model], fields: Sequence[str], *, keys: int = 1) -> None:
        self.name = model._meta.db_table
        self.columns: list[str] = [getattr(model, field).field.column for field in fields]
        self.keys = keys
        self.listed = ", ".join(f'"{column}"' for column in self.columns)

    def rows_with(self, keys: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        """Those that are there whose first column is among `keys`, by it."""
        marks, parameter = (
            ("= ANY(%s)", list(keys))
            if connection.vendor == "postgresql"
            else ("IN (SELECT value FROM json_each(%s))", json.dumps(keys))
        )
        query = f'SELECT {self.listed} FROM "{self.name}" WHERE "{self.columns[0]}" {marks}'
        with connection.cursor() as cursor:
            cursor.execute(query, [parameter])
            return {row[0]: row for row in cursor.fetchall()}

    def is_empty(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT 1 FROM "{self.name}" LIMIT 1')
            return cursor.fetchone() is None

    def count(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{self.name}"')
            return cursor.fetchone()[0]

    def insert(self, rows: Sequence[Row], *, defaults: dict[str, Any] | None = None) -> None:
        """Append `rows`, whose keys are new; `defaults` fill the columns they lack."""
        if not rows:
            return
        more = defaults or {}
        listed = ", ".join([self.listed, *(f'"{column}"' for column in more)])
        full = [(*row, *more.values()) for row in rows] if more else rows
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                _copy(cursor, f'"{self.name}" ({listed})', full)
            else:
                marks = ", ".join(["%s"] * len(full[0]))
                cursor.executemany(f'INSERT INTO "{self.name}" ({listed}) VALUES ({marks})', full)

    def update(self, rows: Sequence[Row]) -> None:
        """Put `rows` in place of those with their keys; columns they do not name stay."""
        if not rows:
            return
        keys, values = self.columns[: self.keys], self.columns[self.keys :]
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE TEMPORARY TABLE places_update ON COMMIT DROP AS "
                    f'SELECT {self.listed} FROM "{self.name}" WITH NO DATA'
                )
                _copy(cursor, f"places_update ({self.listed})", rows)
                # Each row by its key: left to itself, the planner reads the whole table each time.
                cursor.execute("SET LOCAL enable_hashjoin = off")
                cursor.execute("SET LOCAL enable_mergejoin = off")
                changes = ", ".join(f'"{name}" = new."{name}"' for name in values)
                same = " AND ".join(f'old."{name}" = new."{name}"' for name in keys)
                cursor.execute(
                    f'UPDATE "{self.name}" old SET {changes} FROM places_update new WHERE {same}'
                )
                cursor.execute("DROP TABLE places_update")
                cursor.execute("SET LOCAL enable_hashjoin = on")
                cursor.execute("SET LOCAL enable_mergejoin = on")
            else:
                changes = ", ".join(f'"{name}" = %s' for name in values)
                same = " AND ".join(f'"{name}" = %s' for name in keys)
                cursor.executemany(
                    f'UPDATE "{self.name}" SET {changes} WHERE {same}',
                    [(*row[self.keys :], *row[: self.keys]) for row in rows],
                )

    def delete(self, keys: Sequence[str]) -> None:
        """Remove the rows with these keys."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f'DELETE FROM "{self.name}" WHERE "{self.columns[0]}" = %s',
                [(key,) for key in keys],
            )

    def all_keys(self) -> Iterator[str]:
        """The first column of every row. Read in pages, so it may be changed meanwhile."""
        key = f'"{self.columns[0]}"'
        last = ""
        while True:
            with connection.cursor() as cursor:
                cursor.execute(
                    f'SELECT {key} FROM "{self.name}" WHERE {key} > %s ORDER BY {key} LIMIT 20000',
                    [last],
                )
                page = [row[0] for row in cursor.fetchall()]
            if not page:
                return
            yield from page
            last = page[-1]


# What COPY's text form reads as something else.
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if not isinstance(value, str):
        return str(value)
    # Keys and codes, of which a load writes millions, need no look at each letter.
    return value if value.isalnum() else value.translate(_ESCAPES)


def _copy(cursor: Any, into: str, rows: Sequence[Row]) -> None:
    text = io.StringIO("".join("\t".join(map(_cell, row)) + "\n" for row in rows))
    with connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {into} FROM STDIN", text)
