"""Manners: CORS, links between pages, questions in a POST's body, and slashes too many."""

import json

import pytest
from django.test import Client

from tests.api.naive import PATHS
from tests.api.town import build
from tests.factories import make_organization, make_service

pytestmark = pytest.mark.django_db

ORIGIN = {"Origin": "https://partner.example.org"}


def ask(client, path, body, **kwargs):
    return client.post(
        f"/api/v3/{path}", json.dumps(body), content_type="application/json", **kwargs
    )


# --- Other web pages may read it -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v3/", 200),
        ("get", "/api/v3/services", 200),
        ("get", "/api/v3/services?format=csv", 200),
        ("head", "/api/v3/services", 200),
        ("get", "/api/openapi.json", 200),
        ("get", "/api/v3/services?page=0", 400),
        ("get", "/api/v3/services/nothing", 404),
        ("get", "/api/v3/nothing", 404),
        ("get", "/api/nothing", 404),
        ("put", "/api/v3/services", 405),
        ("get", "/api/v3/services/", 308),
        ("get", "/api/v3", 308),
        ("post", "/api/v3/services/", 308),
    ],
)
def test_any_web_page_may_read_any_answer(client, method, path, status):
    answer = getattr(client, method)(path, headers=ORIGIN)

    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Link" in answer.headers["Access-Control-Expose-Headers"]


def test_a_304_may_be_read_too(client):
    etag = client.get("/api/v3/services").headers["ETag"]

    answer = client.get("/api/v3/services", headers={**ORIGIN, "If-None-Match": etag})

    assert answer.status_code == 304
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_preflight_is_answered(client, method):
    answer = client.options(
        "/api/v3/services",
        headers={
            **ORIGIN,
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "content-type, if-none-match",
        },
    )

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert method in answer.headers["Access-Control-Allow-Methods"]
    allowed = answer.headers["Access-Control-Allow-Headers"].lower()
    assert "content-type" in allowed
    assert "if-none-match" in allowed


def test_cookies_are_not_invited(client):
    answer = client.get("/api/v3/services", headers=ORIGIN)

    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert not answer.cookies


def test_the_admin_is_not_open_to_other_pages(client):
    assert "Access-Control-Allow-Origin" not in client.get("/admin/", headers=ORIGIN).headers


# --- Links ---------------------------------------------------------------------------------------


def links(answer):
    found = {}
    for part in answer.headers["Link"].split(", "):
        target, relation = part.split("; ")
        found[relation.removeprefix('rel="').removesuffix('"')] = target.strip("<>")
    return found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (1, {"first": 1, "next": 2, "last": 3}),
        (2, {"first": 1, "prev": 1, "next": 3, "last": 3}),
        (3, {"first": 1, "prev": 2, "last": 3}),
        (9, {"first": 1, "prev": 3, "last": 3}),
    ],
)
def test_pages_are_linked(client, page, expected):
    for _ in range(5):
        make_organization()

    found = links(client.get(f"/api/v3/organizations?per_page=2&page={page}"))

    assert {name: int(link.rpartition("page=")[2]) for name, link in found.items()} == expected


def test_an_empty_list_is_one_page(client):
    assert set(links(client.get("/api/v3/services"))) == {"first", "last"}


def test_following_next_to_the_end_reads_everything_once(client):
    build(6, services=12)
    whole = client.get("/api/v3/services?status=active&status=inactive&sort=-name").json()
    found, address = [], "/api/v3/services?sort=-name&status=active&status=inactive&per_page=2"
    while address:
        answer = client.get(address)
        found += answer.json()["contents"]
        address = links(answer).get("next")

    assert found == whole["contents"]
    assert len(found) > 3


def test_links_keep_every_parameter_as_it_was_asked(client):
    make_service()
    query = "modified_after=2000-01-01T00%3A00%3A00%2B00%3A00&status=temporarily%20closed"

    last = links(client.get(f"/api/v3/services?{query}"))["last"]

    assert "modified_after=2000-01-01T00%3A00%3A00%2B00%3A00" in last
    assert client.get(last).status_code == 200


# --- A question in the body (HSDS 3.1) -----------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_a_post_answers_as_the_same_get_would(client, path):
    build(6, services=8)

    for body, query in (
        ({}, ""),
        ({"per_page": 3, "page": 2}, "per_page=3&page=2"),
        ({"full": True, "sort": "-last_modified"}, "full=true&sort=-last_modified"),
        ({"minimal": True}, "minimal=true"),
        ({"modified_after": "2000-01-01"}, "modified_after=2000-01-01"),
    ):
        asked = ask(client, path, body)
        assert asked.status_code == 200
        assert asked.content == client.get(f"/api/v3/{path}?{query}").content


def test_an_array_in_a_post_is_a_repeated_parameter(client):
    kept = [make_service(), make_service()]
    make_service()

    answer = ask(
        client, "services", {"organization_id": [str(one.organization_id) for one in kept]}
    )

    assert answer.json()["total_items"] == 2


def test_the_url_and_the_body_of_a_post_ask_together(client):
    kept = make_service(status="inactive")
    make_service(status="inactive")

    answer = ask(
        client,
        f"services?organization_id={kept.organization_id}",
        {"status": "inactive"},
    )

    assert [one["id"] for one in answer.json()["contents"]] == [str(kept.pk)]


def test_a_post_without_a_body_asks_for_everything(client):
    make_service()

    answer = client.post("/api/v3/services", "", content_type="application/json")

    assert answer.json()["total_items"] == 1


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_a_post_may_ask_for_a_stream(client, format):
    make_service()

    asked = ask(client, "services", {"format": format})

    assert b"".join(asked) == b"".join(client.get(f"/api/v3/services?format={format}"))


def test_what_was_asked_in_a_body_is_kept_nowhere(client):
    answer = ask(client, "services", {})

    assert answer.headers["Cache-Control"] == "no-store"
    for name in ("ETag", "Last-Modified", "Link"):
        assert name not in answer.headers


def test_a_post_needs_no_token_of_the_site():
    strict = Client(enforce_csrf_checks=True)

    assert ask(strict, "services", {}).status_code == 200


# --- Slashes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/api/v3/services/", "/api/v3/services"),
        ("/api/v3/services/?page=2&status=active", "/api/v3/services?page=2&status=active"),
        ("/api/v3/services/8896b788-7b3e-11ef-8db9-7f3d040352b3/", None),
        ("/api/v3", "/api/v3/"),
        ("/api/v3?a=%20b", "/api/v3/?a=%20b"),
        ("/api/docs", "/api/docs/"),
        ("/api/redoc", "/api/redoc/"),
        ("/admin", "/admin/"),
    ],
)
def test_a_slash_too_many_or_too_few_leads_to_the_right_address(client, path, target):
    answer = client.get(path)

    assert answer.status_code == 308
    assert answer.headers["Location"] == (target or path.rstrip("/"))


def test_a_post_stays_a_post_with_its_body():
    strict = Client(enforce_csrf_checks=True)
    make_service(status="inactive")

    answer = ask(strict, "services/?per_page=1", {"status": "active"}, follow=True)

    assert answer.redirect_chain == [("/api/v3/services?per_page=1", 308)]
    assert answer.json()["total_items"] == 0


@pytest.mark.parametrize("path", ["services//", "services/🦦/", "services/a%0db/", "services/a b/"])
def test_a_redirect_leads_to_an_address_of_ours(client, path):
    answer = client.get(f"/api/v3/{path}")

    assert answer.status_code in (308, 404)
    location = answer.headers.get("Location", "/api/v3/")
    assert location.isascii()
    assert location.startswith("/api/v3/")
    assert not location.startswith("//")
