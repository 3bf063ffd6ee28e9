"""Swagger UI and ReDoc in a real browser, under our content security policy, with no other host."""

import pytest

from tests.factories import make_service
from tests.halves import ONCE

pytestmark = [pytest.mark.django_db(transaction=True), ONCE]


def test_swagger_ui_runs_a_first_query(page):
    make_service(name="Otter lunch")
    page.goto("/api/docs/")
    page.locator("#operations-services-list_services .opblock-summary-control").click()
    page.locator("#operations-services-list_services button.execute").click()
    answer = page.locator("#operations-services-list_services .live-responses-table")
    answer.wait_for()

    assert "Otter lunch" in answer.inner_text()
    assert page.outside == []


def test_swagger_ui_streams_with_its_own_defaults(page):
    """It sends page and per_page whatever the format, so they must not stand in the way."""
    make_service(name="Otter lunch")
    page.goto("/api/docs/")
    operation = page.locator("#operations-services-list_services")
    operation.locator(".opblock-summary-control").click()
    operation.locator("tr[data-param-name=format] select").select_option("ndjson")
    operation.locator("button.execute").click()
    answer = operation.locator(".live-responses-table")
    answer.wait_for()

    assert "Otter lunch" in answer.inner_text()


def test_redoc_shows_every_door(page):
    page.goto("/api/redoc/")
    page.get_by_role("heading", name="Find services", exact=False).first.wait_for()

    assert page.outside == []


def test_the_home_page_leads_on(page):
    page.goto("/")
    page.get_by_role("link", name="Try the API in Swagger UI").click()
    page.get_by_text("Community assets directory").first.wait_for()

    assert page.url.endswith("/api/docs/")
