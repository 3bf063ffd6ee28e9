"""The page that tells where a record stands, and its buttons; and the preview beside it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from directory.admin.previewing import draft_document, live_document
from directory.models import Schedule, Service
from directory.publication.publish import publish
from directory.review.models import Submission, TrustedOrganization
from directory.review.submitting import submit
from tests.admin.reviewing import opened, page, save, signed_in, text
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
)

pytestmark = pytest.mark.django_db

ACTIONS = (
    *("send", "close", "close_until", "reopen", "bring_back", "assure", "trust", "distrust"),
    *("approve", "", "delete"),
)


@pytest.fixture
def service():
    return make_service(name="Before")


@pytest.fixture
def client(service):
    return signed_in(make_editor(service.organization))


def public(service) -> dict:
    return Client().get(f"/api/v3/services/{service.pk}").json()


def press(client, record, action: str, **fields):
    return client.post(page(record, "public"), {"action": action, **fields}, follow=True)


def test_an_editor_sends_and_is_told_what_happens_next(client, service):
    Service.objects.filter(pk=service.pk).update(name="After")

    shown = text(press(client, service, "send", note="Please look."))

    assert "A moderator will look at it" in shown
    assert Submission.objects.get().note == "Please look."
    assert public(service)["name"] == "Before"


def test_the_forms_own_button_saves_and_sends(client, service):
    form = opened(client, service)

    answer = client.post(page(service, "change"), form | {"name": ["After"], "_submit": ["1"]})

    assert answer["Location"] == page(service, "public")
    assert Submission.objects.get().name == "After"


def test_the_button_says_what_it_does(client, service):
    Service.objects.filter(pk=service.pk).update(name="After")

    assert "Send it for review" in text(client.get(page(service, "public")))
    moderator = signed_in(make_moderator())
    assert "Publish it now" in text(moderator.get(page(service, "public")))


def test_what_goes_along_is_shown_before_it_is_sent(client, service):
    place = make_location(published=False, name="New hall", organization=service.organization)
    service.service_at_locations.create(location=place)

    shown = text(client.get(page(service, "public")))

    assert "It takes along: New hall (place)" in shown
    assert "1 Otter Row" in shown


def test_a_new_service_of_a_new_organisation_can_be_sent_at_once():
    organization = make_organization(published=False)
    service = make_service(published=False, organization=organization)
    editor = signed_in(make_editor(organization))

    assert "not published yet" not in text(editor.get(page(service, "public")))
    press(editor, service, "send")

    assert Submission.objects.waiting().count() == 2


def test_what_is_missing_is_said_and_nothing_is_sent(client, service):
    Service.objects.filter(pk=service.pk).update(description="")

    assert "It needs a description" in text(press(client, service, "send"))
    assert not Submission.objects.exists()


def test_closing_for_a_while_and_opening_again(client, service):
    until = timezone.localdate() + timedelta(days=7)

    press(client, service, "close_until", until=until.isoformat())
    assert public(service)["status"] == "temporarily closed"

    press(client, service, "reopen")
    assert public(service)["status"] == "active"


@pytest.mark.parametrize("until", ["tomorrow", "2020-01-01", "9999-99-99", "\0", "1" * 10_000])
def test_a_date_that_is_none_changes_nothing(client, service, until):
    assert press(client, service, "close_until", until=until).status_code == 200
    assert public(service)["status"] == "active"


def test_closing_for_good_and_bringing_back(client, service):
    press(client, service, "close", note="Nobody comes.")
    assert public(service)["status"] == 404

    press(client, service, "bring_back")
    assert public(service)["name"] == "Before"


def test_a_glance_confirms_that_all_is_correct(client, service):
    press(client, service, "assure")

    assert public(service)["assured_date"] == timezone.localdate().isoformat()


def test_the_preview_asks_whether_all_is_correct_while_nothing_waits_to_be_sent(client, service):
    shown = text(client.get(page(service, "preview")))

    assert "Yes, all correct" in shown
    assert "Go on to send it" not in shown


def test_the_preview_of_changes_leads_on_to_sending_them(client, service):
    Service.objects.filter(pk=service.pk).update(name="After")

    shown = text(client.get(page(service, "preview")))

    assert "Yes, all correct" not in shown
    assert f'href="{page(service, "public")}">Go on to send it' in shown


def test_the_preview_of_what_was_sent_asks_nothing(client, service):
    Service.objects.filter(pk=service.pk).update(name="After")
    press(client, service, "send")

    shown = text(client.get(page(service, "preview")))

    assert "Yes, all correct" not in shown
    assert "Go on to send it" not in shown


def test_editors_do_not_trust_themselves(client, service):
    press(client, service.organization, "trust")

    assert not TrustedOrganization.objects.exists()


def test_a_moderator_trusts_and_stops(service):
    moderator = signed_in(make_moderator())

    press(moderator, service.organization, "trust")
    assert TrustedOrganization.objects.get().organization == service.organization

    press(moderator, service.organization, "distrust")
    assert not TrustedOrganization.objects.exists()


@pytest.mark.parametrize("action", ACTIONS)
def test_no_button_of_another_organisations_record_works(service, action):
    Service.objects.filter(pk=service.pk).update(name="After")
    other = signed_in(make_editor(make_organization()))

    for record in (service, service.organization):
        assert other.post(page(record, "public"), {"action": action}).status_code == 404

    assert public(service)["name"] == "Before"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "extra", [{"state": "approved"}, {"by": "1", "organization": "x"}, {"decided_by": "1"}]
)
def test_nothing_else_can_be_sent_along(client, service, extra):
    Service.objects.filter(pk=service.pk).update(name="After")

    press(client, service, "send", **extra)

    submission = Submission.objects.get()
    assert submission.waits
    assert submission.decided_by is None
    assert submission.organization_id == service.organization_id


def test_a_button_needs_the_pages_own_token(service):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_editor(service.organization))

    assert strict.post(page(service, "public"), {"action": "close"}).status_code == 403
    assert public(service)["name"] == "Before"


def test_opening_the_page_does_nothing(client, service):
    for action in ACTIONS:
        client.get(page(service, "public"), {"action": action})

    assert public(service)["name"] == "Before"


def test_an_editor_s_list_sends_and_does_not_publish(client, service):
    Service.objects.filter(pk=service.pk).update(name="After")
    chosen = {"action": "publish_selected", "_selected_action": [str(service.pk)]}

    shown = text(client.post("/admin/directory/service/", chosen, follow=True))

    assert "1 record was sent for review" in shown
    assert public(service)["name"] == "Before"


def test_a_secret_is_hidden_as_soon_as_it_is_saved():
    place = make_location(name="Heron Hall", organization=make_organization())
    editor = signed_in(make_editor(place.organization))

    answer = save(editor, place, opened(editor, place), hide_address="on")

    assert answer.status_code == 302
    shown = Client().get(f"/api/v3/locations/{place.pk}").json()
    assert shown["addresses"][0]["address_1"] == "Address withheld"


# --- Preview -------------------------------------------------------------------------------------


def test_the_preview_shows_what_will_be_beside_what_is(client, service):
    Service.objects.filter(pk=service.pk).update(description="Tea and cake.")

    answer = client.get(page(service, "preview"))

    new = {block.question: block for block in answer.context["new"].blocks}
    now = {block.question: block for block in answer.context["now"].blocks}
    assert new["What happens there?"].lines == ["Tea and cake."]
    assert new["What happens there?"].is_changed
    assert not new["Which organisation runs it?"].is_changed
    assert now["What happens there?"].lines == ["A hot meal."]


def test_what_would_stay_as_it_is_is_shown_once(client, service):
    shown = text(client.get(page(service, "preview")))

    assert "As the public sees it now" in shown
    assert "As the public will see it" not in shown
    assert shown.count("A hot meal.") == 1


def test_what_will_not_be_said_any_more_is_marked_too(client, service):
    Service.objects.filter(pk=service.pk).update(wait_time="A week", fees_description="Free")
    publish(Service.objects.get(pk=service.pk))
    Service.objects.filter(pk=service.pk).update(wait_time="", fees_description="")

    answer = client.get(page(service, "preview"))

    gone = [block.question for block in answer.context["new"].blocks if block.is_changed]
    assert gone == ["What does it cost?", "Do people have to wait?"]
    assert text(answer).count("Nothing any more.") == 2


def test_it_shows_hours_and_the_next_dates(client, service):
    Schedule.objects.create(
        service=service, freq="WEEKLY", byday="TU", opens_at="10:00", closes_at="12:00"
    )

    blocks = client.get(page(service, "preview")).context["new"].blocks

    lines = {block.question: block.lines for block in blocks}
    assert lines["When does it run?"] == ["Every Tuesday, 10:00 to 12:00"]
    assert len(lines["Which dates are next?"]) == 5
    assert all(line.startswith("Tuesday") for line in lines["Which dates are next?"])


def test_a_draft_place_of_ones_own_is_in_it(client, service):
    place = make_location(published=False, name="New hall", organization=service.organization)
    service.service_at_locations.create(location=place)

    assert "New hall" in text(client.get(page(service, "preview")))


def test_a_draft_of_others_is_not(client, service):
    place = make_location(published=False, name="Refuge", organization=make_organization())
    service.service_at_locations.create(location=place)

    for name in ("preview", "public", "history"):
        assert "Refuge" not in text(client.get(page(service, name))), name


def test_a_secret_address_is_not_shown_as_public(service):
    place = make_location(
        published=False, hide_address=True, name="Refuge", organization=service.organization
    )
    service.service_at_locations.create(location=place)
    moderator = signed_in(make_moderator())

    for record in (service, place):
        shown = text(moderator.get(page(record, "preview")))
        assert "Address withheld" in shown
        assert "Otter Row" not in shown


def test_a_preview_is_what_is_published(client, service):
    """The document that is previewed, but for its date, is the one that is published."""
    place = make_location(organization=service.organization)
    service.service_at_locations.create(location=place)
    Service.objects.filter(pk=service.pk).update(name="After", minimum_age=18)
    draft = draft_document("service", service.pk)

    submit(Service.objects.get(pk=service.pk), by=make_moderator())

    live = live_document("service", service.pk)
    assert {**draft, "last_modified": ""} == {**live, "last_modified": ""}
