"""Opens a spreadsheet somebody brought, trusting nothing of it.

CSV goes to the reader of every import. XLSX is a zip of XML: it is looked over as every zip is,
read a row at a time, and its formulas are not worked out.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from pathlib import PurePath
from typing import Any

from openpyxl import load_workbook
from openpyxl.packaging.manifest import Manifest
from openpyxl.xml.constants import XLSM, XLSX, XLTM, XLTX
from openpyxl.xml.functions import fromstring

from directory.exchange.faults import Fault, Unusable
from directory.exchange.readers.encoding import decoded
from directory.exchange.readers.package import Package
from directory.exchange.readers.tabular import header_of
from directory.exchange.readers.tabular import rows as rows_of_csv
from directory.exchange.sources import Document, refuse_what_could_harm

MAX_BYTES = 5 * 1024**2
MAX_UNPACKED_BYTES = 40 * 1024**2
MAX_ROWS = 5_000
MAX_SCANNED = 20_000  # rows of an XLSX sheet, blank ones included
MAX_COLUMNS = 200
MAX_CELL = 32_767  # characters: what Excel holds
# XML elements, about: each takes some hundred bytes of memory, however few it takes in a zip. All
# but cells and texts is read whole, and takes far more.
MAX_TAGS = 1_500_000
MAX_TAGS_READ_WHOLE = 100_000
WORKBOOK = "xl/workbook.xml"
READ_PIECEMEAL = ("xl/worksheets/", "xl/sharedstrings.xml")

SAVE_AS = "Save it as “Excel Workbook (.xlsx)” or as “CSV UTF-8”, and try again."
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
FORMULA = "=?"  # what stands for a formula: its row is refused, as it would be from a CSV


@dataclass
class Row:
    """One row: its number as the spreadsheet shows it, and its texts by heading."""

    number: int
    cells: dict[str, str]


@dataclass
class Sheet:
    """What a file holds: its headings, its rows, and what was found amiss in reading it."""

    headings: list[str]
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def opened(name: str, content: bytes) -> Sheet:
    """The sheet in the file `name`. Raises Unusable, saying what to do, when it is none."""
    if len(content) > MAX_BYTES:
        raise Unusable(too_large())
    if not content.strip():
        raise Unusable(f"{name} is empty.")
    if content.startswith(OLD_EXCEL):
        raise Unusable(f"{name} is an old Excel file (.xls), or has a password on it. {SAVE_AS}")
    sheet = _xlsx(name, content) if content.startswith(b"PK") else _csv(name, content)
    if not sheet.rows:
        raise Unusable(f"{name} has no rows below its headings.")
    return sheet


def too_large() -> str:
    size = MAX_BYTES // 1024**2
    return f"The file is larger than {size} MB. Split it into several, and bring them one by one."


def _csv(name: str, content: bytes) -> Sheet:
    faults: list[Fault] = []
    # The name may lead a reader of zips and JSON astray; the content decides.
    document = Document(f"{PurePath(name).stem or 'sheet'}.csv", lambda: BytesIO(content))
    rows: list[Row] = []
    with decoded(document, "", faults.append) as text:
        start = text.peek().lstrip()
        if start[:1] in ("<", "{", "["):
            raise Unusable(f"{name} is not a spreadsheet. {SAVE_AS}")
        for source in rows_of_csv(text, Package(), faults.append):
            refuse_too_many(len(rows) + 1)
            rows.append(Row(source.where.line, _fit(source.values, source.where.line)))
    headings = list(rows[0].cells) if rows else []
    if len(headings) > MAX_COLUMNS:
        raise Unusable(too_wide(len(headings)))
    if "\0" in "".join(headings):  # Which choices are kept as JSON, and PostgreSQL keeps no NUL.
        raise Unusable(f"{name} is not a spreadsheet. {SAVE_AS}")
    return Sheet(headings, rows, faults)


def _xlsx(name: str, content: bytes) -> Sheet:
    with _looked_over(name, content) as archive:
        try:
            _refuse_too_many_tags(name, archive)
            book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
            table = _cells(book.worksheets[0] if book.worksheets else None)
            return _sheet(name, table)
        except Unusable:
            raise
        except Exception as error:  # The library fails in as many ways as a file can be broken.
            raise Unusable(f"{name} cannot be read as an Excel file. {SAVE_AS}") from error


@contextmanager
def _looked_over(name: str, content: bytes) -> Iterator[zipfile.ZipFile]:
    """Refuses a zip that could do harm, or is no workbook, before any of it is read."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise Unusable(f"{name} is damaged: it may not have arrived whole. {SAVE_AS}") from error
    with archive:
        refuse_what_could_harm(archive)
        members = {member.filename.lower(): member for member in archive.infolist()}
        if sum(member.file_size for member in members.values()) > MAX_UNPACKED_BYTES:
            raise Unusable(f"{name} would unpack to more than a sheet of {MAX_ROWS:,} rows needs.")
        if any("vbaproject" in one or one.startswith("xl/macrosheets/") for one in members):
            raise Unusable(f"{name} holds macros, small programs, which are not let in. {SAVE_AS}")
        if WORKBOOK not in members:
            raise Unusable(f"{name} is not an Excel file. {SAVE_AS}")
        yield archive


def _refuse_too_many_tags(name: str, archive: zipfile.ZipFile) -> None:
    """Refuses what is small as a file, and far from it as what its XML stands for."""
    whole = total = 0
    for member in archive.infolist():
        with archive.open(member) as stream:
            tags = sum(piece.count(b"<") for piece in iter(lambda: stream.read(1024**2), b""))
        total += tags
        file = member.filename.lower()
        if file.endswith((".xml", ".rels")) and not file.startswith(READ_PIECEMEAL):
            whole += tags
        if whole > MAX_TAGS_READ_WHOLE or total > MAX_TAGS:
            raise Unusable(f"{name} holds more than a sheet of {MAX_ROWS:,} rows needs. {SAVE_AS}")
    package = Manifest.from_tree(fromstring(archive.read("[Content_Types].xml")))
    for kind in (XLTM, XLTX, XLSM, XLSX):
        # Another part might be the workbook, and be read whole without having been counted so.
        part = package.find(kind)
        if part is not None and part.PartName != f"/{WORKBOOK}":
            raise Unusable(f"{name} is not an Excel file. {SAVE_AS}")


def _cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows of an XLSX sheet that hold anything, numbered as the spreadsheet numbers them."""
    if sheet is None or not hasattr(sheet, "iter_rows"):
        return
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1, max_row=MAX_SCANNED)
    for number, row in enumerate(islice(rows, MAX_SCANNED), start=1):
        texts = [_text(cell) for cell in row]
        if any(texts):
            yield number, texts


def _sheet(name: str, table: Iterator[tuple[int, list[str]]]) -> Sheet:
    _, first = next(table, (1, []))
    if len(first) > MAX_COLUMNS and first[MAX_COLUMNS]:
        raise Unusable(too_wide(MAX_COLUMNS + 1))
    headings = header_of(first, name)
    rows: list[Row] = []
    for number, texts in table:
        refuse_too_many(len(rows) + 1)
        cells = {head: text for head, text in zip(headings, texts, strict=False) if head}
        rows.append(Row(number, _fit(cells, number)))
    return Sheet([head for head in headings if head], rows)


def _text(cell: Any) -> str:
    """A cell as its text; a formula as FORMULA, whatever it is said to have come to."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f" or not isinstance(value, str | bool | int | float | date | time):
        return FORMULA
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _fit(cells: dict[str, Any], number: int) -> dict[str, str]:
    for heading, text in cells.items():
        if len(text) > MAX_CELL:
            raise Unusable(
                f"Row {number} has more than {MAX_CELL:,} characters under “{heading[:60]}”."
            )
    return cells


def refuse_too_many(count: int) -> None:
    if count > MAX_ROWS:
        raise Unusable(
            f"The sheet has more than {MAX_ROWS:,} rows. Split it, and bring the parts one by one."
        )


def too_wide(count: int) -> str:
    return f"The sheet has {count:,} columns or more; at most {MAX_COLUMNS} are read."
