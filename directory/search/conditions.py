"""The condition that an index has a row about a record, written in SQL.

Django takes a millisecond to put such a condition together from querysets, and a question has
several: as long as either database needs to answer it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import BooleanField, F, Field, Func, Model

from directory.publication.among import among, one_parameter

# At least one of these is a mark of whatever meets a condition (directory/search/words/marks.py).
AnyOf = frozenset[str]
# What a row is called in the SQL of what it must meet.
ROW = "it"


class Standing(Func):
    """That `model` has a row about the record of which `sql` is true, and a column is one of some.

    `sql` calls the row `it`, and has no parameters: all that is in it are numbers. `gathered` says
    how SQLite is to look: all records that have such a row are gathered, or else each one that
    meets the other conditions is asked. PostgreSQL chooses by itself.
    """

    output_field = BooleanField()

    def __init__(
        self,
        model: type[Model],
        sql: str = "",
        *,
        one_of: tuple[str, Iterable[Any]] | None = None,
        gathered: bool = False,
        marks: AnyOf | None = None,
    ) -> None:
        super().__init__(F("pk"))
        self.table, self.sql = model._meta.db_table, sql
        self.column, values = one_of or ("", ())
        self.of_type, self.values = _field(model, self.column), sorted(set(values))
        self.gathered, self.marks = gathered, marks

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, list[Any]]:
        key, before = compiler.compile(self.get_source_expressions()[0])
        listed, values = self._listed(connection)
        met = " AND ".join(filter(None, (self.sql, listed)))
        if self.gathered and connection.vendor == "sqlite":
            found = f'SELECT {ROW}.record FROM "{self.table}" AS {ROW} WHERE {met}'
            return f"{key} IN ({found})", [*before, *values]
        found = f'SELECT 1 FROM "{self.table}" AS {ROW} WHERE {met} AND {ROW}.record = {key}'
        return f"EXISTS ({found})", [*values, *before]

    def _listed(self, connection: Any) -> tuple[str, list[Any]]:
        if self.of_type is None:
            return "", []
        column = f"{ROW}.{self.column}"
        if len(self.values) == 1:
            [value] = self.values
            return f"{column} = %s", [self.of_type.get_db_prep_value(value, connection)]
        wanted = one_parameter(connection, self.of_type, self.values)
        return among(connection, column, self.of_type), [wanted]


@cache
def _field(model: type[Model], column: str) -> Field | None:
    return next((field for field in model._meta.concrete_fields if field.column == column), None)
