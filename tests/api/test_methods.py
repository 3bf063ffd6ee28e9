"""Every door, knocked at with every method: an answer that fits, and never a fault of ours."""

import pytest
from django.test import Client

from tests.api.naive import PATHS
from tests.factories import make_service

pytestmark = pytest.mark.django_db

NOBODY = "8896b788-7b3e-11ef-8db9-7f3d040352b3"
PAGES = ["/", "/admin/", "/admin/login/", "/admin/directory/service/", "/livez", "/readyz"]
DOCUMENTATION = ["/api/openapi.json", "/api/docs/", "/api/docs/?script=", "/api/redoc/"]
API = [
    "/api/v3/",
    *(f"/api/v3/{path}" for path in PATHS),
    *(f"/api/v3/{path}/{NOBODY}" for path in PATHS),
    "/api/v3/services/nothing",
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
