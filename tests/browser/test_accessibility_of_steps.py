"""No step of a longer way keeps anybody out: forms with errors showing, and pages behind them."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from directory.admin.addresses import page_address
from directory.models import Attribute, Program, Service, TaxonomyTerm
from directory.people.invitations import invite
from directory.people.models import Account, Post
from directory.publication.models import Kind
from directory.upkeep.models import Problem
from tests.admin.examples import address, example
from tests.browser.looking import OPEN_ALL, enter, look_at, wrong_with
from tests.factories import make_administrator, make_editor, make_moderator, make_organization
from tests.halves import ONCE

pytestmark = [pytest.mark.django_db(transaction=True), ONCE]

PASSWORD = "otters-hold-hands-asleep"


def admin_page(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


def typed(page: Page, values: dict[str, str]) -> None:
    page.evaluate(OPEN_ALL)
    for name, value in values.items():
        box = page.locator(f"[name={name}]")
        if box.evaluate("(one) => one.matches('select')"):
            box.select_option(value)
        else:
            box.fill(value)
    page.get_by_role("button", name="Save and come back later").click()


def test_forms_that_are_not_right_yet(page, live_server, lunch_club):
    """The errors stand by what they are about, and above all."""
    at_place = lunch_club.service_at_locations.get()
    enter(page, live_server, make_moderator())
    found = []
    nobody = {"name": "", "website": "nowhere"}
    nowhere = {"latitude": "999", "times-0-starts": "10:00"}
    never = {"times-0-how_often": "weekly"}
    wrong: dict[str, dict[str, str]] = {
        admin_page("directory_service_change", lunch_club.pk): {
            "name": "",
            "times-0-ends": "",
            "phones-0-number": "",
        },
        admin_page("directory_service_add"): {"name": "", **never},
        admin_page("directory_organization_change", lunch_club.organization.pk): nobody,
        admin_page("directory_organization_add"): nobody,
        admin_page("directory_location_change", at_place.location.pk): nowhere,
        admin_page("directory_location_add"): nowhere,
        admin_page("directory_serviceatlocation_change", at_place.pk): never,
        admin_page("directory_serviceatlocation_add"): never,
    }

    for there, values in wrong.items():
        page.goto(there)
        typed(page, values)
        expect(page.locator("#form-top")).to_be_visible()
        found += wrong_with(page)

    assert not found, "\n".join(found)


def test_other_forms_that_are_not_right_yet(page, live_server, lunch_club):
    """A report settled without a word, nobody invited, an account of no address, and others."""
    ours = lunch_club.organization
    enter(page, live_server, make_administrator())
    wrong: dict[str, tuple[str, str]] = {
        address(Problem, "change", example(Problem, ours).pk): ("[value=settled]", "Save"),
        admin_page("organization_people", ours.pk): ("[name=email]", "Invite them"),
        address(Account, "change", make_editor(ours).pk): ("[name=email]", "Save"),
        address(Program, "add"): ("[name=name]", "Save"),
        address(TaxonomyTerm, "add"): ("[name=name]", "Save"),
        address(Attribute, "add"): ("[name=value]", "Save"),
    }
    found = []

    for there, (box, button) in wrong.items():
        page.goto(there)
        page.evaluate("for (const one of document.forms) one.noValidate = true")
        asked = page.locator(box)
        if asked.get_attribute("type") == "radio":
            asked.check()
        else:
            asked.fill("")
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator("[role=alert], .errornote").first).to_be_visible()
        found += wrong_with(page)

    assert not found, "\n".join(found)


def test_who_saves_second_and_who_looks_back(page, live_server, lunch_club):
    """Somebody else was quicker; then the history, an earlier version, and what was deleted."""
    editor = make_editor(lunch_club.organization)
    enter(page, live_server, editor)
    form = page_address(Kind.SERVICE, lunch_club.pk, "change")
    page.goto(form)
    typed(page, {"description": "Soup."})
    page.goto(form)
    Service.objects.filter(pk=lunch_club.pk).update(name="Tea club", description="Tea.")
    typed(page, {"description": "Soup and company."})
    expect(page.get_by_role("heading", name="Somebody else changed this")).to_be_visible()
    found = wrong_with(page)

    found += look_at(page, page_address(Kind.SERVICE, lunch_club.pk, "history"))
    page.get_by_role("link", name="Look at this version").last.click()
    expect(page.get_by_role("heading", name="What bringing it back would change")).to_be_visible()
    found += wrong_with(page)

    page.goto(admin_page("directory_service_delete", lunch_club.pk))
    page.locator("#content form [type=submit]").click()
    enter(page, live_server, make_moderator())
    page.goto(admin_page("review_deleted"))
    page.locator("#content").get_by_role("link", name="Tea club").click()
    found += wrong_with(page)

    assert not found, "\n".join(found)


def test_a_spreadsheet_from_its_columns_to_what_was_saved(page, live_server):
    enter(page, live_server, make_editor(make_organization()))
    sheet = "Club,What,Colour\nChoir,Singing for all.,blue\n,Nameless.,\n"
    page.goto(admin_page("spreadsheets"))
    page.set_input_files(
        "[name=file]",
        {"name": "clubs.csv", "mimeType": "text/csv", "buffer": sheet.encode()},
    )
    page.get_by_role("button", name="Look at it").click()
    next_page = page.get_by_role("button", name="Show what would change")
    found = wrong_with(page)

    for column in range(2):
        page.select_option(f"[name=column-{column}]", "description")
    next_page.click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += wrong_with(page)

    page.select_option("[name=column-0]", "name")
    next_page.click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    found += wrong_with(page)

    page.get_by_role("button", name="Save this").click()
    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    found += wrong_with(page)

    assert not found, "\n".join(found)


def test_from_an_invitation_to_one_time_codes(page):
    ours = make_organization()
    invite("ana@example.org", Post.MANAGER, by=make_editor(ours), organization=ours)
    [invitation] = re.findall(r"https?://[^/\s]+(/accounts/\S+)", mail.outbox[-1].body)
    found = look_at(page, invitation)

    def press(button: str) -> None:
        page.get_by_role("button", name=button).click()

    page.fill("[name=name]", "Ana Otter")
    page.fill("[name=password]", "short")
    page.fill("[name=again]", "shorter")
    press("Yes, I will")
    expect(page.get_by_role("alert")).to_be_visible()
    found += wrong_with(page)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    press("Yes, I will")
    expect(page.get_by_role("heading", name="Home")).to_be_visible()

    found += look_at(page, reverse("mfa_activate_totp"))
    page.fill("[name=password]", PASSWORD)
    page.locator("#content form button").click()
    expect(page.get_by_role("heading", name="Set up an app for codes")).to_be_visible()
    found += wrong_with(page)
    page.fill("[name=code]", "000000")
    press("Ask for codes from now on")
    expect(page.get_by_role("alert")).to_be_visible()
    found += wrong_with(page)
    counter = next(totp.yield_hotp_counters_from_time())
    secret = page.locator("code.key").inner_text()
    page.fill("[name=code]", totp.format_hotp_value(totp.hotp_value(secret, counter)))
    press("Ask for codes from now on")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    found += wrong_with(page)

    found += look_at(page, invitation, reverse("mfa_index"), reverse("mfa_deactivate_totp"))

    assert not found, "\n".join(found)
