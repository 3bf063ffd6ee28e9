"""No page keeps anybody out: axe-core finds nothing grave, and nothing runs over the side.

Pages one comes to in several steps have tests/browser/test_accessibility_of_steps.py.
"""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from directory.review.submitting import submit
from directory.upkeep.models import Problem
from tests.admin.examples import example
from tests.browser.looking import enter, look_at, wrong_with
from tests.factories import make_editor, make_moderator, make_organization
from tests.halves import ONCE
from tests.upkeep.asking import links_in, remind

pytestmark = [pytest.mark.django_db(transaction=True), ONCE]


def admin_page(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


def test_pages_for_everybody(page, lunch_club):
    make_editor(lunch_club.organization)
    [letter] = remind()
    [confirm] = links_in(letter)

    found = look_at(
        page,
        "/",
        "/accounts/login/",
        "/accounts/login/code/",
        "/accounts/password/reset/",
        confirm.rpartition("/")[0],
        confirm,
        f"/report/services/{lunch_club.pk}",
        "/no-such-page",
    )

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

    found = look_at(
        page,
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
    )

    assert not found, "\n".join(found)


def test_pages_of_a_moderator(page, live_server, lunch_club):
    lunch_club.description = "A hot meal, and company."
    lunch_club.save()
    submission = submit(lunch_club, by=make_editor(lunch_club.organization))
    twin = make_organization(name=lunch_club.organization.name)
    problem = example(Problem, lunch_club.organization)
    enter(page, live_server, make_moderator())

    found = look_at(
        page,
        admin_page("index"),
        admin_page("review_queue"),
        admin_page("review_decision", submission.pk),
        admin_page("review_deleted"),
        admin_page("directory_service_history", lunch_club.pk),
        admin_page("upkeep_problem_change", problem.pk),
        admin_page("duplicates"),
        admin_page("merge_with", "organization", twin.pk),
        admin_page("merge", "organization", twin.pk, lunch_club.organization.pk),
    )

    page.goto(admin_page("directory_service_public", lunch_club.pk))
    found += wrong_with(page)

    assert not found, "\n".join(found)
