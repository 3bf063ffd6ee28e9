"""No door lets a formula through: not in from files, nor out to spreadsheets."""

import csv
import io
import time

import pytest

from directory.exchange.checks.text import SPREADSHEET_FORMULA, Refused, cleaned
from directory.exchange.faults import Action, Fault, Where
from directory.exchange.report_file import write_report
from directory.formulas import is_formula, neutral
from tests.factories import make_service

FORMULAS = [
    "=1+1",
    " \t=1+1",
    '=HYPERLINK("https://evil.example","Click")',
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "＝1+1",
    "＠SUM(1)",
]
# Formulas once they are repaired, which happens on the way in.
COVERED = ["<b>=1+1</b>", "&#61;1+1", "\x07=1+1", "###ABC### @SUM(1)", "\\n=1+1"]
# Texts that come in, since people write so, but that a spreadsheet may still run.
TEXTS = ["+44 1632 960123", "- bring a towel", "@otterbank", "== News =="]
INSIDE = ["A;=1+1", "A; @SUM(1)", "A\n=1+1", "A\r\n-1", "A\t=1+1", 'A";=1+1;"', "A;＋1"]
SIGNS = tuple("=+-@＝＋－＠")


def cells(text: str) -> list[str]:
    """Every cell that some spreadsheet makes of a CSV file."""
    found = []
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            found += [cell.strip() for cell in row]
    return found


def is_harmless(text: str) -> bool:
    return not any(cell.startswith(SIGNS) for cell in cells(text))


@pytest.mark.parametrize("text", [*FORMULAS, *COVERED])
def test_a_formula_does_not_come_in(text):
    with pytest.raises(Refused, match=SPREADSHEET_FORMULA):
        cleaned(text)


@pytest.mark.parametrize("text", [*TEXTS, *INSIDE])
def test_what_may_be_a_text_comes_in(text):
    assert not is_formula(text)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["name", "description"])
@pytest.mark.parametrize("text", [*FORMULAS, *TEXTS, *INSIDE])
def test_none_goes_out_in_an_answer(client, field, text):
    make_service(**{field: text})

    answer = b"".join(client.get("/api/v3/services?format=csv")).decode()

    assert is_harmless(answer)
    assert neutral(text) in next(csv.DictReader(io.StringIO(answer, newline="")))[field]


@pytest.mark.parametrize("field", ["file", "field", "value", "message"])
@pytest.mark.parametrize("text", [*FORMULAS, *TEXTS, *INSIDE])
def test_none_goes_out_in_a_report(tmp_path, field, text):
    told = {"file": "a.csv", "field": "name", "value": "x", "message": "y"} | {field: text}
    where = Where(told["file"], 2)
    fault = Fault(where, "service", told["field"], told["value"], Action.SKIPPED, told["message"])

    write_report(iter([fault]), tmp_path / "faults.csv")

    report = (tmp_path / "faults.csv").read_bytes().decode()
    assert is_harmless(report)
    assert next(csv.DictReader(io.StringIO(report, newline="")))[field] == neutral(text)


@pytest.mark.parametrize("text", ["Plain words.", "a=b", "C++ and C#", "5-11", "a@example.org", ""])
def test_other_texts_are_left_alone(text):
    assert neutral(text) == text


@pytest.mark.parametrize("part", ["|", "-|", "\t", ";", " ", "\n", "= ", "@a"])
def test_a_long_text_costs_no_more_than_its_length(part):
    text = "-" + part * 200_000

    started = time.process_time()
    neutral(text), is_formula(text)

    assert time.process_time() - started < 2  # Going over it again at each sign takes minutes.
