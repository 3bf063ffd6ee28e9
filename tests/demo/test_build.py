"""The rows the demo is built of, checked without a database."""

import re
from collections import Counter
from datetime import date

import pytest

from directory.demo.build import build
from directory.demo.hours import AS_OF
from directory.demo.load import SEED
from directory.demo.places import FICTIONAL_UNITS, PLACES
from directory.demo.rows import VARYING
from directory.demo.scale import copy_of

TODAY = date(2026, 11, 22)
DRAMA = re.compile(r"0113 496 0\d{3}|01632 960\d{3}|07700 900\d{3}|0808 157 0\d{3}")


def rows_of(seed=SEED, copy=0):
    """Every row of a copy, shared ones too, by table: a list of {column: value}."""
    moved = copy_of(copy)
    built = build(seed=seed)
    tables = {}
    for row in [*built.shared, *built.copied]:
        values = {
            column: value.in_copy(moved) if isinstance(value, VARYING) else value
            for column, value in row.values.items()
        }
        tables.setdefault(row.model.entity(), []).append(values)
    return tables


@pytest.fixture(scope="module")
def tables():
    return rows_of()


def texts(tables):
    return [str(value) for rows in tables.values() for row in rows for value in row.values()]


def test_it_is_as_large_as_was_asked(tables):
    assert 72 <= len(tables["organization"]) <= 88
    assert 216 <= len(tables["service"]) <= 264
    assert 135 <= len(tables["location"]) <= 165
    assert len([t for t in tables["taxonomy_term"] if t["code"].isupper()]) >= 63


def test_the_same_seed_gives_the_same_rows_to_the_last_character(tables):
    assert rows_of() == tables


def test_another_seed_gives_other_identifiers_and_people(tables):
    other = rows_of(seed=7)

    assert {r["id"] for r in other["service"]}.isdisjoint(r["id"] for r in tables["service"])
    assert {r["name"] for r in other["contact"]} != {r["name"] for r in tables["contact"]}


def test_no_identifier_comes_twice(tables):
    for table, rows in tables.items():
        assert len({row["id"] for row in rows}) == len(rows), table


def test_phones_are_of_ofcoms_numbers_for_drama(tables):
    assert all(DRAMA.fullmatch(row["number"]) for row in tables["phone"])


def test_addresses_on_the_web_are_examples(tables):
    for text in texts(tables):
        for host in re.findall(r"https?://([^/\s]+)", text):
            assert host in ("example.org", "example.com", "statistics.data.gov.uk"), text
        for host in re.findall(r"\S+@(\S+)", text):
            assert host == "example.org", text


def test_numbers_in_registers_are_marked_as_made_up(tables):
    assert all(row["identifier"].startswith("DEMO-") for row in tables["organization_identifier"])


def test_postcodes_are_nobodys_and_of_the_place(tables):
    sectors = {f"{place.outward} {place.sector}" for place in PLACES}
    for row in tables["address"]:
        assert row["postal_code"][:-2] in sectors
        assert row["postal_code"][-2:] in FICTIONAL_UNITS


def test_locations_are_within_the_district(tables):
    for row in tables["location"]:
        if latitude := row.get("latitude"):
            assert 53.7 < latitude < 54.2
            assert -2.6 < row["longitude"] < -1.65


def test_hours_of_every_kind_are_there(tables):
    schedules = tables["schedule"]

    assert any(row.get("interval") == 2 and row["freq"] == "WEEKLY" for row in schedules)
    assert any(row.get("interval") == 2 and row["freq"] == "MONTHLY" for row in schedules)
    assert any(re.match(r"\dSA", row.get("byday", "")) for row in schedules)
    assert any(row.get("byday", "").startswith("-1") for row in schedules)
    assert any(row.get("bymonthday") for row in schedules)
    assert any("term" in row["notes"] for row in schedules)
    assert any("holidays" in row["notes"] for row in schedules)
    assert any("appointment" in row["notes"] for row in schedules)
    assert any(row["closes_at"] < row["opens_at"] for row in schedules)
    assert any(row.get("until") for row in schedules)
    assert any(row.get("count") for row in schedules)
    owners = {column for row in schedules for column in row if column.endswith("_id")}
    assert owners == {"service_id", "location_id", "service_at_location_id"}


def test_services_differ_as_real_ones_do(tables):
    services = tables["service"]
    dates = [row["assured_date"] for row in services if row.get("assured_date")]
    timed = {row.get("service_id") for row in tables["schedule"]}

    assert {row["status"] for row in services} >= {"active", "inactive", "temporarily closed"}
    assert len(dates) < len(services)  # some were never checked
    assert any((AS_OF - day).days > 365 for day in dates)
    assert max(dates) < TODAY
    assert any(row["minimum_age"] == 55 for row in services)
    assert any(row["maximum_age"] == 4 for row in services)
    assert any(row["id"] not in timed for row in services)
    assert any(times > 2 for times in at_locations(tables).values())
    assert {row["amount_description"] for row in tables["cost_option"]} >= {"Free of charge"}
    assert any(not row["name"].isascii() or row["alternate_name"] for row in services)


def at_locations(tables):
    return Counter(row["service_id"] for row in tables["service_at_location"])


def test_services_are_sorted_under_two_to_five_terms(tables):
    terms = Counter(
        row["link_id"] for row in tables["attribute"] if row["link_entity"] == "service"
    )

    assert len(terms) == len(tables["service"])
    assert 2 <= min(terms.values()) <= max(terms.values()) <= 5


def test_a_copy_has_other_names_in_other_places(tables):
    copy = rows_of(copy=3)

    for table in ("organization", "service"):
        names = {row["name"] for row in tables[table]}
        assert names.isdisjoint(row["name"] for row in copy[table]), table
    assert {table: len(rows) for table, rows in copy.items()} == {
        table: len(rows) for table, rows in tables.items()
    }
    postcodes = [row["postal_code"] for row in tables["address"]]
    assert all(
        ours != theirs["postal_code"]
        for ours, theirs in zip(postcodes, copy["address"], strict=True)
    )


def test_copies_refer_to_their_own_rows_alone():
    copy = rows_of(copy=5)
    services = {row["id"] for row in copy["service"]}

    assert all(row["service_id"] in services for row in copy["service_at_location"])
    assert services.isdisjoint(row["id"] for row in rows_of(copy=6)["service"])
