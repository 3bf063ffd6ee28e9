"""Column types the log and the public record need, each the same to Python on both databases."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func


class DocumentField(models.Field):
    """A finished JSON document, as UTF-8 bytes.

    A BLOB on SQLite and `text` on PostgreSQL: psycopg2 fetches text six times faster than bytea,
    which it sends as hexadecimal (docs/performance.md).
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "text" if connection.vendor == "postgresql" else "BLOB"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        return value.encode() if isinstance(value, str) else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if connection.vendor == "postgresql" and isinstance(value, bytes):
            return value.decode()
        return value


class KeyField(models.BigIntegerField):
    """A number that is handed out under the log's lock, as a primary key.

    On SQLite it is an `integer`: of all types that one alone makes the key the row's own address.
    A row with any other key is found through one more index, which is longer to write as well.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"


class SortKeyField(models.CharField):
    """Text that both databases put in the same order: by its UTF-8 bytes."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class IdText(Func):
    """A UUID column as the text it has in JSON, written by the database.

    A UUID object takes Python longer to make, hash and write out than the row takes to read.
    """

    output_field = CharField()

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> Any:
        column, parameters = compiler.compile(self.source_expressions[0])
        return id_text(connection.vendor, column), parameters


def id_text(vendor: str, column: str) -> str:
    """SQL for a UUID column as text; SQLite keeps the 32 digits without their hyphens."""
    if vendor == "postgresql":
        return f"{column}::text"
    groups = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return "(" + " || '-' || ".join(f"substr({column}, {at}, {size})" for at, size in groups) + ")"
