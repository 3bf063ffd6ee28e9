"""Review: a moderator sees exactly what changed, and approves that or sends it back."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from directory.models import Phone, Schedule, Service
from directory.review.models import State, Submission
from directory.review.submitting import submit
from tests.admin.reviewing import decision, page, signed_in, text, tokens
from tests.factories import (
    make_administrator,
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_person,
    make_service,
)

pytestmark = pytest.mark.django_db

ROLES = {
    "editor": lambda organization: make_editor(organization),
    "another organisation's editor": lambda organization: make_editor(make_organization()),
    "somebody without a role": lambda organization: make_person(),
}
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def waiting():
    """A service whose new name waits for review."""
    service = make_service(name="Before")
    editor = make_editor(service.organization, email="sam@example.org")
    service.name = "After"
    service.save()
    return submit(service, by=editor, note="We have a new name.")


@pytest.fixture
def moderator():
    return signed_in(make_moderator())


def name_of(client, submission) -> str:
    return client.get(f"/api/v3/services/{submission.record_id}").json()["name"]


def approve(client, submission, seen=None):
    seen = tokens(client.get(decision(submission))) if seen is None else seen
    return client.post(decision(submission), {"action": "approve", **seen}, follow=True)


def test_the_queue_tells_what_waits_and_who_sent_it(moderator, waiting):
    shown = text(moderator.get(reverse("admin:review_queue")))

    assert "After" in shown
    assert "sam@example.org" in shown
    assert "We have a new name." in shown


def test_a_moderator_sees_what_would_change(moderator, waiting):
    shown = text(moderator.get(decision(waiting)))

    assert "What is it called?" in shown
    assert "<del>Before</del>" in shown
    assert "<ins>After</ins>" in shown


def test_hours_are_told_in_sentences(moderator):
    service = make_service()
    schedule = Schedule.objects.create(
        service=service, freq="WEEKLY", byday="TU", opens_at="10:00", closes_at="12:00"
    )
    waiting = submit(service, by=make_editor(service.organization))
    assert "Every Tuesday, 10:00 to 12:00" in text(moderator.get(decision(waiting)))
    approve(moderator, waiting)
    Schedule.objects.filter(pk=schedule.pk).update(byday="WE")

    waiting = submit(service, by=make_editor(service.organization))

    line = moderator.get(decision(waiting)).context["parts"][0].groups[0].lines[0]
    assert "".join(piece for piece, _ in line.before) == "Every Tuesday, 10:00 to 12:00"
    assert "".join(piece for piece, _ in line.after) == "Every Wednesday, 10:00 to 12:00"


@pytest.mark.parametrize("make", [make_moderator, make_administrator])
def test_what_was_seen_is_published(client, waiting, make):
    approve(signed_in(make()), waiting)

    waiting.refresh_from_db()
    assert waiting.state == State.APPROVED
    assert name_of(client, waiting) == "After"


def test_what_was_changed_meanwhile_is_not_published_but_told(client, moderator, waiting):
    seen = tokens(moderator.get(decision(waiting)))
    Service.objects.filter(pk=waiting.record_id).update(name="Something else")

    answer = approve(moderator, waiting, seen)

    assert answer.status_code == 409
    assert "Nothing was approved" in text(answer)
    line = answer.context["changed_groups"][0].lines[0]
    assert "".join(piece for piece, _ in line.after) == "Something else"
    assert name_of(client, waiting) == "Before"
    approve(moderator, waiting, tokens(answer))
    assert name_of(client, waiting) == "Something else"


def test_what_was_changed_and_changed_back_is_what_was_seen(client, moderator, waiting):
    seen = tokens(moderator.get(decision(waiting)))
    service = Service.objects.get(pk=waiting.record_id)
    for name in ("Something else", "After"):
        service.name = name
        service.save()
        moderator.get(decision(waiting))

    approve(moderator, waiting, seen)

    assert name_of(client, waiting) == "After"


@pytest.mark.parametrize("seen", [{}, {"seen-1": "x"}, "forged", "of another"])
def test_a_forged_token_approves_nothing(client, moderator, waiting, seen):
    field = f"seen-{waiting.pk}"
    other = submit(make_service(published=False), by=make_moderator())
    seen = (
        {
            "forged": {field: "999999999-0"},
            "of another": {field: f"{other.version_id}-{other.version.digest}"},
        }.get(seen, seen)
        if isinstance(seen, str)
        else seen
    )

    assert approve(moderator, waiting, seen).status_code == 409
    assert name_of(client, waiting) == "Before"


def test_approving_twice_says_that_it_was_decided(moderator, waiting):
    seen = tokens(moderator.get(decision(waiting)))
    approve(moderator, waiting, seen)

    assert "does not wait for review any more" in text(approve(moderator, waiting, seen))
    assert Submission.objects.count() == 1


def test_sending_back_tells_its_editors_why_by_email_and_at_home(moderator, waiting):
    colleague = make_editor(email="kim@example.org")
    colleague.memberships.create(organization_id=waiting.organization_id)

    moderator.post(decision(waiting), {"action": "send_back", "reason": "Which day is it?"})

    waiting.refresh_from_db()
    assert waiting.state == State.SENT_BACK
    assert {to for letter in mail.outbox for to in letter.to} == {
        "sam@example.org",
        "kim@example.org",
    }
    assert "Which day is it?" in mail.outbox[0].body
    home = text(signed_in(waiting.by).get(reverse("admin:index")))
    assert "Sent back to you" in home
    assert "Which day is it?" in home


@pytest.mark.parametrize("reason", ["", "   ", "\0"])
def test_sending_back_needs_a_reason(moderator, waiting, reason):
    shown = moderator.post(decision(waiting), {"action": "send_back", "reason": reason})

    assert "Please say why" in text(shown)
    waiting.refresh_from_db()
    assert waiting.waits
    assert mail.outbox == []


def test_who_left_the_organisation_gets_no_letter_about_it(moderator, waiting):
    waiting.by.memberships.all().delete()

    moderator.post(decision(waiting), {"action": "send_back", "reason": "Why?"})

    assert mail.outbox == []


def test_what_was_sent_back_can_be_sent_again(moderator, waiting):
    moderator.post(decision(waiting), {"action": "send_back", "reason": "Why?"})
    service = Service.objects.get(pk=waiting.record_id)

    again = submit(service, by=waiting.by)

    assert again != waiting
    assert again.waits


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_queue_and_its_pages_are_for_moderators_alone(client, waiting, role, method):
    service = Service.objects.get(pk=waiting.record_id)
    person = signed_in(ROLES[role](service.organization))
    forms = [{}, {"action": "approve"}, {"action": "send_back", "reason": "No"}]

    for form in forms:
        assert getattr(person, method)(decision(waiting), form).status_code in (302, 404)
        assert getattr(person, method)(reverse("admin:review_queue"), form).status_code in (
            302,
            404,
        )

    waiting.refresh_from_db()
    assert waiting.waits
    assert name_of(client, waiting) == "Before"


def test_a_stranger_is_asked_to_sign_in(client, waiting):
    assert client.get(decision(waiting)).status_code == 302


def test_approving_asks_for_the_forms_own_token(waiting):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_moderator())

    assert strict.post(decision(waiting), {"action": "approve"}).status_code == 403


@pytest.mark.parametrize("number", [0, 999_999, 2**63, 10**30])
def test_a_submission_that_is_not_there_answers_404(moderator, number):
    assert moderator.get(f"/admin/review/{number}/").status_code == 404


def test_a_new_service_is_approved_with_its_organisation_and_its_place(client, moderator):
    organization = make_organization(published=False)
    place = make_location(published=False, organization=organization)
    service = make_service(published=False, organization=organization, at=place)
    waiting = submit(service, by=make_editor(organization))

    approve(moderator, waiting)

    shown = client.get(f"/api/v3/services/{service.pk}").json()
    assert shown["organization"]["name"] == organization.name
    assert shown["service_at_locations"][0]["location"]["name"] == place.name
    assert not Submission.objects.waiting().exists()


def test_what_is_no_longer_ready_is_not_approved(moderator, waiting):
    Service.objects.filter(pk=waiting.record_id).update(description="")

    shown = text(approve(moderator, waiting))

    assert "It needs a description" in shown
    waiting.refresh_from_db()
    assert waiting.waits


def test_what_was_deleted_can_be_taken_out_of_the_queue(moderator, waiting):
    Service.objects.filter(pk=waiting.record_id).delete()

    assert "was deleted" in text(moderator.get(decision(waiting)))
    moderator.post(decision(waiting), {"action": "approve"})
    moderator.post(decision(waiting), {"action": "send_back", "reason": "It is gone."})

    waiting.refresh_from_db()
    assert waiting.state == State.SENT_BACK


def test_a_moderator_who_edits_it_first_publishes_and_settles_it(client, moderator, waiting):
    service = Service.objects.get(pk=waiting.record_id)
    Service.objects.filter(pk=service.pk).update(name="Mended")

    moderator.post(page(service, "public"), {"action": "send"})

    waiting.refresh_from_db()
    assert waiting.state == State.APPROVED
    assert name_of(client, waiting) == "Mended"


def test_stored_script_stays_text_everywhere(moderator):
    service = make_service(name=SCRIPT, description=SCRIPT, published=False)
    Phone.objects.create(service=service, number="1", description=SCRIPT)
    editor = make_editor(service.organization, first_name=SCRIPT, email="sam@example.org")
    waiting = submit(service, by=editor, note=SCRIPT)
    approve(moderator, waiting)
    service.description = f"{SCRIPT} {SCRIPT}"
    service.save()
    waiting = submit(service, by=editor, note=SCRIPT)
    pages = [decision(waiting), reverse("admin:review_queue"), reverse("admin:index")]
    pages += [page(service, name) for name in ("preview", "public", "history")]
    moderator.post(decision(waiting), {"action": "send_back", "reason": SCRIPT})
    pages += [decision(waiting)]

    for person in (moderator, signed_in(editor)):
        for address in pages:
            assert SCRIPT not in person.get(address).content.decode(), address
    assert [letter.content_subtype for letter in mail.outbox] == ["plain"]
    assert "\n" not in mail.outbox[0].subject


def test_what_cannot_be_seen_is_written_out(moderator, waiting):
    Service.objects.filter(pk=waiting.record_id).update(name="Af\u202eter\u200b")

    shown = text(moderator.get(decision(waiting)))

    assert "[U+202E]" in shown
    assert "[U+200B]" in shown
