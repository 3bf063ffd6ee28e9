"""People get pages and programs problem details; both under the directory's own name."""

import pytest
from django.contrib import admin
from django.test import Client

from assets_api import health
from directory.publication import reading

pytestmark = pytest.mark.django_db

NAME = "Otter & Heron directory"


@pytest.fixture
def otter_directory(settings):
    settings.DIRECTORY_NAME = NAME


@pytest.fixture
def visitor() -> Client:
    """One who sees a fault of ours as the world would."""
    return Client(raise_request_exception=False)


def is_page(answer, status: int, heading: str) -> bool:
    html = answer.content.decode()
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="en-GB">' in html
    assert f"<title>{heading} – " in html
    return f"<h1>{heading}</h1>" in html


# --- What went wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/foo", "/services", "/apis", "/favicon.ico"])
def test_an_address_that_leads_nowhere_has_a_page(visitor, path):
    assert is_page(visitor.get(path), 404, "There is no page at this address")


def test_an_editor_who_mistypes_gets_a_page(admin_client):
    answer = admin_client.get("/admin/directory/services")

    assert is_page(answer, 404, "There is no page at this address")


def test_a_host_that_is_not_ours_gets_a_page(visitor):
    answer = visitor.get("/", HTTP_HOST="elsewhere.example.com")

    assert is_page(answer, 400, "This request could not be understood")


def test_a_fault_of_ours_has_a_page_that_keeps_its_cause(visitor, monkeypatch):
    def fault():
        raise RuntimeError("the password is otter")

    monkeypatch.setattr(health, "version", fault)

    answer = visitor.get("/readyz")

    assert is_page(answer, 500, "Something went wrong on our side")
    assert "otter" not in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "status"), [("/api/foo", 404), ("/api/v3/services/foo", 404), ("/api/v3/foo", 404)]
)
def test_a_program_gets_problem_details(visitor, path, status):
    answer = visitor.get(path)

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_program_is_told_of_our_faults_and_its_own_alike(visitor, monkeypatch):
    def fault():
        raise RuntimeError

    refused = visitor.get("/api/v3/", HTTP_HOST="elsewhere.example.com")
    monkeypatch.setattr(reading, "version", fault)
    failed = visitor.get("/api/v3/services")

    assert (refused.status_code, failed.status_code) == (400, 500)
    assert {refused["Content-Type"], failed["Content-Type"]} == {"application/problem+json"}


# --- The name ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/api/docs/", "/api/redoc/"])
def test_a_page_bears_the_name_of_the_directory(client, otter_directory, path):
    html = client.get(path).content.decode()

    title = html.partition("<title>")[2].partition("</title>")[0]
    assert "Otter &amp; Heron directory" in title
    assert "Community assets directory" not in html


def test_swagger_ui_and_redoc_read_a_description_of_that_name(client, otter_directory):
    assert client.get("/api/openapi.json").json()["info"]["title"] == NAME


def test_the_admin_bears_the_name_of_the_directory(client, settings):
    html = client.get("/admin/", follow=True).content.decode()

    assert admin.site.site_title == settings.DIRECTORY_NAME
    assert f"{settings.DIRECTORY_NAME}</" in html
    assert "Django administration" not in html


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("", {"name": "Otter Bank"}),
        (
            "https://otterbank.example.org",
            {"name": "Otter Bank", "url": "https://otterbank.example.org"},
        ),
    ],
)
def test_a_publisher_without_an_address_has_none(client, settings, url, publisher):
    settings.PUBLISHER_NAME, settings.PUBLISHER_URL = "Otter Bank", url

    assert client.get("/api/v3/").json()["publisher"] == publisher
