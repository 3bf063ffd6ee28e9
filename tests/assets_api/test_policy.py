"""The content security policy is on whatever a browser may show as a page."""

import pytest
from django.test import Client

from assets_api import health

pytestmark = pytest.mark.django_db

POLICY = "Content-Security-Policy"


@pytest.fixture
def visitor() -> Client:
    """One who sees a fault of ours as the world would."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def has_policy(answer) -> bool:
    policy = answer.headers.get(POLICY, "")
    return "default-src 'self'" in policy and "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/admin/login/", 302),
        ("GET", "/accounts/login/", 200),
        ("GET", "/admin/", 302),
        ("GET", "/api/docs/", 200),
        ("GET", "/api/docs/?script=", 200),
        ("GET", "/api/redoc/", 200),
        ("GET", "/api/docs", 308),
        ("GET", "/nothing", 404),
        ("GET", "/static/nothing.css", 404),
        ("POST", "/admin/login/", 403),
        ("POST", "/accounts/login/", 403),
        ("PUT", "/api/docs/", 405),
    ],
)
def test_a_page_has_the_policy(visitor, method, path, status):
    answer = visitor.generic(method, path)

    assert answer.status_code == status
    assert has_policy(answer)


@pytest.mark.parametrize("path", ["/", "/admin/", "/api/docs/", "/static/nothing.css"])
def test_a_refusal_before_any_view_has_the_policy(visitor, path):
    answer = visitor.get(path, HTTP_HOST="elsewhere.example.com")

    assert answer.status_code == 400
    assert has_policy(answer)


def test_a_fault_of_ours_has_the_policy(visitor, monkeypatch):
    def fault():
        raise RuntimeError

    monkeypatch.setattr(health, "version", fault)

    answer = visitor.get("/readyz")

    assert answer.status_code == 500
    assert has_policy(answer)


def test_a_static_file_has_the_policy(visitor, settings, tmp_path):
    (tmp_path / "page.html").write_text("<script>alert(1)</script>")
    settings.STATIC_ROOT = tmp_path

    answer = visitor.get("/static/page.html")

    assert b"".join(answer) == b"<script>alert(1)</script>"
    assert has_policy(answer)


@pytest.mark.parametrize("path", ["/api/v3/", "/api/v3/services?page=0", "/api/v3/nothing"])
def test_data_is_no_page(visitor, path):
    """No browser takes it for one, so a policy would be so many bytes and no more."""
    answer = visitor.get(path)

    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "json" in answer.headers["Content-Type"]
    assert POLICY not in answer.headers
