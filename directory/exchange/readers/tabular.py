"""Rows of a CSV file: a header, then a row a line, more or less."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator

from directory.exchange.faults import Action, Fault, Unusable, Where, shown
from directory.exchange.readers.encoding import Text
from directory.exchange.readers.package import Package
from directory.exchange.rows import SourceRow

MAX_CELL = 1_000_000  # characters in one cell, and in one line of a file
MAX_COLUMNS = 1000
DELIMITERS = ",;\t|"

csv.field_size_limit(MAX_CELL)  # the csv module keeps one limit, for the whole process


def rows(text: Text, package: Package, report: Callable[[Fault], None]) -> Iterator[SourceRow]:
    """The rows of a CSV file; its table is the file's name. Blank lines are passed over."""
    table = text.name.rpartition("/")[2].rpartition(".")[0].lower()
    table = package.table_of(text.name) or table
    reader = csv.reader(lines(text), delimiter=delimiter_of(text), strict=True)
    found = cells(reader, text.name, table, report)
    header = header_of(next(found, (Where(text.name, 1), []))[1], text.name)
    for where, row in found:
        if fault := misfit(header, row, where, table):
            report(fault)
            if fault.action is Action.SKIPPED:
                continue
        values = {name: cell for name, cell in zip(header, row, strict=False) if name}
        yield SourceRow(table, values, where, whole_table=True)


def lines(text: Text) -> Iterator[str]:
    """The lines of `text`, none of them longer than memory should bear."""
    number = 0
    while line := text.stream.readline(MAX_CELL * 2):
        number += 1
        if len(line) >= MAX_CELL * 2:
            raise Unusable(
                f"{text.name}:{number} is a line of more than {MAX_CELL * 2:,} characters."
            )
        yield line


def delimiter_of(text: Text) -> str:
    """The delimiter that the header has most of; a comma where it has none."""
    header = text.peek().partition("\n")[0]
    return max(DELIMITERS, key=lambda delimiter: (header.count(delimiter), delimiter == ","))


def cells(
    reader, name: str, table: str, report: Callable[[Fault], None]
) -> Iterator[tuple[Where, list[str]]]:
    """Each row of cells with the line it starts on."""
    while True:
        where = Where(name, reader.line_num + 1)
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report(broken(error, where, table))
            continue
        if any(row):
            yield where, row


def broken(error: csv.Error, where: Where, table: str) -> Fault:
    """The fault of a row that is no CSV. Raises Unusable where the rest cannot be trusted."""
    if "field limit" in str(error):
        raise Unusable(f"{where} has a cell of more than {MAX_CELL:,} characters.")
    if "unexpected end" in str(error):
        raise Unusable(f"{where} opens a quoted cell that never closes: the file is cut short.")
    return Fault(where, table, "", "", Action.SKIPPED, f"The row is not CSV: {error}.")


def header_of(row: list[str], name: str) -> list[str]:
    """The names of the columns, trimmed. Raises Unusable when there are none, or two alike."""
    header = [cell.strip() for cell in row]
    if not any(header):
        raise Unusable(f"{name} is empty: its first line should name its columns.")
    named = [cell for cell in header if cell]
    if len(named) > MAX_COLUMNS:
        raise Unusable(f"{name} has {len(named):,} columns; at most {MAX_COLUMNS:,} are read.")
    if twice := sorted(cell for cell, count in Counter(named).items() if count > 1):
        raise Unusable(f"{name} has two columns called {shown(twice[0])!r}.")
    return header


def misfit(header: list[str], row: list[str], where: Where, table: str) -> Fault | None:
    """What is wrong with a row that has more or fewer cells than the header, if anything."""
    if any(row[len(header) :]):
        return Fault(
            where,
            table,
            "",
            shown(",".join(row)),
            Action.SKIPPED,
            "The row has more cells than the header: which belong where cannot be told.",
        )
    if len(row) < len(header):
        return Fault(
            where,
            table,
            "",
            shown(",".join(row)),
            Action.NOTED,
            "The row has fewer cells than the header; the missing ones were taken as blank.",
        )
    return None
