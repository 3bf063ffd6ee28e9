"""Odd addresses, hosts and headers are refused or passed over: never a fault of ours."""

from urllib.parse import quote

import pytest
from django.test import Client

from directory.publication import reading
from tests.api.refusals import NOBODY, problem, refused
from tests.factories import make_organization, make_service

pytestmark = pytest.mark.django_db


# --- Paths ----------------------------------------------------------------------------------------


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


def test_a_draft_that_is_published_is_not_hidden_by_a_404_in_a_cache(client):
    service = make_service(published=False)

    answer = client.get(f"/api/v3/services/{service.pk}")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


# --- Headers and faults ---------------------------------------------------------------------------


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
