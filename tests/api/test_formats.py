"""NDJSON and CSV: every record that matches, streamed, whatever a page would hold."""

import csv
import gzip
import io
import json

import pytest

from directory.publication import reading
from tests.api.naive import PATHS
from tests.api.town import build
from tests.factories import make_location, make_organization, make_service

pytestmark = pytest.mark.django_db


def lines(client, path, query=""):
    answer = client.get(f"/api/v3/{path}?format=ndjson{query}")
    assert answer.status_code == 200
    return [json.loads(line) for line in b"".join(answer).splitlines()]


def rows(client, path, query=""):
    answer = client.get(f"/api/v3/{path}?format=csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode(), newline="")))


def contents(client, path, query=""):
    return client.get(f"/api/v3/{path}?per_page=500{query}").json()["contents"]


@pytest.mark.parametrize("path", PATHS)
def test_ndjson_has_every_record_a_line_in_order(client, monkeypatch, path):
    monkeypatch.setattr(reading, "STREAM_PAGE", 4)
    build(5, services=12)
    for query in ("", "&full=true", "&minimal=true", "&sort=-last_modified"):
        assert lines(client, path, query) == contents(client, path, query)


@pytest.mark.parametrize("path", PATHS)
def test_csv_has_every_record_a_row_in_order(client, monkeypatch, path):
    monkeypatch.setattr(reading, "STREAM_PAGE", 4)
    build(5, services=12)
    expected = contents(client, path)

    found = rows(client, path)

    assert [row["id"] for row in found] == [one["id"] for one in expected]
    for row, one in zip(found, expected, strict=True):
        for name, value in one.items():
            if not isinstance(value, dict) and name != "term":  # HSDS-UK's other word for name
                assert row[name] == str(value)
    assert [list(row) for row in rows(client, path, "&minimal=true")] == [
        ["id", "last_modified"]
    ] * len(expected)


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_filters_hold_in_every_format(client, format):
    kept = make_service(status="inactive")
    make_service(status="active")
    read = {"ndjson": lines, "csv": rows}[format]

    assert [one["id"] for one in read(client, "services", "&status=inactive")] == [str(kept.pk)]


@pytest.mark.parametrize(
    ("format", "content_type"),
    [
        ("json", "application/json"),
        ("ndjson", "application/x-ndjson"),
        ("csv", "text/csv; charset=utf-8"),
    ],
)
def test_a_format_has_its_content_type(client, format, content_type):
    answer = client.get(f"/api/v3/services?format={format}")

    assert answer.headers["Content-Type"] == content_type


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_a_stream_has_a_name_to_be_saved_under(client, format):
    answer = client.get(f"/api/v3/taxonomies?format={format}")

    assert answer.headers["Content-Disposition"] == f'inline; filename="taxonomies.{format}"'


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_a_stream_is_streamed_and_gzip_is_the_same_text(client, format):
    build(5, services=12)
    path = f"/api/v3/services?format={format}"

    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})

    assert plain.streaming
    assert packed.streaming
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(packed)) == b"".join(plain)


def test_an_empty_directory_is_no_lines_and_a_header(client):
    assert lines(client, "services") == []
    assert b"".join(client.get("/api/v3/services?format=csv")).startswith(
        b'"id","organization_id",'
    )


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+44 1632", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", '=HYPERLINK("x")'],
)
def test_a_formula_is_made_harmless_in_csv(client, name):
    service = make_service(name=name)

    [row] = rows(client, "services")

    assert row["name"].lstrip() == f"'{name.lstrip()}"
    assert client.get(f"/api/v3/services/{service.pk}").json()["name"] == name


def test_a_formula_in_a_nested_name_is_made_harmless_too(client):
    make_service(organization=make_organization(name="=cmd|'/c calc'!A0"))

    [row] = rows(client, "services")

    assert row["organization.name"].startswith("'=")


@pytest.mark.parametrize(
    "name",
    [
        "A;=1+1",
        "A; =1+1",
        "A;\n=1+1",
        "A;B;@SUM(A1)",
        "=1;-2",
        'A";=1+1;"',
        ";=1+1;",
        '";=1+1',
        "A\n=1",
    ],
)
@pytest.mark.parametrize("field", ["name", "description"])
def test_a_formula_is_harmless_where_cells_are_split_at_semicolons(client, field, name):
    make_service(**{field: name})

    text = b"".join(client.get("/api/v3/services?format=csv")).decode()

    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        assert not [cell for cell in row if cell.lstrip()[:1] in tuple("=+-@")]


def test_texts_are_quoted_in_csv_and_numbers_are_not(client):
    make_location(name="Otter Bank", latitude=53.8, longitude=-1.75)

    answer = client.get("/api/v3/locations?format=csv")

    _, row = b"".join(answer).decode().splitlines()
    assert ',"Otter Bank",' in row
    assert ",53.8,-1.75," in row


def test_a_number_below_nought_stays_a_number_in_csv(client):
    make_location(latitude=53.8, longitude=-1.75)

    [row] = rows(client, "locations")

    assert float(row["longitude"]) == -1.75


def test_commas_quotes_and_lines_survive_csv(client):
    name = 'Lunch, "soup" & more'
    make_service(name=name, description="One\nTwo\r\nThree")

    [row] = rows(client, "services")

    assert row["name"] == name
    assert row["description"].splitlines() == ["One", "Two", "Three"]


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_asking_for_the_head_of_a_stream_sends_none_of_it(client, format):
    make_service()

    answer = client.head(f"/api/v3/services?format={format}")

    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["ETag"]
