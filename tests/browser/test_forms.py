"""The forms in a browser: what was typed is offered back, to whoever typed it alone."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Page, expect

from directory.models import Service
from tests.browser.hands import Pointing
from tests.browser.hands import sign_in as through_the_log_in
from tests.factories import make_editor, make_service
from tests.halves import ONCE

pytestmark = [pytest.mark.django_db(transaction=True), ONCE]

PASSWORD = "otters-hold-hands-asleep"


def sign_in(page: Page, name: str) -> Any:
    user, _ = get_user_model().objects.get_or_create(
        username=name, defaults={"is_staff": True, "is_superuser": True}
    )
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": page.url_of("/")}]  # type: ignore[attr-defined]
    )
    return user


@pytest.fixture
def form(page: Page, live_server) -> Page:
    page.url_of = lambda path: live_server.url + path  # type: ignore[attr-defined]
    sign_in(page, "ann")
    return page


def test_what_was_typed_is_offered_back_until_it_is_saved(form: Page):
    service = make_service(name="Lunch club")
    address = f"/admin/directory/service/{service.pk}/change/"
    offer = form.locator("#draft")
    form.goto(address)
    expect(offer).to_be_hidden()
    form.locator("#when > details > summary").click()
    form.select_option("[name=times-0-how_often]", "weekly")
    form.check("[name=times-0-days][value='1']")
    form.fill("[name=times-0-starts]", "10:00")
    # The sentence follows what is typed, and one more time keeps it.
    expect(form.locator("#when-said")).to_contain_text("Every Tuesday, from 10:00.")
    form.locator("#when button[name=_more][value=times]").click()
    expect(form.locator("[name=times-1-how_often]")).to_be_focused()
    expect(form.locator("[name=times-0-starts]")).to_have_value("10:00")
    form.wait_for_timeout(600)

    # The connection is lost, or the session is over: the page is opened again later.
    form.goto("about:blank")
    sign_in(form, "bea")
    form.goto(address)
    expect(offer).to_be_hidden()  # Somebody else is not offered it, and it is gone for good.
    sign_in(form, "ann")
    form.goto(address)
    expect(offer).to_be_hidden()

    form.locator("#offer > details > summary").click()
    form.fill("[name=description]", "A hot meal and company.")
    form.wait_for_timeout(600)
    form.goto("about:blank")
    form.goto(address)
    expect(offer).to_be_visible()
    form.get_by_role("button", name="Bring it back").click()
    expect(form.locator("[name=description]")).to_have_value("A hot meal and company.")
    assert Service.objects.get().description != "A hot meal and company."
    form.get_by_role("button", name="Save and come back later").click()
    expect(form).to_have_url(re.compile("/admin/$"))
    assert Service.objects.get().description == "A hot meal and company."
    form.goto(address)
    expect(offer).to_be_hidden()


def test_a_lost_connection_and_an_expired_session_lose_nothing(page: Page):
    """Whoever presses “Save” just then is offered what they typed, and can save it."""
    service = make_service(name="Lunch club")
    editor = make_editor(service.organization, password=PASSWORD)
    through_the_log_in(Pointing(page), page, editor.email, PASSWORD)
    address = f"/admin/directory/service/{service.pk}/change/"
    text = page.locator("[name=description]")
    save = page.get_by_role("button", name="Save and come back later")
    bring_back = page.get_by_role("button", name="Bring it back")
    page.goto(address)
    page.locator("#offer > details > summary").click()
    text.fill("A hot meal and company.")

    page.context.set_offline(True)
    save.click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(address)
    bring_back.click()
    expect(text).to_have_value("A hot meal and company.")

    Session.objects.all().delete()
    save.click()
    page.get_by_label("E-mail address").fill(editor.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile(f"{address}$"))
    assert Service.objects.get().description != "A hot meal and company."
    bring_back.click()
    expect(text).to_have_value("A hot meal and company.")
    save.click()
    expect(page).to_have_url(re.compile("/admin/$"))
    assert Service.objects.get().description == "A hot meal and company."


@pytest.mark.parametrize("where", ["the top of the page", "the page that asks"])
def test_signing_out_removes_what_was_typed(form: Page, where: str):
    service = make_service()
    address = f"/admin/directory/service/{service.pk}/change/"
    form.goto(address)
    form.locator("#offer > details > summary").click()
    form.fill("[name=description]", "Not for the next person.")
    form.wait_for_timeout(600)
    kept = "Object.keys(localStorage).filter((name) => name.startsWith('directory-draft'))"
    assert len(form.evaluate(kept)) == 1

    if where == "the page that asks":
        form.goto("/accounts/logout/")
        form.locator("#content form button").click()
    else:
        form.get_by_role("button", name="Sign out").click()
    form.wait_for_load_state()

    assert form.evaluate(kept) == []


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_nothing_runs_over_the_side(form: Page, width: int):
    service = make_service()
    form.set_viewport_size({"width": width, "height": 800})
    form.goto(f"/admin/directory/service/{service.pk}/change/")
    form.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert form.evaluate("document.documentElement.scrollWidth") <= width
