"""Files are hostile: what is read of them, and what is refused, with a word on what to do."""

import io
import time
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from directory.exchange.faults import Unusable
from directory.exchange.sheets import opening
from directory.exchange.sheets.opening import FORMULA, MAX_CELL, opened
from tests.exchange.sheets.making import csv_of, with_member, xlsx_of

ROWS = (["Name", "Phone"], ["Choir", "01632 960123"], ["", ""], ["Yoga", "01632 960124"])
BOMB = b"""<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>"""
OUTSIDE = BOMB.replace(b'<!ENTITY a "aaaaaaaaaa">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("clubs.csv", csv_of(*ROWS)),
        ("clubs.xlsx", xlsx_of(*ROWS)),
        ("clubs.txt", "\n".join("\t".join(row) for row in ROWS).encode("cp1252")),
        ("clubs.csv", "﻿Name;Phone\r\nChoir;01632 960123\r\nYoga;01632 960124".encode()),
        ("named-as-it-is-not.csv", xlsx_of(*ROWS)),
    ],
)
def test_a_sheet_is_read_by_what_it_holds(name, content):
    sheet = opened(name, content)

    assert sheet.headings == ["Name", "Phone"]
    assert [list(row.cells.values()) for row in sheet.rows] == [
        ["Choir", "01632 960123"],
        ["Yoga", "01632 960124"],
    ]
    assert sheet.rows[0].number == 2


def test_cells_of_any_type_become_texts():
    content = xlsx_of(
        ["a", "b", "c", "d", "e", "f"],
        [1274600000, 2.5, True, date(2026, 1, 2), datetime(2026, 1, 2, 9, 30), "=1+1"],
    )

    [row] = opened("types.xlsx", content).rows

    assert list(row.cells.values()) == [
        "1274600000",
        "2.5",
        "yes",
        "2026-01-02",
        "2026-01-02 09:30:00",
        FORMULA,
    ]


def workbook(name: str, data: bytes) -> bytes:
    return with_member(xlsx_of(*ROWS), name, data)


def far_cell(reference: str) -> bytes:
    book = Workbook()
    book.active["A1"], book.active["A2"], book.active[reference] = "Name", "Choir", "Here"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\n\n \n", "is empty"),
        (csv_of(["Name"]), "no rows below"),
        (xlsx_of(["Name"]), "no rows below"),
        (xlsx_of(), "is empty"),
        (csv_of(["Name", "Name"], ["a", "b"]), "two columns called"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "old Excel file"),
        (b"<html><table><tr><td>Name</td></tr></table>", "not a spreadsheet"),
        (b'{"name": "Choir"}', "not a spreadsheet"),
        ("Name\nCh\u014dir".encode("utf-16"), "UTF-16"),
        (b"Name\nCh\x81ir", "neither UTF-8 nor Windows-1252"),
        (b"\x00\x01\x02" * 500, "not text"),
        (xlsx_of(*ROWS)[:-60], "damaged"),
        (b"PK\x03\x04 and no more", "damaged"),
        (workbook("xl/vbaProject.bin", b"Sub Auto_Open"), "macros"),
        (workbook("../../etc/cron.d/x", b"x"), "points outside"),
        (workbook("xl/media/image.bin", b"0" * 30_000_000), "200 times"),
        (with_member(xlsx_of(*ROWS), SHEET, BOMB), "cannot be read"),
        (with_member(xlsx_of(*ROWS), SHEET, OUTSIDE), "cannot be read"),
        (with_member(xlsx_of(*ROWS), SHEET, b"<worksheet><sheetData><row"), "cannot be read"),
        (with_member(xlsx_of(*ROWS), "xl/workbook.xml", BOMB), "cannot be read"),
        (xlsx_of(["Name"], ["x" * MAX_CELL]).replace(b"PK\x05\x06", b"PK\x05\x07"), "damaged"),
        (csv_of(["Name"], ["x" * (MAX_CELL + 1)]), "more than 32,767 characters"),
        (csv_of(["Name"], ["x" * 10_000_000]), "larger than 5 MB"),
        (csv_of(["Name"], *[["Choir"]] * (opening.MAX_ROWS + 1)), "more than 5,000 rows"),
        (csv_of([f"c{n}" for n in range(300)], ["x"] * 300), "at most 200"),
        (xlsx_of([f"c{n}" for n in range(300)], ["x"] * 300), "at most 200"),
        (b"x" * (opening.MAX_BYTES + 1), "larger than 5 MB"),
        (b'Name\n"Choir', "never closes"),
    ],
)
def test_what_is_no_sheet_or_could_do_harm_is_refused(content, why):
    started = time.monotonic()

    with pytest.raises(Unusable, match=why):
        opened("hostile.xlsx", content)

    assert time.monotonic() - started < 10


def test_a_zip_of_something_else_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    with pytest.raises(Unusable, match=r"not an Excel file.*Save it as"):
        opened("sheet.ods", stream.getvalue())


def test_a_long_text_within_xlsx_is_refused():
    text = b"<is><t>" + b"ab" * 5_000_000 + b"</t></is>"
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
        b'<row r="2"><c r="A2" t="inlineStr">' + text + b"</c></row></sheetData></worksheet>"
    )

    with pytest.raises(Unusable):
        opened("long.xlsx", with_member(xlsx_of(*ROWS), SHEET, sheet))


@pytest.mark.parametrize("reference", ["XFD2", "A1048576", "XFD1048576"])
def test_a_cell_far_out_costs_nothing(reference):
    started = time.monotonic()

    sheet = opened("far.xlsx", far_cell(reference))

    assert [row.cells for row in sheet.rows] == [{"Name": "Choir"}]
    assert time.monotonic() - started < 10


def test_a_small_file_that_stands_for_millions_of_styles_is_refused():
    content = xlsx_of(*ROWS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = archive.read("xl/styles.xml")
    many = styles.replace(b"</cellXfs>", b"<xf/>" * 190_000 + b"</cellXfs>")

    with pytest.raises(Unusable, match="more than a sheet"):
        opened("clubs.xlsx", with_member(content, "xl/styles.xml", many))


def test_another_part_that_says_it_is_the_workbook_is_refused():
    content = xlsx_of(*ROWS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml")
        book = archive.read("xl/workbook.xml")
    moved = types.replace(b"/xl/workbook.xml", b"/xl/worksheets/book.xml")
    content = with_member(content, "[Content_Types].xml", moved)
    content = with_member(content, "xl/worksheets/book.xml", book)

    with pytest.raises(Unusable, match="not an Excel file"):
        opened("clubs.xlsx", content)


def test_a_nul_in_a_heading_is_refused():
    with pytest.raises(Unusable, match="not a spreadsheet"):
        opened("clubs.csv", b"Name,Ph\0one\nChoir,01632 960123\n")
