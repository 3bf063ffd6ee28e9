"""A second import changes only what its source changed."""

import pytest

from directory.exchange.faults import Action
from directory.exchange.models import ImportedRow
from directory.models import (
    Location,
    Phone,
    Service,
)
from directory.publication.models import PublicService
from tests.exchange.packages import (
    LOCATION,
    PHONES,
    PLACE,
    SERVICE,
    C,
    hsds_1,
    import_it,
    json_file,
    package,
)

pytestmark = pytest.mark.django_db


# --- A second import ------------------------------------------------------------------------------


def test_a_second_import_changes_nothing(tmp_path):
    path = package(tmp_path / "a", **PLACE, **PHONES)
    first = hsds_1(path)
    before = list(ImportedRow.objects.order_by("pk").values())

    again = hsds_1(path)

    assert first.written == 6
    assert again.written == 0
    assert again.faults == first.faults
    assert list(ImportedRow.objects.order_by("pk").values()) == before


def test_a_changed_row_changes_only_itself(tmp_path):
    two = [SERVICE, {**SERVICE, "id": "2", "name": "Breakfast club"}]
    hsds_1(package(tmp_path / "a", services=two))

    changed = [two[0], {**two[1], "name": "Brunch club"}]
    again = hsds_1(package(tmp_path / "a", services=changed))

    assert again.count("service") == (0, 1, 1)
    assert again.written == 1
    assert sorted(Service.objects.values_list("name", flat=True)) == ["Brunch club", "Lunch club"]


def test_ids_that_are_no_uuids_are_the_same_uuids_every_time_and_differ_by_source(tmp_path):
    path = package(tmp_path / "a")
    hsds_1(path, source="north")
    hsds_1(path, source="south")

    assert {str(pk) for pk in Service.objects.values_list("pk", flat=True)} == {
        "117b1c43-1771-593f-a45d-421a47feb22d",
        "6361e8a0-e708-5e0a-9c05-b5685ed40940",
    }


def test_an_edit_made_here_stays_until_the_source_says_something_new(tmp_path):
    path = package(tmp_path / "a")
    hsds_1(path)
    Service.objects.update(name="Our better name")

    hsds_1(path)
    assert Service.objects.get().name == "Our better name"

    hsds_1(package(tmp_path / "a", services=[{**SERVICE, "name": "Their new name"}]))
    assert Service.objects.get().name == "Their new name"


def test_a_row_deleted_here_stays_deleted_until_the_source_says_something_new(tmp_path):
    path = package(tmp_path / "a", **PHONES)
    hsds_1(path)
    Phone.objects.all().delete()

    hsds_1(path)

    assert not Phone.objects.exists()


def test_a_hidden_address_stays_hidden(tmp_path):
    location = {"id": C, "location_type": "physical", "name": "Heron Hall", "phones": []}
    import_it(json_file(tmp_path / "a.json", [location]))
    Location.objects.update(hide_address=True)

    import_it(json_file(tmp_path / "a.json", [{**location, "name": "New", "hide_address": False}]))

    assert Location.objects.get().name == "New"
    assert Location.objects.get().hide_address


# --- What vanished --------------------------------------------------------------------------------


def test_a_child_row_that_vanished_is_removed(tmp_path):
    phones = [*PHONES["phones"], {"id": "2", "service_id": "1", "number": "01632 960124"}]
    hsds_1(package(tmp_path / "a", phones=phones))

    again = hsds_1(package(tmp_path / "a", phones=phones[:1]))

    assert again.result.removed == {"phone": 1}
    assert Phone.objects.get().number == "01632 960123"


def test_children_stay_when_the_package_has_no_such_table(tmp_path):
    hsds_1(package(tmp_path / "a", **PHONES))

    hsds_1(package(tmp_path / "a", phones=[]))

    assert Phone.objects.count() == 1


def test_a_record_that_vanished_is_reported_and_stays(tmp_path):
    two = [SERVICE, {**SERVICE, "id": "2", "name": "Breakfast club"}]
    hsds_1(package(tmp_path / "a", services=two), publish=True)

    again = hsds_1(package(tmp_path / "a"), publish=True)

    assert again.result.vanished == {"service": 1}
    assert again.result.faults == 0
    assert [f.value for f in again.faults if f.action is Action.VANISHED] == ["2"]
    assert PublicService.objects.count() == 2


def test_a_record_that_vanished_can_be_withdrawn(tmp_path):
    two = [SERVICE, {**SERVICE, "id": "2", "name": "Breakfast club"}]
    hsds_1(package(tmp_path / "a", services=two), publish=True)

    again = hsds_1(package(tmp_path / "a"), withdraw_missing=True)

    assert again.result.publication.withdrawn["service"] == 1
    assert PublicService.objects.count() == 1
    assert Service.objects.count() == 2
    assert hsds_1(package(tmp_path / "a")).result.vanished == {}


def test_a_source_without_a_table_says_nothing_of_its_records(tmp_path):
    hsds_1(package(tmp_path / "a", **PLACE), publish=True)

    only_places = package(tmp_path / "b", organizations=[], services=[], locations=[LOCATION])
    again = hsds_1(only_places)

    assert again.result.vanished == {}
    assert PublicService.objects.count() == 1


def test_a_row_that_is_refused_has_not_vanished(tmp_path):
    hsds_1(package(tmp_path / "a"), publish=True)

    again = hsds_1(
        package(tmp_path / "a", services=[{**SERVICE, "name": "=1+1"}]), withdraw_missing=True
    )

    assert again.result.vanished == {}
    assert PublicService.objects.count() == 1
