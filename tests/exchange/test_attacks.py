"""Sources that would do harm, or make no sense: a clear error, and nothing written."""

import gzip
import io
import json
import stat
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from directory.exchange import sources
from directory.exchange.checks import Checker
from directory.exchange.faults import Action, Fault, Where
from directory.exchange.models import ImportedRow
from directory.exchange.rows import MappedRow
from directory.models import Location, Organization, Service
from tests.exchange.packages import ORGANIZATION, SERVICE, csv_text, json_file, zip_file

pytestmark = pytest.mark.django_db

GOOD = {"organizations.csv": csv_text([ORGANIZATION]), "services.csv": csv_text([SERVICE])}


def refusal(path: Path, **options) -> str:
    """The error that importing `path` ends in. Nothing may have been written."""
    with pytest.raises(CommandError) as refused:
        call_command("import_hsds", path, mapping="hsds-1", stdout=io.StringIO(), **options)
    assert refused.value.returncode == 2
    assert not Organization.objects.exists()
    assert not ImportedRow.objects.exists()
    return str(refused.value)


def test_a_zip_cut_short_is_refused(tmp_path):
    path = zip_file(tmp_path / "a.zip", GOOD)
    path.write_bytes(path.read_bytes()[:-40])

    assert "not a whole zip file" in refusal(path)


def test_a_zip_with_damaged_bytes_is_refused(tmp_path):
    path = zip_file(tmp_path / "a.zip", {**GOOD, "phones.csv": "id,number\n" + "1,2\n" * 5000})
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)

    assert "cannot be read" in refusal(path) or "makes no sense" in refusal(path)


def test_a_text_called_zip_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    path.write_text("not a zip")

    assert "not a whole zip file" in refusal(path)


@pytest.mark.parametrize(
    "name",
    [
        *("../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "..\\evil.csv"),
        *("C:/evil.csv", "c:evil.csv", "C:\\evil.csv", "\\\\host\\share\\evil.csv"),
    ],
)
def test_a_zip_that_points_outside_itself_is_refused(tmp_path, name):
    path = zip_file(tmp_path / "a.zip", {**GOOD, name: "id\n1\n"})

    assert "points outside the zip" in refusal(path)
    assert not (tmp_path.parent / "evil.csv").exists()


def test_a_colon_in_a_name_points_nowhere(tmp_path):
    path = zip_file(tmp_path / "a.zip", {f"export 10:00/{name}": GOOD[name] for name in GOOD})

    call_command("import_hsds", path, mapping="hsds-1", stdout=io.StringIO())

    assert Service.objects.count() == 1


def test_a_zip_bomb_is_refused_by_its_ratio(tmp_path):
    path = zip_file(tmp_path / "a.zip", {**GOOD, "phones.csv": "0" * 20_000_000})

    assert "times its packed size" in refusal(path)


def test_a_zip_bomb_is_refused_by_its_size(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_UNPACKED_BYTES", 100)

    assert "would unpack to" in refusal(zip_file(tmp_path / "a.zip", GOOD))


def test_a_zip_with_a_link_is_refused(tmp_path):
    path = zip_file(tmp_path / "a.zip", GOOD)
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("phones.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    assert "link to another file" in refusal(path)


def test_an_encrypted_zip_is_refused(tmp_path, monkeypatch):
    path = zip_file(tmp_path / "a.zip", GOOD)
    content = path.read_bytes()
    at = content.rindex(b"PK\x01\x02") + 8
    path.write_bytes(content[:at] + b"\x01" + content[at + 1 :])

    assert "encrypted" in refusal(path)


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    folder = tmp_path / "package"
    folder.mkdir()
    (tmp_path / "secret.csv").write_text("id,name\n1,Secret\n")
    (folder / "organizations.csv").symlink_to(tmp_path / "secret.csv")

    assert "holds no CSV, JSON or NDJSON file" in refusal(folder)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("services.json", b"<?xml version='1.0'?><services/>", "XML or HTML"),
        ("services.csv", b"<!DOCTYPE html><html></html>", "XML or HTML"),
        ("services.json", b"id,name\n1,Otter\n", "is not JSON"),
        ("services.json", b'{"id": "1", "name": "Ot', "cut short"),
        ("services.json", b'[{"id": "1", "name": "Otter"}', "is missing"),
        ("services.json", b'[{"id": "1", "name": NaN}]', "NaN"),
        ("services.json", b"[" * 100_000, "cannot be read"),
        ("services.json", b'{"version": "HSDS-UK-3.0", "profile": "x"}', "no record"),
        ("services.json", b'{"contents": []}', "no record"),
        ("services.csv", b"", "is empty"),
        ("services.csv", "id,name\n1,Otter\n".encode("utf-16"), "UTF-16"),
        ("services.csv", "id,name\n1,Otter\n".encode("utf-16-le"), "not text in UTF-8"),
        ("services.csv", b"id,name\n1,\x81\x8d\n", "neither UTF-8 nor Windows-1252"),
        ("services.csv", b'id,name\n1,"Otter\n2,Bank\n', "never closes"),
        ("services.csv", b"id,name,name\n1,Otter,Bank\n", "two columns called 'name'"),
        ("services.csv", b"key,name\n1,Otter\n", "has no column 'id'"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(tmp_path, name, content, problem):
    path = tmp_path / name
    path.write_bytes(content)

    assert problem in refusal(path)


@pytest.mark.parametrize("name", ["services.csv.gz", "services.csv"])
def test_a_file_compressed_with_gzip_is_to_be_unpacked_first(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(gzip.compress(GOOD["services.csv"].encode()))

    assert refusal(path) == (f"{name} is compressed with gzip: unpack it first (gunzip -k {name}).")


@pytest.mark.parametrize("quoted", ["", '"'])
def test_a_cell_of_ten_million_characters_is_refused_by_its_line(tmp_path, quoted):
    path = tmp_path / "services.csv"
    path.write_text(f"id,organization_id,name\n1,1,{quoted}{'x' * 10_000_000}{quoted}\n")

    assert "services.csv:2" in refusal(path)


def test_a_json_text_of_ten_million_characters_is_refused(tmp_path):
    path = json_file(tmp_path / "services.json", [{**SERVICE, "name": "x" * 10_000_000}])

    assert "more than 1,000,000 characters in 'name'" in refusal(path)


def test_a_source_that_is_not_there_is_refused(tmp_path):
    assert "does not exist" in refusal(tmp_path / "nowhere.csv")


def test_a_report_that_could_not_be_written_stops_the_import_first(tmp_path):
    path = zip_file(tmp_path / "a.zip", GOOD)

    assert "end the file's name in .csv or .json" in refusal(path, report=tmp_path / "faults.xls")
    assert "no such folder" in refusal(path, report=tmp_path / "nowhere" / "faults.csv")


FORMULAS = [
    "=1+1",
    '=HYPERLINK("https://evil.example","Click")',
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "  =cmd|' /C calc'!A0",
]
TEXTS = [
    "- bring a towel\n- bring a drink",
    "+44 1632 960123",
    "@otterbank",
    "-5 to +5 degrees (unheated)",
    "== News ==",
    "a = b",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_row_with_a_formula_is_left_out_and_the_rest_comes_in(tmp_path, text):
    path = tmp_path / "organizations.csv"
    path.write_text(csv_text([{**ORGANIZATION, "name": text}, {**ORGANIZATION, "id": "2"}]))

    with pytest.raises(SystemExit) as status:
        call_command("import_hsds", path, mapping="hsds-1", stdout=(out := io.StringIO()))

    assert status.value.code == 1
    assert "would run as a formula in a spreadsheet" in out.getvalue()
    assert Organization.objects.count() == 1


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_only_begins_like_a_formula_survives(tmp_path, text):
    path = tmp_path / "services.csv"
    rows = csv_text([{**SERVICE, "description": text}])
    path.write_text(rows, newline="")
    (tmp_path / "organizations.csv").write_text(csv_text([ORGANIZATION]))

    call_command("import_hsds", tmp_path, mapping="hsds-1", stdout=io.StringIO())

    assert Service.objects.get().description == text


def test_a_zip_packed_in_an_unusual_way_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("organizations.csv", GOOD["organizations.csv"])

    assert "is packed in another way" in refusal(path)


def test_a_table_of_countless_columns_is_refused_at_once(tmp_path):
    path = tmp_path / "organizations.csv"
    path.write_text(",".join(f"c{number}" for number in range(50_000)) + "\nx\n")

    assert "50,000 columns" in refusal(path)


def test_records_nested_without_end_are_refused(tmp_path):
    path = tmp_path / "organizations.ndjson"
    nested = '{"name": "A", "parent_organization": ' * 900 + '{"name": "Z"}' + "}" * 900
    path.write_text(nested + "\n")

    with pytest.raises(CommandError) as refused:
        call_command("import_hsds", path, stdout=io.StringIO())

    assert refused.value.returncode == 2
    assert not Organization.objects.exists()


@pytest.mark.parametrize("odd", [10**30, "\ud800"])
def test_odd_values_in_a_record_without_an_id_do_not_stop_the_rest(tmp_path, odd):
    contact = {"name": "Ada Example", "department": odd, "phones": [{"number": "01632 960001"}]}
    path = tmp_path / "organizations.json"
    record = {"id": "a", "name": "Otter Bank", "description": "D", "contacts": [contact]}
    path.write_text(json.dumps([record]))

    with suppress(SystemExit):
        call_command("import_hsds", path, stdout=io.StringIO())

    assert Organization.objects.get().name == "Otter Bank"


def test_a_location_whose_source_hides_its_address_is_left_to_a_person(tmp_path):
    location = {"id": "a", "name": "Refuge", "location_type": "physical", "hide_address": True}
    organization = {"id": "b", "name": "Otter Bank", "description": "D", "locations": [location]}

    with pytest.raises(SystemExit):
        call_command("import_hsds", json_file(tmp_path / "a.json", [organization]), publish=True)

    assert not Location.objects.exists()
    assert Organization.objects.exists()


@pytest.mark.parametrize(
    ("column", "part"),
    [("email", "a"), ("number", "a:"), ("number", "1\n"), ("amount", " 1"), ("opens_at", "1 ")],
)
def test_no_value_takes_long_to_refuse(column, part):
    table = {"email": "service", "number": "phone", "amount": "cost_option"}.get(column, "schedule")
    row = MappedRow(table, {"id": "1", column: "1" + part * 400_000 + "b"}, Where("a.csv", 2))
    faults: list[Fault] = []
    started = time.process_time()

    assert not Checker(faults.append)(row)[column]

    assert time.process_time() - started < 2
    assert [fault.action for fault in faults] == [Action.REPAIRED]
