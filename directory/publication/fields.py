"""Two column types the public record needs, each the same to Python on both databases."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


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


class SortKeyField(models.CharField):
    """Text that both databases put in the same order: by its UTF-8 bytes."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
