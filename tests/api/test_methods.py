"""Every door, knocked at with every method: an answer that fits, and never a fault of ours."""

import pytest
from django.test import Client

from tests.api.naive import PATHS
from tests.api.refusals import NOBODY, post, problem
from tests.factories import make_service

pytestmark = pytest.mark.django_db

PAGES = ["/", "/admin/", "/admin/login/", "/admin/directory/service/", "/livez", "/readyz"]
DOCUMENTATION = ["/api/openapi.json", "/api/docs/", "/api/docs/?script=", "/api/redoc/"]
API = [
    "/api/v3/",
    *(f"/api/v3/{path}" for path in PATHS),
    *(f"/api/v3/{path}/{NOBODY}" for path in PATHS),
    "/api/v3/services/nothing",
    "/api/v3/services/suggest",
    "/api/v3/services/facets",
    f"/api/v3/services/{NOBODY}/sessions",
    f"/api/v3/service_at_locations/{NOBODY}/sessions.ics",
]
MOVED = ["/admin", "/api/v3", "/api/docs", "/api/redoc", "/api/v3/services/"]
NOWHERE = ["/nothing", "/api/", "/api/nothing", "/api/v3/nothing", "/static/nothing.css"]
DOORS = [*PAGES, *DOCUMENTATION, *API, *MOVED, *NOWHERE]

USUAL = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
ODD = ["TRACE", "CONNECT", "PROPFIND", "QUERY", "get", "GET ", "DISPATCH", "A" * 300, "🦦", ""]


@pytest.fixture
def stranger() -> Client:
    """One who brings no token, and sees a fault of ours as the world would."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize("door", DOORS)
def test_no_method_at_any_door_is_a_fault_of_ours(stranger, door):
    answers = {method: stranger.generic(method, door) for method in [*USUAL, *ODD]}

    assert [method for method, answer in answers.items() if answer.status_code >= 500] == []


@pytest.mark.parametrize("door", DOORS)
def test_no_method_of_a_stranger_changes_a_record(stranger, door):
    service = make_service()
    before = stranger.get(f"/api/v3/services/{service.pk}").content

    for method in [*USUAL, *ODD]:
        stranger.generic(method, door.replace(NOBODY, str(service.pk)))

    assert stranger.get(f"/api/v3/services/{service.pk}").content == before


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "🦦"])
@pytest.mark.parametrize("door", DOCUMENTATION)
def test_the_documentation_is_for_reading(stranger, door, method):
    answer = stranger.generic(method, door)

    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith(":method-not-allowed")
    assert "Use GET, HEAD or OPTIONS." in answer.json()["detail"]


@pytest.mark.parametrize("door", [*DOCUMENTATION, *API])
def test_a_door_tells_its_methods(stranger, door):
    answer = stranger.options(door)

    assert answer.status_code == 204
    assert answer.content == b""
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))


# --- The API --------------------------------------------------------------------------------------


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
