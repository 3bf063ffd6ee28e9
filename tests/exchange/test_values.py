"""Texts as the values that the model's fields hold."""

import pytest

from directory.exchange.checks.values import Unfit, check_for
from directory.exchange.tables import tables


def checked(table: str, column: str, text: str):
    found = check_for(table, tables()[table].columns[column])(text, tables()[table].columns[column])
    return found.value, bool(found.changes)


@pytest.mark.parametrize(
    ("table", "column", "text", "value", "told"),
    [
        ("service", "url", "https://example.org/a?b=c", "https://example.org/a?b=c", False),
        ("service", "url", "www.example.org", "https://www.example.org", True),
        ("service", "url", "example.org/help", "https://example.org/help", True),
        ("service", "url", "https:/www.example.org", "https://www.example.org", True),
        ("service", "url", "http//www.example.org", "http://www.example.org", True),
        ("service", "url", "https://example.org, www.example.com", "https://example.org", True),
        ("service", "email", "a@example.org", "a@example.org", False),
        ("service", "email", "a@example.org; b@example.org", "a@example.org", True),
        ("service", "email", "mailto:a@example.org", "a@example.org", True),
        ("service", "email", "Desk <a@example.org>", "a@example.org", True),
        ("service", "status", "Active", "active", False),
        ("service", "status", "TEMPORARILY CLOSED", "temporarily closed", False),
        ("service", "assured_date", "2019-07-29", "2019-07-29", False),
        ("service", "assured_date", "2025-09-02T12:06:15.654", "2025-09-02", True),
        ("service", "assured_date", "29/07/2019", "2019-07-29", True),
        ("service", "assured_date", "7/29/2019", "2019-07-29", True),
        ("service", "minimum_age", "5", 5, False),
        ("service", "minimum_age", "5.5", 5, True),
        ("schedule", "opens_at", "09:00:00", "09:00", False),
        ("schedule", "opens_at", "9:00am", "09:00", False),
        ("schedule", "opens_at", "7:30 PM", "19:30", False),
        ("schedule", "opens_at", "10:00:00+01:00", "10:00", True),
        ("schedule", "closes_at", "17:30:15", "17:30:15", False),
        ("schedule", "closes_at", "17:30:15Z", "17:30:15", True),
        ("schedule", "closes_at", "24:00", "00:00", True),
        ("schedule", "closes_at", "00:00", "00:00", False),
        ("schedule", "timezone", "1", "1.00", False),
        ("service_capacity", "updated", "2026-05-04T10:00:00", "2026-05-04T10:00:00+00:00", True),
        ("cost_option", "amount", "£2.50", "2.50", True),
        ("location", "latitude", "53.79", 53.79, False),
        ("phone", "number", "01274600000", "01274 600000", False),
        ("phone", "number", "+441274600000", "+44 1274 600000", False),
        ("phone", "number", "305-253-4841", "305-253-4841", False),
        ("phone", "extension", "42", 42, False),
    ],
)
def test_a_text_becomes_its_value(table, column, text, value, told):
    assert checked(table, column, text) == (value, told)


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("service", "url", "example_counselling"),
        ("service", "url", "ask at the desk"),
        ("service", "url", "javascript:alert(1)"),
        ("service", "url", "ftp://example.org"),
        ("service", "email", "email-example_com"),
        ("service", "status", "open"),
        ("service", "assured_date", "03/04/2019"),
        ("service", "assured_date", "2019-02-30"),
        ("service", "assured_date", "last Tuesday"),
        ("service", "minimum_age", "-1"),
        ("service", "minimum_age", "200"),
        ("service", "minimum_age", "five"),
        ("service", "minimum_age", "1e999"),
        ("service", "minimum_age", "nan"),
        ("organization", "year_incorporated", "99999"),
        ("schedule", "opens_at", "25:00"),
        ("schedule", "opens_at", "noonish"),
        ("schedule", "opens_at", "9"),
        ("schedule", "interval", "99999999999"),
        ("location", "latitude", "100"),
        ("location", "longitude", "-181"),
        ("location", "latitude", "inf"),
        ("cost_option", "amount", "free"),
        ("cost_option", "amount", "99999999999"),
        ("cost_option", "currency", "pounds"),
        ("phone", "number", "ask inside"),
    ],
)
def test_a_text_that_is_no_such_value_is_refused(table, column, text):
    with pytest.raises(Unfit):
        checked(table, column, text)


def test_a_name_longer_than_its_field_is_cut_and_told():
    value, told = checked("service", "name", "x" * 300)

    assert (len(value), value[-1], told) == (255, "…", True)
