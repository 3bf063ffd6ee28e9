"""Identifiers: the same for the same row, and telling nobody what a row says."""

import csv
import uuid

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from directory.exchange import importing
from directory.exchange.faults import Unusable, Where
from directory.exchange.ids import Identifiers, content_id
from directory.exchange.models import ImportedRow, Source
from directory.exchange.readers.nesting import flattened
from directory.models import Address, Location, Service, ServiceAtLocation
from tests.exchange.packages import ADDRESS, LOCATION, import_it, package

pytestmark = pytest.mark.django_db

# A mapping that tells a location by where it is, and what is there by the same columns.
BY_ADDRESS = """
about = "Clubs by their address."
[[rows]]
from = "*"
to = "organization"
id = "Run by"
repeats = true
[rows.fields]
name = "Run by"
description = { text = "Neighbours helping." }
[[rows]]
from = "*"
to = "location"
id = "Street"
[rows.fields]
name = { text = "A safe place" }
location_type = { value = "physical" }
[[rows]]
from = "*"
to = "service"
id = ["Run by", "Street"]
[rows.fields]
organization_id = "Run by"
name = { text = "Refuge" }
description = { text = "Somewhere safe." }
status = { value = "active" }
[[rows]]
from = "*"
to = "service_at_location"
id = ["Run by", "Street"]
[rows.fields]
service_id = ["Run by", "Street"]
location_id = "Street"
"""
STREET = "7 Heron Row"


@pytest.fixture
def refuge(tmp_path):
    """Imports a refuge that its source tells by its street."""
    mapping, table = tmp_path / "by-address.toml", tmp_path / "clubs.csv"
    mapping.write_text(BY_ADDRESS)
    with table.open("w", newline="") as stream:
        csv.writer(stream).writerows([["Run by", "Street"], ["Otter Bank", STREET]])
    return lambda: import_it(table, mapping=str(mapping))


def guesses(table: str) -> set[uuid.UUID]:
    """What anybody can make who knows the source's name and guesses the street."""
    texts = (STREET, f"Otter Bank | {STREET}")
    return {Identifiers("test").uuid_of(table, text) for text in texts}


def test_no_public_id_can_be_made_by_guessing_the_street(refuge):
    refuge()

    for model in (Location, Service, ServiceAtLocation):
        assert model.objects.get().pk not in guesses(model.entity())
    assert ServiceAtLocation.objects.get().location == Location.objects.get()


def test_a_second_import_knows_them_again(refuge):
    refuge()

    assert refuge().written == 0
    assert Location.objects.count() == Service.objects.count() == 1


def test_another_database_has_other_ids(refuge):
    refuge()
    first = Location.objects.get().pk
    for model in (Source, Service, Location):
        model.objects.all().delete()

    refuge()

    assert Location.objects.get().pk != first


def test_a_source_from_before_there_were_salts_keeps_its_ids(refuge):
    Source.objects.create(name="test")

    refuge()

    for model in (Location, Service, ServiceAtLocation):
        assert model.objects.get().pk in guesses(model.entity())
    assert Source.objects.get().salt == ""


def test_a_number_of_the_sources_own_is_the_same_everywhere(tmp_path):
    import_it(package(tmp_path / "a"), mapping="hsds-1")

    assert Service.objects.get().pk == Identifiers("test").uuid_of("service", "1")


def test_the_number_of_a_location_hangs_on_the_salt(tmp_path):
    """It looks like a number, but nobody can tell: the next source's is its street."""
    path = package(tmp_path / "a", locations=[LOCATION], physical_addresses=[ADDRESS])
    import_it(path, mapping="hsds-1")

    location = Location.objects.get()
    assert location.pk != Identifiers("test").uuid_of("location", "1")
    assert location.pk == Identifiers("test", Source.objects.get().salt).uuid_of("location", "1")
    assert Address.objects.get().location == location


@pytest.mark.parametrize("original", [STREET, f"Otter Bank | {STREET}", "BD9 9QX"])
@pytest.mark.parametrize("table", ["location", "address", "service"])
def test_an_id_that_reads_as_an_address_hangs_on_the_salt(table, original):
    salted = {Identifiers("test", salt).uuid_of(table, original) for salt in ("", "a", "b")}

    assert len(salted) == 3


def test_an_id_made_of_content_hangs_on_the_salt():
    original = content_id({"address_1": STREET})

    salted = {Identifiers("test", salt).uuid_of("address", original) for salt in ("", "a", "b")}

    assert len(salted) == 3


def test_an_id_that_two_rows_share_and_what_one_says_do_not_make_its_id(tmp_path):
    shared = {**ADDRESS, "id": "6f1c1f60-0000-4000-8000-00000000000a"}
    addresses = [shared, {**shared, "address_1": STREET}]
    path = package(tmp_path / "a", locations=[LOCATION], physical_addresses=addresses)
    with_salt, without = set(), set()
    for ids in (with_salt, without):
        import_it(path, mapping="hsds-1")
        ids.update(Address.objects.values_list("pk", flat=True))
        Source.objects.update(salt="")
        Address.objects.all().delete()
        ImportedRow.objects.all().delete()

    assert len(with_salt) == len(without) == 2
    assert len(with_salt & without) == 1  # the first row keeps the id of the source


@pytest.mark.parametrize("value", ["Desk", 10**30, "half \ud83e", float("nan"), {"a": [1, None]}])
def test_content_is_known_again_whatever_it_holds(value):
    assert content_id({"a": value, "b": 1}) == content_id({"b": 1, "a": value})
    assert content_id({"a": value, "b": 1}) != content_id({"a": value, "b": 2})


@pytest.mark.parametrize("value", ["Desk", 10**30, "half \ud83e"])
def test_a_nested_record_without_an_id_is_known_by_its_content(value):
    record = {"title": value, "phones": [{"number": "01632 960123"}]}

    contact, phone = flattened("contact", record, Where("a.json", 1), pytest.fail)

    assert contact.values["id"] == phone.values["contact_id"] == content_id(record)


def test_a_uuid_is_kept_whatever_the_salt():
    original = "6f1c1f60-0000-4000-8000-00000000000a"

    assert Identifiers("test", "a").uuid_of("location", original) == uuid.UUID(original)


def test_simulating_keeps_no_source(refuge, tmp_path):
    path = package(tmp_path / "a")

    import_it(path, mapping="hsds-1", simulate=True)

    assert not Source.objects.exists()


def test_a_first_import_that_another_overtook_is_refused(refuge, monkeypatch):
    """Its ids hang on a salt of its own, which the other's did not."""
    merge = importing.merge

    def overtaken(*args):
        Source.objects.create(name="test", salt="another")
        merge(*args)

    monkeypatch.setattr(importing, "merge", overtaken)

    with pytest.raises(Unusable, match="at the same time"):
        refuge()

    assert not Location.objects.exists()
    assert Source.objects.get().salt == "another"


@pytest.mark.django_db(transaction=True)
def test_sources_that_are_there_go_through_the_migration_without_a_salt():
    before, after = [("exchange", "0001_imported_rows")], [("exchange", "0002_source_salts")]
    executor = MigrationExecutor(connection)
    executor.migrate(before)
    old = executor.loader.project_state(before).apps.get_model("exchange", "Source")
    old.objects.create(name="bristol")

    MigrationExecutor(connection).migrate(after)

    assert Source.objects.get(name="bristol").salt == ""
