"""What people come for, from signing in to what the API says, however they use a browser."""

from collections.abc import Callable, Iterator
from datetime import time
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from directory.models import Schedule, Service
from directory.publication.models import PublicService
from directory.publication.publish import publish
from tests.browser.hands import Pointing, Typing, sign_in
from tests.factories import make_editor, make_moderator, make_service
from tests.upkeep.asking import asked_service, months_ago

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "otters-hold-hands-asleep"
WAYS: dict[str, tuple[Any, dict[str, Any]]] = {
    "with a mouse": (Pointing, {}),
    "on a phone": (Pointing, {"viewport": {"width": 375, "height": 700}, "has_touch": True}),
    "by keyboard alone": (Typing, {}),
    "without JavaScript": (Pointing, {"java_script_enabled": False}),
}


@pytest.fixture
def person(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Opens a browser of somebody's own."""
    opened: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="en-GB", **options)
        context.set_default_timeout(12_000)
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


def overdue_lunch_club() -> Service:
    """On Tuesdays from ten to twelve, last confirmed thirteen months ago."""
    service = make_service(name="Lunch club", published=False, assured_date=months_ago(13))
    Schedule.objects.create(
        service=service,
        freq="WEEKLY",
        byday="TU",
        opens_at=time(10),
        closes_at=time(12),
        description="Every Tuesday, 10:00 to 12:00.",
    )
    publish(service.organization)
    publish(service)
    return service


@pytest.mark.parametrize("way", WAYS)
def test_an_editor_changes_the_hours_and_a_moderator_makes_them_public(person, way):
    use, options = WAYS[way]
    service = overdue_lunch_club()
    editor = make_editor(service.organization, password=PASSWORD)
    moderator = make_moderator(password=PASSWORD)
    public = f"/api/v3/services/{service.pk}"

    # The editor finds what is overdue, and changes when it starts.
    page = person(**options)
    hands = use(page)
    sign_in(hands, page, editor.email, PASSWORD)
    expect(page.get_by_role("listitem").filter(has_text="Lunch club")).to_contain_text(
        "Last checked on"
    )
    hands.press(page.get_by_role("link", name="Check it Lunch club"))
    hands.press(page.get_by_role("link", name="No, change it"))
    hands.press(page.locator("#when > details > summary"))
    hands.press(page.locator("#when summary", has_text="Change or remove"))
    hands.write(page.get_by_label("When does it start?"), "0930")
    if options.get("java_script_enabled", True):
        expect(page.locator("#when-said")).to_contain_text("09:30 to 12:00")
    hands.press(page.get_by_role("button", name="Preview"))

    # The preview shows both versions; the public sees the old one until a moderator has looked.
    expect(page.get_by_role("region", name="As the public will see it")).to_contain_text(
        "09:30 to 12:00"
    )
    expect(page.get_by_role("region", name="As the public sees it now")).to_contain_text(
        "10:00 to 12:00"
    )
    hands.press(page.get_by_role("link", name="Where it stands"))
    hands.press(page.get_by_role("button", name="Send it for review"))
    expect(page.locator("#content")).to_contain_text("A moderator will look at it")
    assert page.request.get(public).json()["schedules"][0]["opens_at"] == "10:00:00"

    # The moderator sees exactly that, and approves.
    page = person(**options)
    hands = use(page)
    sign_in(hands, page, moderator.email, PASSWORD)
    hands.press(page.get_by_role("link", name="Review Lunch club"))
    expect(page.locator("#content")).to_contain_text("10:00 to 12:00")
    expect(page.locator("#content")).to_contain_text("09:30 to 12:00")
    hands.press(page.get_by_role("button", name="Approve: make this public"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Lunch club")

    [schedule] = page.request.get(public).json()["schedules"]
    assert (schedule["opens_at"], schedule["closes_at"]) == ("09:30:00", "12:00:00")


def test_the_link_of_a_reminder_confirms_only_when_the_button_is_pressed(person):
    service, _, link = asked_service(name="Lunch club")
    page = person()
    public = f"/api/v3/services/{service.pk}"
    before = page.request.get(public).json()["assured_date"]

    # A mail scanner opens whatever is in a letter.
    for _ in range(2):
        assert page.request.head(link).ok
        assert page.request.get(link).ok
    assert page.request.get(public).json()["assured_date"] == before

    page.goto(link)
    page.get_by_role("button", name="All correct").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert page.request.get(public).json()["assured_date"] > before
    assert PublicService.objects.get().assured_date > months_ago(1)
