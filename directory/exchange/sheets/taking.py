"""Takes records away as a spreadsheet: those a person may see, formulas made harmless."""

import csv
import io
from collections.abc import Iterator
from typing import IO, Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from directory import models as hsds
from directory.duplicates.knowing import KINDS
from directory.exchange.sheets.cells import Known, cells_of, known
from directory.exchange.sheets.columns import COLUMNS
from directory.exchange.sheets.opening import MAX_CELL
from directory.formulas import neutral
from directory.people.scope import within_reach
from directory.publication.models import Kind
from directory.publication.tables import in_pages

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def table(kind: str, by: AbstractBaseUser) -> Iterator[list[str]]:
    """A row of headings, then a row for each record within reach, by name; texts made harmless."""
    columns = COLUMNS[kind]
    yield [column.heading for column in columns]
    reach = within_reach(by, KINDS[kind]._default_manager.order_by("name", "pk"))
    for page in in_pages(list(reach.values_list("pk", flat=True))):
        found = known(kind, page, by)
        hidden = _hidden(kind, by, found)
        for id in page:
            if id in found:
                cells = cells_of(kind, found[id], hidden=hidden)
                yield [neutral(cells[column.key]) for column in columns]


def _hidden(kind: str, by: AbstractBaseUser, found: dict[UUID, Known]) -> set[UUID]:
    """The secret places of these services that are out of reach."""
    if kind != Kind.SERVICE:
        return set()
    secret = {at.pk for one in found.values() for at, _ in one.places if at.hide_address}
    if not secret:
        return set()
    mine = within_reach(by, hsds.Location.objects.filter(pk__in=secret))
    return secret - set(mine.order_by().values_list("pk", flat=True))


def as_csv(kind: str, by: AbstractBaseUser) -> Iterator[bytes]:
    """CSV, UTF-8 with the mark by which Excel knows it, a few hundred rows at a time."""
    yield "\ufeff".encode()
    for rows in in_pages(table(kind, by), 250):
        text = io.StringIO()
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
        yield text.getvalue().encode()


def as_xlsx(kind: str, by: AbstractBaseUser, stream: IO[bytes]) -> None:
    """An Excel workbook with one sheet, every cell a text, written to `stream`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(f"{kind}s")
    sheet.freeze_panes = "A2"
    for row in table(kind, by):
        sheet.append([_cell(sheet, text) for text in row])
    book.save(stream)


def _cell(sheet: object, text: str) -> Any:
    if not text:
        return None
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:MAX_CELL])
    cell.data_type = "s"  # Never a formula, whatever it begins with.
    return cell
