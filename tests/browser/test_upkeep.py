"""A reminder's link and the report page in a real browser: by phone and keyboard, no scripts."""

import pytest
from playwright.sync_api import Browser, Page

from directory.publication.models import PublicService
from directory.upkeep.models import Problem
from tests.factories import make_location, make_service
from tests.upkeep.asking import asked_service, months_ago

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(browser: Browser, live_server):
    """A narrow page that runs no script."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 375, "height": 700},
        java_script_enabled=False,
        locale="en-GB",
    )
    yield context.new_page()
    context.close()


def fits(page: Page) -> bool:
    """Whether nothing is wider than the screen."""
    box = page.locator("html").bounding_box()
    main = page.locator("main").bounding_box()
    return bool(box and main) and main["x"] + main["width"] <= box["width"] <= 375


def test_the_link_of_a_reminder_confirms_a_service(phone):
    _, _, link = asked_service(name="Lunch club", at=make_location(name="Heron Hall"))

    phone.goto(link)
    assert phone.get_by_role("heading", level=1).inner_text() == "Lunch club"
    assert phone.get_by_text("Heron Hall").is_visible()
    assert fits(phone)
    assert PublicService.objects.get().assured_date == months_ago(7)
    phone.get_by_role("button", name="All correct").click()

    assert phone.get_by_role("heading", level=1).inner_text() == "Thank you"
    assert PublicService.objects.get().assured_date > months_ago(1)
    assert phone.context.cookies() == []


def test_a_closed_service_is_taken_out_only_when_it_was_asked_for_twice(phone):
    _, _, link = asked_service()

    phone.goto(link)
    phone.get_by_role("button", name="We have closed").click()
    phone.get_by_role("button", name="Yes, do so").click()
    assert phone.get_by_role("alert").is_visible()
    assert PublicService.objects.exists()
    phone.get_by_label("Yes, for good").check()
    phone.get_by_role("button", name="Yes, do so").click()

    assert not PublicService.objects.exists()


def test_a_problem_is_reported_by_keyboard_alone(phone):
    service = make_service(name="Lunch club")

    phone.goto(f"/report/services/{service.pk}")
    assert fits(phone)
    phone.keyboard.press("Tab")
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Space")
    phone.keyboard.press("Tab")
    phone.keyboard.type("Ring Jo instead.")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Tab")  # Past the e-mail address; the trap for programs is passed over.
    phone.wait_for_timeout(2100)  # Nobody reads it faster.
    phone.keyboard.press("Enter")

    phone.get_by_role("heading", name="Thank you").wait_for()
    problem = Problem.objects.get()
    assert (problem.topic, problem.message) == ("wrong_contact", "Ring Jo instead.")
