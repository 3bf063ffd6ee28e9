"""A row on its way in, from reader to writer."""

from dataclasses import dataclass, field
from typing import Any

from directory.exchange.faults import Where


@dataclass(slots=True)
class SourceRow:
    """One row as a reader found it: a table's name and values by column name.

    `nested` rows stood inside another record, where a record may well be said more than once.
    `whole_table` rows stand in a file that lists their table's rows, all of them.
    `complete` rows say everything about themselves: what they leave out is blank, and children
    they do not list are gone. A list's short form, or a CSV table, says less.
    """

    table: str
    values: dict[str, Any]
    where: Where
    nested: bool = False
    complete: bool = False
    whole_table: bool = False


@dataclass(slots=True)
class MappedRow:
    """One row in HSDS's terms, its values not yet checked.

    `key` identifies the row when its `id` is blank or no UUID. `scope` keeps apart the ids of two
    source tables that become one HSDS table. `adds` rows add text to a record of another row.
    """

    table: str
    values: dict[str, Any]
    where: Where
    scope: str = ""
    key: list[str] = field(default_factory=list)
    repeats: bool = False
    complete: bool = False
    adds: bool = False
