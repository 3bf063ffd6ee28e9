"""manage.py import_hsds, as it is typed."""

import csv
import io
import json
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from directory.exchange.models import Source
from directory.models import Organization, Service
from directory.publication.models import PublicService
from tests.conftest import REPOSITORY
from tests.exchange.packages import SERVICE, package

FAULTY = {"services": [SERVICE, {**SERVICE, "id": "2", "name": "=1+1"}]}


def run(path, *arguments) -> tuple[int, str]:
    """The exit status and what was printed."""
    out = io.StringIO()
    try:
        call_command("import_hsds", path, "--mapping", "hsds-1", *arguments, stdout=out)
    except SystemExit as status:
        return status.code, out.getvalue()
    return 0, out.getvalue()


@pytest.mark.django_db
def test_a_clean_import_ends_with_counts_and_status_0(tmp_path):
    status, out = run(package(tmp_path / "a"))

    assert status == 0
    assert out.splitlines()[0].split() == ["created", "changed", "unchanged", "skipped", "removed"]
    assert "service                           1        0          0        0        0" in out
    assert "No faults." in out


@pytest.mark.django_db
def test_faults_are_grouped_and_end_with_status_1(tmp_path):
    status, out = run(package(tmp_path / "a", **FAULTY))

    assert status == 1
    assert "1 fault of 1 kind:" in out
    assert "1 × skipped: service.name: This would run as a formula" in out
    assert "(services.csv:3: '=1+1')" in out


@pytest.mark.django_db
def test_the_source_is_named_after_the_file_unless_told(tmp_path):
    run(package(tmp_path / "riverside"))
    run(package(tmp_path / "riverside"), "--source", "Riverside Council")

    assert sorted(Source.objects.values_list("name", flat=True)) == [
        "Riverside Council",
        "riverside",
    ]


@pytest.mark.django_db
def test_publishing_tells_what_was_not_ready_and_why(tmp_path):
    services = [SERVICE, {**SERVICE, "id": "2", "description": ""}]

    status, out = run(package(tmp_path / "a", services=services), "--publish")

    assert PublicService.objects.count() == 1
    assert "Published 1 organization.\n" in out
    assert "Published 1 service.\n" in out
    assert "Not published: 1 service. It needs a description" in out
    assert status == 0


@pytest.mark.django_db
def test_counts_are_told_in_words_that_fit_them(tmp_path):
    services = [{**SERVICE, "id": number, "name": f"Lunch club {number}"} for number in "123"]
    terms = [
        {"id": name, "name": name, "vocabulary": vocabulary}
        for name, vocabulary in (("Meals", "Ours"), ("Food", "Theirs"))
    ]
    run(package(tmp_path / "a", services=services, taxonomy=terms), "--publish")

    _, out = run(package(tmp_path / "a", taxonomy=terms), "--publish", "--withdraw-missing")

    assert "Published 0 taxonomies (2 were public as they are).\n" in out
    assert "Published 0 taxonomy terms (2 were public as they are).\n" in out
    assert "Published 0 organizations (1 was public as it is).\n" in out
    assert "No longer in the source: 2 services.\n" in out
    assert "Withdrew 2 services.\n" in out


@pytest.mark.django_db
def test_simulating_says_so(tmp_path):
    _, out = run(package(tmp_path / "a"), "--simulate", "--publish")

    assert out.endswith("Simulated: nothing was saved.\n")
    assert not Organization.objects.exists()


@pytest.mark.django_db
def test_a_report_in_csv_is_safe_in_a_spreadsheet(tmp_path):
    report = tmp_path / "faults.csv"

    _, out = run(package(tmp_path / "a", **FAULTY), "--report", str(report))

    (row,) = csv.DictReader(report.read_text(encoding="utf-8").splitlines())
    assert row == {
        "file": "services.csv",
        "line": "3",
        "table": "service",
        "field": "name",
        "value": "'=1+1",
        "action": "skipped",
        "message": "This would run as a formula in a spreadsheet.",
    }
    assert f"Every fault: {report}" in out


@pytest.mark.django_db
def test_a_report_in_json_is_a_list(tmp_path):
    report = tmp_path / "faults.json"

    run(package(tmp_path / "a", **FAULTY), "--report", str(report))

    (fault,) = json.loads(report.read_text(encoding="utf-8"))
    assert (fault["line"], fault["value"]) == (3, "=1+1")


@pytest.mark.django_db
def test_a_constant_is_set_on_the_command_line(tmp_path):
    assert run(package(tmp_path / "a"), "--set", "country=IE")[0] == 0
    with pytest.raises(CommandError, match="write it as NAME=VALUE, for example country=US"):
        run(package(tmp_path / "a"), "--set", "country")


@pytest.mark.django_db
def test_what_is_unusable_ends_with_status_2(tmp_path):
    with pytest.raises(CommandError) as error:
        run(tmp_path / "nowhere.zip")

    assert error.value.returncode == 2
    assert not Service.objects.exists()


def test_help_teaches_with_examples():
    shown = subprocess.run(
        [sys.executable, "manage.py", "import_hsds", "--help"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    for told in ("examples:", "--mapping hsds-1 --source miami", "exit status:", "--withdraw-miss"):
        assert told in shown
