"""Turns a mapped row's values into what the model's fields hold."""

from collections.abc import Callable
from functools import partial
from typing import Any

from directory.exchange.checks import fixes, values
from directory.exchange.checks.text import Finding, Refused, cleaned, refuse_no_text
from directory.exchange.checks.values import Unfit, check_for
from directory.exchange.faults import Action, Fault, Report, Unusable, shown
from directory.exchange.rows import MappedRow
from directory.exchange.tables import Column, tables

MAX_TEXT = 1_000_000  # characters of one value
MAX_SHORT = 2_048  # characters of one that is neither prose nor an id; the longest web address

NESTED = "A record stands where a text belongs; it was left out."
LEFT_BLANK = "Left blank."
FAR_TOO_LONG = f"Far longer than the field holds. {LEFT_BLANK}"


class Checker:
    """Checks rows one at a time, reporting what it changes."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.checks = {
            table.name: {c.name: check_for(table.name, c) for c in table.columns.values()}
            for table in tables().values()
        }
        self.prose = self.columns_checked_by(values.line, values.text)
        self.identifiers = self.columns_checked_by(values.identifier)
        self.short = {
            table: set(checks) - self.prose[table] - self.identifiers[table]
            for table, checks in self.checks.items()
        }

    def columns_checked_by(self, *checks: Callable) -> dict[str, set[str]]:
        return {
            table: {name for name, check in columns.items() if check in checks}
            | ({"id"} if values.identifier in checks else set())
            for table, columns in self.checks.items()
        }

    def __call__(self, row: MappedRow) -> dict[str, Any] | None:
        """The values of `row`, fit for its table; None when the row cannot come in.

        Blank values are None. A column the row does not have is not in the answer either.
        """
        table = tables()[row.table]
        tell = partial(self.tell, row)
        texts = self.as_text(row)
        if texts is None:
            return None
        self.fix(table.name, texts, tell)
        checked = {"id": texts.pop("id", None)}
        for name, text in texts.items():
            checked[name] = self.value(row, table.columns[name], text) if text else None
        fixes.in_order(table.name, checked, tell)
        if table.name == "location":
            fixes.coordinates(checked, tell)
        if table.name == "cost_option":
            fixes.positive_amount(checked, tell)
        return checked

    def tell(self, row: MappedRow, name: str, value: Any, message: str) -> None:
        self.report(Fault(row.where, row.table, name, shown(value), Action.REPAIRED, message))

    def as_text(self, row: MappedRow) -> dict[str, str] | None:
        """The row's values as clean texts; None when one of them is refused."""
        texts = {}
        for name, value in row.values.items():
            if value is None or value == "":
                texts[name] = ""
                continue
            if isinstance(value, (dict, list)):
                self.tell(row, name, value, NESTED)
                continue
            text = value if isinstance(value, str) else as_written(value)
            if len(text) > MAX_TEXT:
                raise Unusable(
                    f"{row.where} has a value of more than {MAX_TEXT:,} characters in {name!r}."
                )
            if len(text) > MAX_SHORT and name in self.short[row.table]:
                # Looking in it for a number or an address would take longer than it is worth.
                self.tell(row, name, text, FAR_TOO_LONG)
                texts[name] = ""
                continue
            try:
                texts[name], findings = self.cleaned(row.table, name, text)
            except Refused as refused:
                self.report(
                    Fault(row.where, row.table, name, shown(text), Action.SKIPPED, str(refused))
                )
                return None
            for message, action in findings:
                self.report(Fault(row.where, row.table, name, shown(text), action, message))
        return texts

    def cleaned(self, table: str, name: str, text: str) -> tuple[str, list[Finding]]:
        """The text repaired; an identifier is never repaired, or others would not find it."""
        if name in self.identifiers[table]:
            refuse_no_text(text)
            return text.strip(), []
        return cleaned(text, prose=name in self.prose[table])

    def fix(self, table: str, texts: dict[str, Any], tell: Callable) -> None:
        if table == "phone":
            fixes.phone(texts, tell)
        elif table == "address":
            fixes.address(texts, tell)
        elif table in fixes.WEB_FIELDS:
            fixes.web_and_mail(texts, tell, fixes.WEB_FIELDS[table])

    def value(self, row: MappedRow, column: Column, text: str) -> Any:
        """The checked value of one column, or None where the text is none."""
        try:
            found = self.checks[row.table][column.name](text, column)
        except Unfit as unfit:
            self.tell(row, column.name, text, f"{unfit} {LEFT_BLANK}")
            return None
        for message in found.changes:
            self.tell(row, column.name, text, message)
        return found.value


def as_written(value: Any) -> str:
    """A JSON number or truth value as its text; 5.0 is 5."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
