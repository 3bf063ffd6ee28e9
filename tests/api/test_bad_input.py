"""Nonsense is refused by name with an example that works: never our fault, never everything."""

import json
import re
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client

from directory.publication import reading
from tests.api.naive import PATHS
from tests.factories import make_organization, make_service

pytestmark = pytest.mark.django_db

NOBODY = "8896b788-7b3e-11ef-8db9-7f3d040352b3"
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


def problem(answer, status: int) -> dict:
    """The problem details of `answer`, checked to be whole."""
    assert answer.status_code == status, answer.content[:500]
    assert answer.headers["Content-Type"] == "application/problem+json"
    details = answer.json()
    assert re.fullmatch(r"urn:community-assets:problem:[a-z-]+", details["type"])
    assert details["title"]
    assert details["status"] == status
    assert details["detail"]
    return details


def refused(answer, name: str) -> str:
    """What is said of parameter `name`, the one thing wrong."""
    details = problem(answer, 400)
    [error] = details["errors"]
    assert error["parameter"] == name
    assert f"`{name}`" in error["detail"]
    assert len(error["detail"]) < 800
    return error["detail"]


def post(client, path, body, content_type="application/json", **kwargs):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.generic("POST", f"/api/v3/{path}", text, content_type, **kwargs)


# --- Values --------------------------------------------------------------------------------------


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


# --- Names ---------------------------------------------------------------------------------------


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


# --- Size ----------------------------------------------------------------------------------------


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


# --- Methods -------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["", *PATHS, f"services/{NOBODY}"])
def test_a_wrong_method_is_refused_and_told_the_right_ones(client, method, path):
    answer = getattr(client, method)(f"/api/v3/{path}")

    problem(answer, 405)
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    ("path", "works"),
    [("services", "GET, POST, HEAD or OPTIONS"), (f"services/{NOBODY}", "GET, HEAD or OPTIONS")],
)
def test_a_wrong_method_is_told_the_right_ones_in_words(client, path, works):
    details = problem(client.put(f"/api/v3/{path}"), 405)

    assert details["detail"] == f"PUT is not for this address. Use {works}."


@pytest.mark.parametrize("path", ["", f"services/{NOBODY}"])
def test_a_post_is_for_lists(client, path):
    problem(post(client, path, {}), 405)


def test_a_wrong_method_is_refused_without_a_token_of_the_site():
    strict = Client(enforce_csrf_checks=True)

    problem(strict.delete("/api/v3/services"), 405)
    problem(post(strict, "nothing", {}), 404)


@pytest.mark.parametrize("path", ["", "services", f"services/{NOBODY}"])
def test_options_is_no_error(client, path):
    answer = client.options(f"/api/v3/{path}")

    assert answer.status_code < 300
    assert "problem" not in answer.headers.get("Content-Type", "")


# --- Bodies --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"page": 0}, "page"),
        ({"page": "1"}, "page"),
        ({"page": 1.5}, "page"),
        ({"page": True}, "page"),
        ({"page": None}, "page"),
        ({"page": []}, "page"),
        ({"page": [1]}, "page"),
        ({"page": {}}, "page"),
        ({"page": 10**400}, "page"),
        ({"page": -(2**64)}, "page"),
        ({"full": "true"}, "full"),
        ({"full": 1}, "full"),
        ({"status": []}, "status"),
        ({"status": [[]]}, "status"),
        ({"status": None}, "status"),
        ({"status": "open"}, "status"),
        ({"status": ["active", "open"]}, "status"),
        ({"status": "\x00"}, "status"),
        ({"status": "\ud800"}, "status"),
        ({"status": "🦦"}, "status"),
        ({"organization_id": {}}, "organization_id"),
        ({"organization_id": 1}, "organization_id"),
        ({"organization_id": [None]}, "organization_id"),
        ({"modified_after": 0}, "modified_after"),
        ({"minimum_age": "18"}, "minimum_age"),
        ({"minimum_age": [18, 1000]}, "minimum_age"),
        ({"sort": ["name"]}, "sort"),
        ({"nothing": 1}, "nothing"),
        ({"\ud800": 1}, None),
        ({"🦦": 1}, "🦦"),
    ],
)
def test_a_body_is_held_to_the_same(client, body, name):
    answer = post(client, "services", body)

    if name is None:
        problem(answer, 400)
    else:
        refused(answer, name)


def test_everything_wrong_with_a_body_is_told_at_once(client):
    body = {"page": "1", "nam": 1, "status": "open", "full": 1, "minimum_age": -1}

    details = problem(post(client, "services?sort=size&per_page=0", body), 400)

    assert sorted(error["parameter"] for error in details["errors"]) == sorted(
        [*body, "sort", "per_page"]
    )


def test_a_parameter_that_is_wrong_in_the_url_and_in_the_body_is_told_twice(client):
    details = problem(post(client, "services?page=0", {"page": "1"}), 400)

    assert [error["parameter"] for error in details["errors"]] == ["page", "page"]


def test_a_body_that_is_no_question_does_not_hide_what_is_wrong_with_the_url(client):
    details = problem(post(client, "services?page=0", []), 400)

    assert [error["parameter"] for error in details["errors"]] == ["", "page"]


@pytest.mark.parametrize(
    "body",
    [
        *("[]", "[1]", "1", '"page"', "null", "true", "{", "}", "{'page': 1}", "{page: 1}", "\x00"),
        *('{"page": NaN}', '{"page": Infinity}', '{"page": 1e999}', '{"page": 01}', '{"page": 1,}'),
        *('{"page": 1}{"page": 2}', "page=1", "<page>1</page>", "=", "\ufeff{}"),
        '{"page": ' + "9" * 10_000 + "}",
        "[" * 60_000,
        "[" * 30_000 + "]" * 30_000,
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        '{"status": ' + "[" * 5000 + "]" * 5000 + "}",
        b"\xff\xfe",
        b"\x80",
        '{"page": 1}'.encode("utf-16"),
        b'{"status": "\xff"}',
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_question_is_refused(client, body):
    problem(post(client, "services", body), 400)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("minimum_age=60", "application/x-www-form-urlencoded"),
        ("{minimum_age: 60}", "application/json"),
        ("[" * 60_000, "application/json"),
    ],
)
def test_a_body_that_is_no_json_is_told_what_to_send(client, body, content_type):
    details = problem(post(client, "services", body, content_type), 400)

    assert details["type"].endswith(":parse-error")
    assert "`Content-Type: application/json`" in details["detail"]
    example = json.loads(re.search(r"\{.*\}", details["detail"])[0])
    assert post(client, "services", example).status_code == 200


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/xml",
        "text/plain",
        "application/octet-stream",
        "",
        "json",
        ";;;",
        "application/json; charset=rot13",
        "application/json; charset=base64",
        "application/json; charset=utf-16",
        "application/json; charset=nonsense",
    ],
)
def test_another_type_of_body_is_never_taken_for_no_question(client, content_type):
    make_service(status="inactive")

    answer = post(client, "services", '{"status": "active"}', content_type)

    if answer.status_code == 200:
        assert answer.json()["total_items"] == 0
    else:
        assert 400 <= answer.status_code < 500
        problem(answer, answer.status_code)


@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "nonsense"])
def test_the_charset_of_a_get_does_not_matter(client, charset):
    kind = f"text/plain; charset={charset}"

    answer = client.get("/api/v3/services?page=1", CONTENT_TYPE=kind)

    assert answer.status_code == 200
    record = client.get(f"/api/v3/services/{uuid4()}", CONTENT_TYPE=kind)
    problem(record, 404)


def test_an_oversized_body_is_refused(client):
    problem(post(client, "services", json.dumps({"status": "a" * 2_000_000})), 413)


@pytest.mark.parametrize("length", ["99999999999", "-5", "many", "1.5"])
def test_a_body_of_impossible_length_is_refused(client, length):
    answer = post(client, "services", {"page": 1}, CONTENT_LENGTH=length)

    assert answer.status_code in (400, 411, 413)
    problem(answer, answer.status_code)


def test_a_body_without_a_length_is_not_taken_for_no_question(client):
    """Sent in chunks, as some clients do, it has none; to pass over it would answer everything."""
    make_service(status="inactive")

    answer = post(
        client,
        "services",
        {"status": "active"},
        CONTENT_LENGTH="",
        headers={"Transfer-Encoding": "chunked"},
    )

    if answer.status_code == 200:
        assert answer.json()["total_items"] == 0
    else:
        problem(answer, 411)


# --- Paths ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        *(
            "nothing",
            "Services",
            "services.json",
            "services;x",
            "service",
            "%F0%9F%A6%A6",
            "%ff%fe",
        ),
        *("services%00", "services%0A", "services%20", "%2e%2e", "..%2fadmin", "*", "%"),
        "services/nothing",
        "services/nothing/at/all",
        "services/%00",
        "services/%ff",
        "services/%F0%9F%A6%A6",
        "services/8896b7887b3e11ef8db97f3d040352b3",
        "services/8896b788-7b3e-11ef-8db9-7f3d040352b3%0A",
        f"services/{quote('1 OR 1=1')}",
        f"services/{'a' * 10_000}",
        f"services/{NOBODY}/phones",
    ],
)
def test_a_path_that_leads_nowhere_is_404(client, path):
    problem(client.get(f"/api/v3/{path}"), 404)


@pytest.mark.parametrize("path", ["/api/", "/api/v1/services", "/api/v4/", "/api//v3/services"])
def test_the_rest_of_the_api_is_404(client, path):
    problem(client.get(path), 404)


def test_a_record_of_another_kind_is_404(client):
    organization = make_organization()

    problem(client.get(f"/api/v3/services/{organization.pk}"), 404)


# --- Headers and faults --------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example.com", "a b", "", "localhost:port", "[::1", "🦦"])
def test_a_host_that_is_not_ours_is_refused(host):
    answer = Client(raise_request_exception=False).get("/api/v3/", HTTP_HOST=host)

    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        problem(answer, 400)


@pytest.mark.parametrize(
    "accept", ["application/xml", "text/html", "image/*;q=x", "*/*", "", ";;", "a" * 5000]
)
def test_any_accept_header_gets_json(client, accept):
    answer = client.get("/api/v3/services", headers={"Accept": accept})

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": "🦦"},
        {"If-None-Match": '"' * 5000},
        {"If-Modified-Since": "9" * 500},
        {"If-Modified-Since": "Sat, 99 Jan 2000 99:99:99 GMT"},
        {"If-Modified-Since": "Sat, 01 Jan 99999 00:00:00 GMT"},
        {"Range": "bytes=0-10"},
        {"If-Match": '"x"'},
        {"Content-Type": ";;;"},
        {"Cookie": "sessionid=\x00; x"},
        {"Authorization": "Basic !!!"},
        {"X-HTTP-Method-Override": "DELETE"},
    ],
)
def test_odd_headers_are_no_fault_of_ours(client, headers):
    for path in ("", "services", "services?format=csv"):
        assert client.get(f"/api/v3/{path}", headers=headers).status_code < 500


def test_a_fault_of_ours_is_told_as_a_problem_without_its_cause(monkeypatch):
    def fault():
        raise RuntimeError("the password is otter")

    monkeypatch.setattr(reading, "version", fault)

    answer = Client(raise_request_exception=False).get("/api/v3/services")

    details = problem(answer, 500)
    assert "otter" not in answer.content.decode()
    assert "logged" in details["detail"]


def test_any_sign_in_a_status_is_data_and_no_more(client):
    """As would an injection: the answer is a refusal, and the directory is as it was."""
    make_service()
    for text in (
        "'; DROP TABLE publication_loghead; --",
        "%' OR '1'='1",
        '"; --',
        "${7*7}",
        "{{7*7}}",
    ):
        refused(client.get("/api/v3/services", {"status": text}), "status")

    assert client.get("/api/v3/services").json()["total_items"] == 1
