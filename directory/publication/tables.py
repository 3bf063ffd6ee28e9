"""Writes many rows at once, the fast way of each database.

Django's bulk_create spends most of its time building one SQL text a batch; here SQLite reuses one
prepared statement and psycopg2 folds the rows into one (docs/performance.md).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Field, Model, UUIDField

PAGE = 500


def upsert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows` into the table of `model`, replacing those whose primary key is there."""
    key = model._meta.pk.column
    names = [model._meta.get_field(column).column for column in columns]
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != key)
    _write(model, columns, rows, f'ON CONFLICT ("{key}") DO UPDATE SET {changes}')


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows` into the table of `model`."""
    _write(model, columns, rows, "")


def remove(model: type[Model], column: str, values: Collection[Any]) -> None:
    """Delete the rows of `model` whose `column` is in `values`, and nothing that refers to them."""
    if values:
        model._base_manager.filter(**{f"{column}__in": values})._raw_delete(connection.alias)


def _write(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], ending: str
) -> None:
    fields = [model._meta.get_field(column) for column in columns]
    prepare = [_preparer(field) for field in fields]
    prepared = [
        tuple(make(value) for make, value in zip(prepare, row, strict=True)) for row in rows
    ]
    if not prepared:
        return
    names = ", ".join(f'"{field.column}"' for field in fields)
    into = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_values

            execute_values(cursor, f"{into} %s {ending}", prepared, page_size=PAGE)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"{into} ({marks}) {ending}", prepared)


def _preparer(field: Field) -> Callable[[Any], Any]:
    """What turns a value into what the database driver takes, without Django's detours."""
    if isinstance(field, UUIDField) and connection.vendor == "sqlite":
        return lambda value: str(value).replace("-", "") if value is not None else None
    if isinstance(field, UUIDField):
        return lambda value: str(value) if value is not None else None
    return lambda value: field.get_db_prep_save(value, connection)


def in_pages(items: Iterable[Any], size: int = PAGE) -> Iterator[list[Any]]:
    """`items` in lists of at most `size`, so that no statement grows with the directory."""
    iterator = iter(items)
    while page := list(islice(iterator, size)):
        yield page
