"""Rows of a source, turned into HSDS's rows by a mapping."""

import re
from collections.abc import Iterator
from typing import Any

from directory.exchange.faults import Action, Fault, Report, Unusable, shown
from directory.exchange.ids import KEY_SEPARATOR
from directory.exchange.mapping import Expansion, FieldRule, Mapping, RowRule
from directory.exchange.rows import MappedRow, SourceRow
from directory.exchange.tables import canonical, tables
from directory.exchange.transforms import EXPANDERS, TRANSFORMS, Unclear

NAMED = re.compile(r"\{([^}]*)\}")
OPTIONAL = re.compile(r"\[([^\]]*)\]")
# What our own API adds to records, and makes again by itself.
WORKED_OUT = ("last_modified", "overdue_from")
MADE_OF_OTHERS = "The value was blank; it was filled in as the mapping says."

SECRET_ADDRESS = (
    "The source keeps this address secret. Enter the location by hand, so that nothing of it is "
    "published by mistake."
)


class Mapper:
    """Applies a mapping row by row, and keeps count of what it does not read."""

    def __init__(self, mapping: Mapping, report: Report) -> None:
        self.mapping = mapping
        self.report = report
        self.unread: dict[tuple[str, str], Unread] = {}
        self.rules: dict[str, list[RowRule]] = {}
        self.columns_read: dict[str, frozenset[str]] = {}

    def __call__(self, row: SourceRow) -> Iterator[MappedRow]:
        """The HSDS rows that `row` becomes; none when the mapping has no rule for its table."""
        if not self.mapping.rules:
            yield from self.unchanged(row)
            return
        if row.table not in self.rules:
            self.meet(row)
        self.count_unread(row)
        for rule in self.rules[row.table]:
            yield from self.applied(rule, row)

    def meet(self, row: SourceRow) -> None:
        """Learns which rules a table's rows need. Raises Unusable if they lack what those read."""
        rules = self.mapping.rules_for(row.table)
        self.rules[row.table] = rules
        self.columns_read[row.table] = frozenset().union(*(rule.reads for rule in rules))
        for rule in rules:
            if missing := sorted(rule.needs - row.values.keys()):
                raise Unusable(
                    f"{row.where.file} has no column {missing[0]!r}, by which {self.mapping.name} "
                    f"tells its rows apart. It has: {', '.join(row.values)}."
                )

    def unchanged(self, row: SourceRow) -> Iterator[MappedRow]:
        """An HSDS row under HSDS's names: what is not HSDS's is counted and left out."""
        table = canonical(row.table)
        if not table:
            self.count(row, "", "", "This table is not HSDS's; it was not read.")
            return
        if table == "location" and str(row.values.get("hide_address")).lower() in ("true", "1"):
            secret = shown(row.values.get("name") or row.values.get("id"))
            self.report(
                Fault(row.where, table, "hide_address", secret, Action.SKIPPED, SECRET_ADDRESS)
            )
            return
        known = tables()[table].columns
        values = {}
        for name, value in row.values.items():
            if name == "id" or name in known:
                values[name] = value
            elif value not in (None, "") and name not in WORKED_OUT:
                self.count(row, name, value, "This column is not HSDS's; it was not read.")
        yield MappedRow(
            table,
            values,
            row.where,
            scope=table,
            repeats=row.nested,
            complete=row.complete,
        )

    # --- Rules ------------------------------------------------------------------------------

    def applied(self, rule: RowRule, row: SourceRow) -> Iterator[MappedRow]:
        if rule.when and not self.cell(row, rule.when):
            return
        if rule.unless and self.cell(row, rule.unless):
            return
        for cells in self.expanded(rule.expand, row, rule.table):
            source = SourceRow(row.table, cells, row.where) if cells is not row.values else row
            values: dict[str, Any] = {
                name: self.value(field, source, rule.table, name)
                for name, field in rule.fields.items()
            }
            if rule.id:
                values["id"] = self.value(rule.id, source, rule.table, "id")
            yield MappedRow(
                rule.table,
                values,
                row.where,
                scope=rule.scope,
                key=[self.cell(source, column) for column in rule.key],
                repeats=rule.repeats,
                adds=rule.adds,
            )

    def expanded(
        self, expand: Expansion | None, row: SourceRow, table: str
    ) -> Iterator[dict[str, Any]]:
        """The cells of `row`, once, or once for each row that an expander makes of it."""
        if not expand:
            yield row.values
            return
        options = {"separator": expand.separator} if expand.separator else {}
        for name, column in expand.columns.items():
            text = self.cell(row, column)
            try:
                for made in EXPANDERS[expand.expander]({name: text}, **options):
                    yield {**row.values, **made}
            except Unclear as unclear:
                self.report(
                    Fault(row.where, table, column, shown(text), Action.SKIPPED, str(unclear))
                )

    def value(self, rule: FieldRule, row: SourceRow, table: str, name: str) -> str:
        wanted = not rule.only_if or self.cell(row, rule.only_if)
        text = (self.read(rule, row, table, name) if wanted else "") or rule.blank_means
        if text or rule.otherwise is None:
            return text
        text = self.value(rule.otherwise, row, table, name)
        if text:
            self.report(Fault(row.where, table, name, shown(text), Action.REPAIRED, MADE_OF_OTHERS))
        return text

    def read(self, rule: FieldRule, row: SourceRow, table: str, name: str) -> str:
        if rule.value is not None:
            return rule.value
        if rule.constant:
            return self.mapping.constants[rule.constant]
        if rule.text:
            return self.filled(rule.text, row)
        columns = [rule.column] if rule.column else list(rule.columns)
        texts = [self.cell(row, column) for column in columns]
        if not any(texts):
            return ""
        try:
            return self.transformed(rule, texts)
        except Unclear as unclear:
            said = shown(KEY_SEPARATOR.join(texts))
            self.report(
                Fault(row.where, table, name, said, Action.REPAIRED, f"{unclear} Left blank.")
            )
            return ""

    def transformed(self, rule: FieldRule, texts: list[str]) -> str:
        if rule.split:
            parts = [part.strip() for part in texts[0].split(rule.split)]
            texts = [parts[rule.part] if -len(parts) <= rule.part < len(parts) else ""]
        if rule.transform:
            texts = [TRANSFORMS[rule.transform](*texts)]
        text = KEY_SEPARATOR.join(texts) if len(texts) > 1 else texts[0]
        if rule.lookup and text:
            if text not in self.mapping.lookups[rule.lookup]:
                raise Unclear(f"The lookup {rule.lookup!r} has no such entry.")
            text = self.mapping.lookups[rule.lookup][text]
        return text

    def filled(self, text: str, row: SourceRow) -> str:
        """A text, its columns filled in. A part in [brackets] goes if a column in it is blank."""

        def optional(match: re.Match) -> str:
            blank = any(not self.named(row, name) for name in NAMED.findall(match[1]))
            return "" if blank else match[1]

        return NAMED.sub(lambda match: self.named(row, match[1]), OPTIONAL.sub(optional, text))

    def named(self, row: SourceRow, name: str) -> str:
        """What {name} in a text stands for: a column, or with {name|lookup} its entry there."""
        column, _, lookup = name.partition("|")
        text = self.cell(row, column)
        return self.mapping.lookups[lookup].get(text, "") if lookup else text

    def cell(self, row: SourceRow, column: str) -> str:
        """A cell's text, trimmed; one that only stands for nothing is blank."""
        value = row.values.get(column)
        text = "" if value is None else str(value).strip()
        return "" if text in self.mapping.blank else text

    # --- What is not read -------------------------------------------------------------------

    def count_unread(self, row: SourceRow) -> None:
        if not self.rules[row.table]:
            message = f"The mapping {self.mapping.name} does not read this table."
            self.count(row, "", "", self.mapping.ignored.get(row.table, message))
            return
        read = self.columns_read[row.table]
        for name, value in row.values.items():
            if name not in read and value and str(value).strip():
                self.count(row, name, value, self.why_unread(row.table, name))

    def why_unread(self, table: str, column: str) -> str:
        """What to say of a column no rule reads: as the mapping puts it; "" to say nothing."""
        for key in (f"{table}.{column}", f"*.{column}"):
            if key in self.mapping.ignored:
                return self.mapping.ignored[key]
        return f"The mapping {self.mapping.name} does not read this column."

    def count(self, row: SourceRow, column: str, value: Any, message: str) -> None:
        if not message:
            return
        key = (row.table, column)
        if key not in self.unread:
            self.unread[key] = Unread(
                Fault(row.where, row.table, column, shown(value), Action.NOTED, message)
            )
        self.unread[key].rows += 1

    def report_unread(self) -> None:
        """One fault for each table or column that was not read, with how many rows had it."""
        for unread in self.unread.values():
            self.report(unread.fault_with_count())


class Unread:
    """A column or table that no rule reads: where it was first met, and in how many rows."""

    def __init__(self, first: Fault) -> None:
        self.first = first
        self.rows = 0

    def fault_with_count(self) -> Fault:
        first = self.first
        rows = f"{self.rows:,} row{'' if self.rows == 1 else 's'}"
        value = f"{first.value} ({rows})" if first.value else rows
        return Fault(first.where, first.table, first.field, value, first.action, first.message)
