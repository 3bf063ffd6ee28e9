"""Reads and writes many rows at once, the fast way of each database.

Django's bulk_create spends most of its time building one SQL text a batch; here SQLite reuses one
prepared statement, and PostgreSQL copies rows or takes a page of them in one (docs/performance.md).
Reading many small tables by their owners, Django needs longer to build a query than either database
to answer it; here that is done once a process.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    CharField,
    DateField,
    FloatField,
    IntegerField,
    Model,
    TextField,
    UUIDField,
)
from django.db.models.expressions import Col

from directory.publication.among import among, one_parameter
from directory.publication.copying import can_copy, copy
from directory.publication.fields import id_text

PAGE = 500
# Fewer rows than this are not worth a COPY.
MANY = 20


def read(
    model: type[Model], column: str, values: Collection[Any], columns: Sequence[str]
) -> Iterator[Sequence[Any]]:
    """`columns` of the rows of `model` whose `column` is in `values`, in no order.

    Identifiers are given as text, as they are in JSON.
    """
    reading = _reading(connection.vendor, model, column, tuple(columns))
    wanted = one_parameter(connection, _plain_field(model, column), values)
    with connection.cursor() as cursor:
        cursor.execute(reading.sql, [wanted])
        rows = cursor.fetchall()
    return map(reading.converted, rows) if reading.converters else iter(rows)


@dataclass(frozen=True)
class Reading:
    """A SELECT, and what turns values of its columns, by place, into Python's."""

    sql: str
    converters: Sequence[tuple[int, Callable[[Any], Any]]]

    def converted(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, convert in self.converters:
            values[place] = convert(values[place])
        return values


@cache
def _reading(vendor: str, model: type[Model], column: str, columns: tuple[str, ...]) -> Reading:
    table = model._meta.db_table
    selected, converters = [], []
    for place, name in enumerate(columns):
        field = _plain_field(model, name)
        quoted = f'"{_column(model, name)}"'
        if isinstance(field, UUIDField):
            selected.append(id_text(vendor, quoted))
            continue
        selected.append(quoted)
        shown = Col(table, field)
        for convert in (
            *connection.ops.get_db_converters(shown),
            *field.get_db_converters(connection),
        ):
            converters.append((place, partial(_convert, convert, shown)))
    where = among(connection, f'"{_column(model, column)}"', _plain_field(model, column))
    return Reading(f'SELECT {", ".join(selected)} FROM "{table}" WHERE {where}', converters)


def _convert(convert: Callable[..., Any], shown: Col, value: Any) -> Any:
    return convert(value, shown, connection)


def _column(model: type[Model], attname: str) -> str:
    return _field(model, attname).column


def _plain_field(model: type[Model], attname: str) -> Any:
    """The field behind a column, or the one that it refers to."""
    field = _field(model, attname)
    while field.remote_field:
        field = field.target_field
    return field


@cache
def _field(model: type[Model], attname: str) -> Any:
    return next(field for field in model._meta.concrete_fields if field.attname == attname)


def upsert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows` into the table of `model`, replacing those whose primary key is there."""
    key = model._meta.pk.column
    names = [field.column for field in _fields(model, columns)]
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != key)
    _write(model, columns, rows, f'ON CONFLICT ("{key}") DO UPDATE SET {changes}')


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert `rows` into the table of `model`."""
    _write(model, columns, rows, "")


def insert_new(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert those of `rows` into the table of `model` whose primary key is not there."""
    _write(model, columns, rows, f'ON CONFLICT ("{model._meta.pk.column}") DO NOTHING')


def put(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    known: Collection[Any],
) -> None:
    """Insert `rows`, replacing those whose first column, the primary key, is one of `known`."""
    new: list[Sequence[Any]] = []
    old: list[Sequence[Any]] = []
    for row in rows:
        (old if row[0] in known else new).append(row)
    insert(model, columns, new)
    upsert(model, columns, old)


def keep(
    model: type[Model],
    owner: str,
    columns: Sequence[str],
    wanted: Mapping[Any, Collection[tuple[Any, ...]]],
) -> None:
    """Make the rows of each owner what is `wanted`; those of whom nothing changes stay as they are.

    A row is the values of `columns`, `owner` the column of whose it is.
    """
    stored: dict[Any, set[tuple[Any, ...]]] = defaultdict(set)
    for one, *row in read(model, owner, wanted, (owner, *columns)):
        stored[one].add(tuple(row))
    stale = [one for one in wanted if stored[one] != set(wanted[one])]
    remove(model, owner, [one for one in stale if stored[one]])
    insert(model, (owner, *columns), [(one, *row) for one in stale for row in wanted[one]])


def remove(model: type[Model], column: str, values: Collection[Any]) -> None:
    """Delete the rows of `model` whose `column` is in `values`, and nothing that refers to them."""
    if values:
        model._base_manager.filter(**{f"{column}__among": values})._raw_delete(connection.alias)


def _write(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], ending: str
) -> None:
    rows = list(rows)
    if not rows:
        return
    fields = _fields(model, columns)
    postgres = connection.vendor == "postgresql"
    if postgres and not ending and len(rows) >= MANY and can_copy(fields):
        copy(model, fields, rows)
        return
    prepared = _prepared(fields, rows)
    names = ", ".join(f'"{field.column}"' for field in fields)
    into = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES'
    with connection.cursor() as cursor:
        if postgres:
            from psycopg2.extras import execute_values

            execute_values(cursor, f"{into} %s {ending}", prepared, page_size=PAGE)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"{into} ({marks}) {ending}", prepared)


def _fields(model: type[Model], columns: Sequence[str]) -> list[Any]:
    return [model._meta.get_field(column) for column in columns]


def _prepared(fields: list[Any], rows: list[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """`rows` with each value as the database driver takes it, made a column at a time."""
    columns = [
        map(make, column) if (make := _maker(field)) else column
        for field, column in zip(fields, zip(*rows, strict=True), strict=True)
    ]
    return list(zip(*columns, strict=True))


def _maker(field: Any) -> Callable[[Any], Any] | None:
    """What turns a value into what the driver takes, without Django's detours; None if nothing."""
    while field.remote_field:
        field = field.target_field
    if isinstance(field, UUIDField):
        return _hexadecimal if connection.vendor == "sqlite" else _hyphenated
    if isinstance(field, DateField):
        # Most rows of an act share its time, and few days are told apart.
        return cache(lambda moment: field.get_db_prep_save(moment, connection))
    if isinstance(field, CharField | TextField | IntegerField | FloatField):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _hexadecimal(id: UUID | str | None) -> str | None:
    return str(id).replace("-", "") if id is not None else None


def _hyphenated(id: UUID | str | None) -> str | None:
    return str(id) if id is not None else None


def in_pages(items: Iterable[Any], size: int = PAGE) -> Iterator[list[Any]]:
    """`items` in lists of at most `size`, so that no statement grows with the directory."""
    iterator = iter(items)
    while page := list(islice(iterator, size)):
        yield page
