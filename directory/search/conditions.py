"""The condition that an index has a row about a record, written in SQL.

Django takes a millisecond to put such a condition together from querysets, and a question has
several: as long as either database needs to answer it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import BooleanField, F, Field, Func, Model, QuerySet
from django.db.models.lookups import Exact
from django.db.models.sql.where import AND, WhereNode

from directory.publication.among import among, one_parameter

# At least one of these is a mark of whatever meets a condition (directory/search/words/marks.py).
AnyOf = frozenset[str]
# What a row is called in the SQL of what it must meet.
ROW = "it"


class Standing(Func):
    """That `model` has a row about the record of which `sql` is true, and a column is one of some.

    `sql` calls the row `it`, and has no parameters: all that is in it are numbers. `gathered` says
    how SQLite is to look: all records that have such a row are gathered, or else each one that
    meets the other conditions is asked. PostgreSQL chooses by itself. Of `marks` whatever meets it
    has one; and whatever has one meets it, if `told`. `here` says the same of a record that is at
    one point, whose coordinates stand on its card (`ROW`.x, .y, .z): nothing else is asked then.
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
        told: bool = False,
        here: str = "",
    ) -> None:
        super().__init__(F("pk"))
        self.table, self.sql = model._meta.db_table, sql
        self.column, values = one_of or ("", ())
        self.of_type, self.values = _field(model, self.column), sorted(set(values))
        self.gathered, self.marks, self.told, self.here = gathered, marks, told, here

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, list[Any]]:
        key, parameters = compiler.compile(self.get_source_expressions()[0])
        assert not parameters, "The key of a record is a column"
        return self.of(key, connection)

    def of(self, key: str, connection: Any) -> tuple[str, list[Any]]:
        """SQL of the condition on the record whose key is the column `key`, and its parameters."""
        listed, values = self._listed(connection)
        met = " AND ".join(filter(None, (self.sql, listed)))
        if self.gathered and connection.vendor == "sqlite":
            found = f'SELECT {ROW}.record FROM "{self.table}" AS {ROW} WHERE {met}'
            return f"{key} IN ({found})", values
        found = f'SELECT 1 FROM "{self.table}" AS {ROW} WHERE {met} AND {ROW}.record = {key}'
        return f"EXISTS ({found})", values

    def of_card(self, card: str, connection: Any) -> tuple[str, list[Any]]:
        """The same of the record whose card is the row `card` of a table of words."""
        sql, values = self.of(f"{card}.key", connection)
        if not self.here:
            return sql, values
        here = self.here.replace(f"{ROW}.", f"{card}.")
        return f"CASE {card}.places WHEN 1 THEN {here} WHEN 0 THEN FALSE ELSE {sql} END", values

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


def conditions_of(rows: QuerySet[Any]) -> tuple[list[Standing], list[Any]]:
    """The conditions of this kind that `rows` must all meet, and all other conditions."""
    found: list[Standing] = []
    others: list[Any] = []
    _gather(rows.query.where, found, others)
    return found, others


def _gather(condition: Any, found: list[Standing], others: list[Any]) -> None:
    if isinstance(condition, Exact) and condition.rhs is True:
        # Django writes a condition as `condition = True`.
        condition = condition.lhs
    if isinstance(condition, Standing):
        found.append(condition)
    elif _is_all_of(condition):
        for part in condition.children:
            _gather(part, found, others)
    else:
        others.append(condition)


def _is_all_of(condition: Any) -> bool:
    """Whether all parts of it must be met."""
    if not isinstance(condition, WhereNode) or condition.negated:
        return False
    return condition.connector == AND or len(condition.children) == 1
