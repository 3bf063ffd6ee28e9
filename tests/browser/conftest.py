"""A real browser: Debian's chromium, driven by Playwright. Without one these tests are skipped.

With CI set they fail instead.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import time

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from directory.models import Phone, Schedule, Service
from directory.publication.publish import publish
from tests.factories import make_location, make_service, make_term, tag
from tests.upkeep.asking import months_ago

# Chromium asks its makers' hosts for this and that unless told not to.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        told = "NO PAGE WAS OPENED, for want of chromium (sudo apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    # Playwright runs an event loop in this thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A page that keeps, in `outside`, every request it made to another host."""
    page = browser.new_page(base_url=live_server.url)
    page.set_default_timeout(12_000)
    page.outside = []  # type: ignore[attr-defined]

    def watch(request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            page.outside.append(request.url)  # type: ignore[attr-defined]

    page.on("requestfinished", watch)
    yield page
    page.close()


@pytest.fixture
def lunch_club() -> Service:
    """A service with a place, times, a phone and a category: public, and due to be checked."""
    place = make_location(published=False, name="Heron Hall")
    service = make_service(
        name="Lunch club", at=place, published=False, assured_date=months_ago(13)
    )
    place.organization = service.organization
    place.save()
    Schedule.objects.create(
        service=service, freq="WEEKLY", byday="TU", opens_at=time(10), closes_at=time(12)
    )
    Phone.objects.create(service=service, number="01632 960001")
    tag(service, make_term(name="Food"), published=False)
    for record in (service.organization, place, service):
        publish(record)
    return service
