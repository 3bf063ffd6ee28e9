"""Codes as keys of tables, and how many of them are asked for at once."""

import json
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler


class KeyField(models.CharField):
    """A short code as a key, in byte order on both databases.

    On PostgreSQL its type is written out in full, so that Django makes no second index on it for
    LIKE: among bytes the first one serves for that, and it would be half of the table's size.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        if connection.vendor == "postgresql":
            return f"character varying({self.max_length})"
        return super().db_type(connection)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


@KeyField.register_lookup
class OneOf(models.Lookup):
    """Like `in`, for any number of codes: they travel as one parameter.

    A statement of SQLite's takes no more than a thousand, in its older versions.
    """

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        column, parameters = self.process_lhs(compiler, connection)
        codes = list(self.rhs)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s::text[])", [*parameters, codes]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*parameters, json.dumps(codes)]
