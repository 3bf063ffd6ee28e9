"""No page keeps anybody out: axe-core finds nothing grave, and nothing runs over the side.

Each page is looked at in light colours on a desk and in dark ones on a phone, all its sections
open, and at 320 pixels, which is what 1280 become at 400 % zoom.
"""

import re
from datetime import time
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from directory.models import Phone, Schedule
from directory.publication.publish import publish
from directory.review.submitting import submit
from directory.upkeep.models import Problem
from tests.admin.examples import example
from tests.browser.axe import violations
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
    make_term,
    tag,
)
from tests.upkeep.asking import links_in, months_ago, remind

pytestmark = pytest.mark.django_db(transaction=True)

OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# Links glide from one colour into the other.
STILL = "Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))"
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const over = [...document.querySelectorAll("main *, #content *, body *")]
        .filter((one) => one.getBoundingClientRect().right > wide + 1);
    return [`at ${wide} pixels it is ${document.documentElement.scrollWidth} wide: ` +
        over.slice(-3).map((one) => one.outerHTML.slice(0, 120)).join(" … ")];
}"""


def wrong_with(page: Page) -> list[str]:
    """Everything that is wrong with the page as it is, and which page that is."""
    page.evaluate(OPEN_ALL)
    found: list[str] = []
    for scheme, width in (("light", 1280), ("dark", 375)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(STILL)
        found += [f"{scheme}: {one}" for one in violations(page, of_colours=scheme == "dark")]
    page.set_viewport_size({"width": 320, "height": 800})
    found += page.evaluate(TOO_WIDE)
    page.set_viewport_size({"width": 1280, "height": 800})
    where = f"{page.title()} ({re.sub(r'^https?://[^/]+', '', page.url)})"
    return [f"{where}: {one}" for one in found]


def enter(page: Page, live_server: Any, user: Any) -> None:
    """Signed in as `user`, without the log-in's page, which is looked at on its own."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )


@pytest.fixture
def lunch_club() -> Any:
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


def admin_page(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


def test_pages_for_everybody(page, lunch_club):
    make_editor(lunch_club.organization)
    [letter] = remind()
    [confirm] = links_in(letter)
    found = []

    for address in (
        "/",
        "/accounts/login/",
        "/accounts/login/code/",
        "/accounts/password/reset/",
        confirm.rpartition("/")[0],
        confirm,
        f"/report/services/{lunch_club.pk}",
        "/no-such-page",
    ):
        page.goto(address)
        found += wrong_with(page)

    page.goto("/accounts/login/")
    page.fill("[name=login]", "otter@example.org")
    page.fill("[name=password]", "not this one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".errornote, .errorlist, [role=alert]").first).to_be_visible()
    found += wrong_with(page)

    page.goto(f"/report/services/{lunch_club.pk}")
    page.locator("main form button").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    found += wrong_with(page)

    page.goto(confirm)
    page.get_by_role("button", name="We have closed").click()
    found += wrong_with(page)
    page.goto(confirm)
    page.get_by_role("button", name="Something changed").click()
    found += wrong_with(page)
    page.goto(confirm)
    page.get_by_role("button", name="All correct").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    found += wrong_with(page)

    assert not found, "\n".join(found)


def test_pages_of_an_editor(page, live_server, lunch_club):
    editor = make_editor(lunch_club.organization)
    example(Problem, lunch_club.organization)
    enter(page, live_server, editor)
    found = []

    for address in (
        admin_page("index"),
        admin_page("directory_service_changelist"),
        admin_page("directory_service_change", lunch_club.pk),
        admin_page("directory_service_preview", lunch_club.pk),
        admin_page("directory_service_public", lunch_club.pk),
        admin_page("directory_service_history", lunch_club.pk),
        admin_page("directory_service_delete", lunch_club.pk),
        admin_page("directory_organization_change", lunch_club.organization.pk),
        admin_page("directory_location_changelist"),
        admin_page("directory_location_change", lunch_club.service_at_locations.get().location.pk),
        admin_page("organization_people", lunch_club.organization.pk),
        admin_page("spreadsheets"),
        admin_page("upkeep_problem_changelist"),
        reverse("account_email"),
        reverse("account_change_password"),
        reverse("mfa_index"),
    ):
        page.goto(address)
        found += wrong_with(page)

    assert not found, "\n".join(found)


def test_forms_that_are_not_right_yet(page, live_server, lunch_club):
    """The errors stand by what they are about, and above all."""
    enter(page, live_server, make_editor(lunch_club.organization))
    found = []
    wrong: dict[str, dict[str, str]] = {
        admin_page("directory_service_change", lunch_club.pk): {
            "name": "",
            "times-0-ends": "",
            "phones-0-number": "",
        },
        admin_page("directory_organization_change", lunch_club.organization.pk): {"name": ""},
        admin_page(
            "directory_location_change", lunch_club.service_at_locations.get().location.pk
        ): {
            "latitude": "999",
        },
        admin_page("directory_service_add"): {"name": ""},
    }

    for address, values in wrong.items():
        page.goto(address)
        page.evaluate(OPEN_ALL)
        for name, value in values.items():
            page.fill(f"[name={name}]", value)
        page.get_by_role("button", name="Save and come back later").click()
        expect(page.locator("#form-top")).to_be_visible()
        found += wrong_with(page)

    assert not found, "\n".join(found)


def test_pages_of_a_moderator(page, live_server, lunch_club):
    lunch_club.description = "A hot meal, and company."
    lunch_club.save()
    submission = submit(lunch_club, by=make_editor(lunch_club.organization))
    twin = make_organization(name=lunch_club.organization.name)
    problem = example(Problem, lunch_club.organization)
    enter(page, live_server, make_moderator())
    found = []

    for address in (
        admin_page("index"),
        admin_page("review_queue"),
        admin_page("review_decision", submission.pk),
        admin_page("review_deleted"),
        admin_page("directory_service_history", lunch_club.pk),
        admin_page("upkeep_problem_change", problem.pk),
        admin_page("duplicates"),
        admin_page("merge_with", "organization", twin.pk),
        admin_page("merge", "organization", twin.pk, lunch_club.organization.pk),
    ):
        page.goto(address)
        found += wrong_with(page)

    page.goto(admin_page("directory_service_public", lunch_club.pk))
    found += wrong_with(page)

    assert not found, "\n".join(found)
