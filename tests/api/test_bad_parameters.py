"""Nonsense is refused by name with an example that works: never our fault, never everything."""

import re
from uuid import uuid4

import pytest

from tests.api.naive import PATHS
from tests.api.refusals import NOBODY, problem, refused

pytestmark = pytest.mark.django_db

OFFERS = ("services", "service_at_locations")
NULL = "%00"

NOT_PAGES = [
    *("0", "-1", "text", "", "%20", "1.0", "1e3", "%D9%A3", "1_000", "%201", "1%20", "%2B1", "+1"),
    *("0x1", "2147483648", "9223372036854775808", "18446744073709551616", "9" * 400),
    *("NaN", "null", "true", "1,2", "1;2", NULL, f"1{NULL}", "1%0A", "%0A1", "%F0%9F%A6%A6"),
    *("%ED%A0%80", "%FF", "%", "%zz", "１"),
]
NOT_IDENTIFIERS = [
    *("1", "text", "", "*", "null", "%20", NULL, "%F0%9F%A6%A6", "g" * 36),
    "8896b7887b3e11ef8db97f3d040352b3",
    "{8896b788-7b3e-11ef-8db9-7f3d040352b3}",
    "urn:uuid:8896b788-7b3e-11ef-8db9-7f3d040352b3",
    "8896b788-7b3e-11ef-8db9-7f3d040352b3%0A",
    "%208896b788-7b3e-11ef-8db9-7f3d040352b3",
    "8896b788-7b3e-11ef-8db9-7f3d040352b",
    "8896b788-7b3e-11ef-8db9-7f3d040352b33",
    "8896b788-7b3e-11ef-8db9-7f3d040352b%D9%A3",
    "8896b788-7b3e-11ef-8db9-7f3d040352b3,8896b788-7b3e-11ef-8db9-7f3d040352b4",
    "1%27%20OR%201=1--",
]
NOT_MOMENTS = [
    *("yesterday", "", "%20", "now", "31/01/2026", "1769852400", "-1", NULL, f"2026-01-31{NULL}"),
    *("2026-02-30", "2026-13-01", "0000-01-01", "10000-01-01", "2026-01", "2026"),
    *("2026-01-31T", "2026-01-31T25:00:00", "2026-01-31T09:30:61Z", "2026-01-31T09:30:00%2B99:00"),
    *("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"),
    *("20260131", "20260131T093000Z", "2026-W05", "2026-W05-6", "2026-W05T09:30", "2026-031"),
    *("2026-01-31T09", "2026-01-31T0930", "2026-01-31T09:30:00,5Z", "2026-01-31T24:00:00Z"),
    *("2026-01-31T09:30:00%2B01", "2026-01-31T09:30:00%2B0100", "2026-01-31T09:30:00.Z"),
    *("2026-01-31T09:30:00%2B01:00:30", "2026-01-31%2009:30:00", "2026-01-31T09:30:00Z%0A"),
    "%D9%A2%D9%A0%D9%A2%D9%A6-%D9%A0%D9%A1-%D9%A0%D9%A1",
]
NOT_FLAGS = ["yes", "1", "0", "", "tru", "on", "%20true", "null", NULL, "true,false"]
NOT_AGES = [
    "-1",
    "151",
    "nan",
    "inf",
    "Infinity",
    "1.5",
    "",
    "ten",
    "9" * 30,
    "%D9%A3",
    NULL,
    "1e1",
]
NOT_SORTS = ["id", "Name", "--name", "name,-last_modified", "", "-", "password", NULL]
NOT_FORMATS = ["xml", "JSON", "", "api", "html", "csv,json", ".json", NULL]
NOT_STATES = ["open", "ACTIVE", "", "temporarily_closed", "active,inactive", NULL]

MALFORMED = [
    *(("page", value, "services") for value in NOT_PAGES),
    *(("per_page", value, "services") for value in [*NOT_PAGES, "501"]),
    *(("organization_id", value, "services") for value in NOT_IDENTIFIERS),
    *(("taxonomy_term_id", value, "organizations") for value in NOT_IDENTIFIERS[:3]),
    *(("parent_id", value, "taxonomy_terms") for value in NOT_IDENTIFIERS[:3]),
    *(("modified_after", value, "taxonomies") for value in NOT_MOMENTS),
    *(("full", value, "locations") for value in NOT_FLAGS),
    *(("minimal", value, "services") for value in NOT_FLAGS[:3]),
    *(("full_service", value, "organizations") for value in NOT_FLAGS[:3]),
    *(("top_only", value, "taxonomy_terms") for value in NOT_FLAGS),
    *(("minimum_age", value, "services") for value in NOT_AGES),
    *(("maximum_age", value, "service_at_locations") for value in NOT_AGES[:4]),
    *(("sort", value, "organizations") for value in NOT_SORTS),
    *(("format", value, "services") for value in NOT_FORMATS),
    *(("status", value, "services") for value in NOT_STATES),
]


# --- Values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "value", "path"), MALFORMED)
def test_a_malformed_value_is_refused_by_name_with_an_example_that_works(client, name, value, path):
    said = refused(client.get(f"/api/v3/{path}?{name}={value}"), name)

    if NULL not in value:
        example = re.search(r"For example: (\?\S+)", said)[1]
        assert example.startswith(f"?{name}=")
        assert client.get(f"/api/v3/{path}{example}").status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_every_list_is_as_strict(client, path):
    for name, value in (("page", "0"), ("modified_after", "then"), ("format", "xml")):
        refused(client.get(f"/api/v3/{path}?{name}={value}"), name)


@pytest.mark.parametrize("name", ["page", "per_page", "sort", "full", "minimal", "format"])
def test_what_may_be_given_once_is_refused_twice(client, name):
    value = {"sort": "name", "full": "true", "minimal": "true", "format": "json"}.get(name, "1")

    said = refused(client.get(f"/api/v3/services?{name}={value}&{name}={value}"), name)

    assert "2 times" in said


def test_one_bad_value_among_good_ones_is_refused(client):
    query = f"organization_id={uuid4()}&organization_id=x&organization_id={uuid4()}"

    assert "“x”" in refused(client.get(f"/api/v3/services?{query}"), "organization_id")


@pytest.mark.parametrize("path", ["services", f"organizations/{NOBODY}"])
def test_an_unknown_name_does_not_hide_a_bad_value(client, path):
    name = "page" if path == "services" else "full_service"

    details = problem(client.get(f"/api/v3/{path}?nam=1&{name}=x"), 400)

    assert [error["parameter"] for error in details["errors"]] == ["nam", name]


def test_everything_wrong_is_told_at_once(client):
    details = problem(client.get("/api/v3/services?page=0&status=open&minimum_age=x"), 400)

    assert {error["parameter"] for error in details["errors"]} == {
        "page",
        "status",
        "minimum_age",
    }


@pytest.mark.parametrize("name", ["page", "modified_after", "organization_id", "full", "status"])
def test_a_name_without_a_value_is_blank_and_refused(client, name):
    assert "blank" in refused(client.get(f"/api/v3/services?{name}"), name)


# --- Names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("pages=1", "pages"),
        ("Page=1", "Page"),
        ("page[]=1", "page[]"),
        ("page%20=1", "page "),
        ("organization-id=x", "organization-id"),
        ("organisation_id=x", "organisation_id"),
        ("q=food", "q"),
        ("=x", ""),
        ("%F0%9F%A6%A6=1", "🦦"),
        ("page;per_page=1", "page;per_page"),
        ("__class__=x", "__class__"),
        ("name__startswith=x", "name__startswith"),
        ("by__password=x", "by__password"),
    ],
)
def test_an_unknown_parameter_is_refused_by_name(client, query, name):
    said = refused(client.get(f"/api/v3/services?{query}"), name)

    assert "`page`" in said
    assert "`organization_id`" in said


def test_a_typo_is_shown_what_was_meant(client):
    said = refused(client.get("/api/v3/services?organisation_id=x"), "organisation_id")

    assert "Did you mean `organization_id`?" in said


def test_a_nul_in_a_name_is_refused(client):
    problem(client.get("/api/v3/services?pa%00ge=1"), 400)


@pytest.mark.parametrize("path", PATHS)
def test_a_record_takes_no_parameters_of_lists(client, path):
    for name in ("page", "full", "minimal", "sort", "format", "modified_after"):
        refused(client.get(f"/api/v3/{path}/{uuid4()}?{name}=1"), name)


def test_the_root_takes_no_parameters(client):
    refused(client.get("/api/v3/?page=1"), "page")


@pytest.mark.parametrize("path", sorted(set(PATHS) - set(OFFERS)))
def test_filters_of_services_alone_are_unknown_elsewhere(client, path):
    for name in ("status", "minimum_age", "location_id"):
        refused(client.get(f"/api/v3/{path}?{name}=18"), name)


# --- Size -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        f"status={'a' * 100_000}",
        f"{'a' * 100_000}=1",
        "&".join(["page=1"] * 5000),
        "&".join(f"x{number}=1" for number in range(900)),
        "&" * 10_000 + "page=0",
        f"organization_id={'%F0%9F%A6%A6' * 5000}",
    ],
)
def test_a_huge_question_gets_a_short_refusal(client, query):
    answer = client.get(f"/api/v3/services?{query}")

    problem(answer, 400)
    assert len(answer.content) < 1_000_000
