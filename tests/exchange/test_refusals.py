"""Sources that open well and of which nothing comes, or too little to withdraw the rest by."""

import json

import pytest

from directory.exchange.faults import Unusable
from directory.exchange.models import ImportedRow, Source
from directory.models import Location, Service
from directory.publication.models import PublicService
from tests.exchange.packages import (
    LOCATION,
    ORGANIZATION,
    SERVICE,
    csv_text,
    import_it,
    json_file,
    package,
)
from tests.exchange.test_libraries import LIBRARY

pytestmark = pytest.mark.django_db


def refusal(path, **options) -> str:
    """The error that importing `path` ends in. It may leave nothing behind but its report."""
    before = list(ImportedRow.objects.values())
    with pytest.raises(Unusable) as refused:
        import_it(path, **options)
    assert list(ImportedRow.objects.values()) == before
    return str(refused.value)


def libraries(folder):
    path = folder / "libraries.csv"
    path.write_text(csv_text([LIBRARY, {**LIBRARY, "Library name": "Heron Library"}]), newline="")
    return path


# --- Nothing came in -----------------------------------------------------------------------------


@pytest.mark.parametrize("mapping", ["", "hsds-1"])
def test_a_spreadsheet_without_its_mapping_is_refused_and_told_which_fits(tmp_path, mapping):
    path = libraries(tmp_path)
    import_it(path, mapping="uk-libraries", publish=True)

    told = refusal(path, mapping=mapping, withdraw_missing=True)

    assert told == (
        "libraries.csv holds no record that could be read. "
        "Its columns are those of another mapping: did you mean --mapping uk-libraries?"
    )
    assert PublicService.objects.count() == 2
    assert not Source.objects.exclude(name="test").exists()


def test_a_table_of_hsds_1_without_its_mapping_is_told_so_by_its_name(tmp_path):
    path = tmp_path / "regular_schedules.csv"
    path.write_text("id,service_id,weekday,opens_at\n1,1,1,09:00\n")

    assert "did you mean --mapping hsds-1?" in refusal(path)


def test_a_spreadsheet_that_no_mapping_fits_is_told_of_those_there_are(tmp_path):
    path = tmp_path / "clubs.csv"
    path.write_text("Club,Run by\nHeron Choir,Otter Bank\n")

    assert "--mapping takes hsds-1, uk-libraries, or a TOML file." in refusal(path)


def test_the_mapping_that_was_given_is_not_hinted_at(tmp_path):
    path = tmp_path / "payments_accepted.csv"
    path.write_text("id,service_id,payment\n1,1,\n")

    assert "did you mean --mapping hsds-1?" in refusal(path)
    assert "did you mean" not in refusal(path, mapping="hsds-1")


def test_a_source_of_which_every_row_is_left_out_is_refused_with_the_reason(tmp_path):
    path = json_file(tmp_path / "a.json", [{**SERVICE, "name": "=1+1"}, {**SERVICE, "name": "=2"}])

    told = refusal(path)

    assert "Most often: a.json:1: This would run as a formula" in told
    report = json.loads((tmp_path / "a.json.faults.json").read_text())
    assert [fault["field"] for fault in report] == ["name", "name"]


# --- Too little to withdraw by -------------------------------------------------------------------


def test_a_source_that_lacks_a_table_it_had_cannot_withdraw(tmp_path):
    import_it(package(tmp_path / "a", locations=[LOCATION]), mapping="hsds-1", publish=True)
    only_places = package(tmp_path / "b", services=[], locations=[LOCATION])

    told = refusal(only_places, mapping="hsds-1", withdraw_missing=True)

    assert told.startswith("--withdraw-missing is refused: test had 1 service before and has none")
    assert PublicService.objects.count() == 1


def test_a_source_that_has_a_table_it_had_under_another_name_cannot_withdraw(tmp_path):
    import_it(package(tmp_path / "a", locations=[LOCATION]), mapping="hsds-1")
    renamed = package(tmp_path / "b", services=[], offers=[SERVICE], venues=[LOCATION])

    told = refusal(renamed, mapping="hsds-1", withdraw_missing=True)

    assert "1 location and 1 service before" in told
    report = json.loads((tmp_path / "b.faults.json").read_text())
    assert {fault["table"] for fault in report} == {"offers", "venues"}


def test_an_organisation_that_was_only_stood_in_for_was_never_had(tmp_path):
    path = package(tmp_path / "a", organizations=[])
    import_it(path, mapping="hsds-1")

    assert import_it(path, mapping="hsds-1", withdraw_missing=True).result.vanished == {}


def test_records_that_were_deleted_here_are_not_missed(tmp_path):
    import_it(package(tmp_path / "a", locations=[LOCATION]), mapping="hsds-1")
    Location.objects.all().delete()

    import_it(package(tmp_path / "b"), mapping="hsds-1", withdraw_missing=True)


def test_rows_that_are_there_but_left_out_do_not_stop_withdrawing(tmp_path):
    two = [SERVICE, {**SERVICE, "id": "2"}]
    import_it(package(tmp_path / "a", services=two), mapping="hsds-1", publish=True)
    path = package(tmp_path / "a", services=[{**SERVICE, "name": "=1+1"}])

    import_it(path, mapping="hsds-1", withdraw_missing=True)

    assert PublicService.objects.count() == 1
    assert Service.objects.count() == 2


def test_what_was_withdrawn_is_not_missed_again(tmp_path):
    two = [ORGANIZATION, {**ORGANIZATION, "id": "2"}]
    import_it(package(tmp_path / "a", organizations=two), mapping="hsds-1", publish=True)

    for _ in range(2):
        import_it(package(tmp_path / "a"), mapping="hsds-1", withdraw_missing=True)

    assert ImportedRow.objects.filter(table="organization").count() == 1
