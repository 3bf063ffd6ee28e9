"""Spreadsheets for tests, made of rows of texts."""

import csv
import io
import zipfile
from typing import Any

from openpyxl import Workbook

from directory.exchange.sheets.columns import guessed
from directory.exchange.sheets.opening import opened


def csv_of(*rows: list[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def xlsx_of(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    """The zip `content` with the member `name` holding `data` instead, or as well."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, data)
    return out.getvalue()


def sheet_of(*rows: list[Any]):
    return opened("clubs.csv", csv_of(*rows))


def brought(kind: str, by: Any, *rows: list[Any], confirm: bool = True):
    """What a sheet with these rows comes to; written, unless it is not to be confirmed."""
    from directory.exchange.sheets.bringing import bring

    sheet = sheet_of(*rows)
    choices = guessed(kind, sheet.headings)
    outcome = bring(kind, sheet, choices, by=by)
    if not confirm:
        return outcome
    return bring(kind, sheet, choices, by=by, confirmed=outcome.digest)
