"""Whatever people write, it stays text in every letter we send: no script, no header, no line."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test.signals import template_rendered

from directory.models import Service
from directory.people.invitations import invite
from directory.people.models import Post
from directory.review.deciding import send_back
from directory.review.submitting import submit
from directory.upkeep.reporting import keep_report
from tests.conftest import REPOSITORY
from tests.factories import make_editor, make_moderator, make_organization, make_service

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script> <a href='javascript:alert(2)'>"
INJECTED = "Bcc: all@example.net"
HOSTILE = f"{SCRIPT}\r\n{INJECTED}\r\nContent-Type: text/html\r\n\r\n<img src=x onerror=alert(3)>"
PASSWORD = "otters-hold-hands-asleep"


@pytest.fixture
def service() -> Service:
    """Everything one may write about it is hostile."""
    ours = make_organization(name=HOSTILE, description=HOSTILE)
    return make_service(name=HOSTILE, description=HOSTILE, organization=ours)


@pytest.fixture
def editor(service) -> User:
    words = {"first_name": HOSTILE[:150], "last_name": HOSTILE[:150]}
    return make_editor(service.organization, email="ana@example.org", password=PASSWORD, **words)


def still_right(client: Any, service: Service, editor: User) -> None:
    call_command("remind_editors", verbosity=0)


def problems(client: Any, service: Service, editor: User) -> None:
    keep_report(
        "service", service.pk, service.name, topic="closed", message=HOSTILE, channel="page"
    )
    call_command("tell_problems", verbosity=0)


def sent_back(client: Any, service: Service, editor: User) -> None:
    Service.objects.update(description=f"Changed. {HOSTILE}")
    service.refresh_from_db()
    submission = submit(service, by=editor)
    send_back(submission, by=make_moderator(), reason=HOSTILE)


def invitation(client: Any, service: Service, editor: User) -> None:
    invite("ben@example.org", Post.MANAGER, by=editor, organization=service.organization)


def login_code(client: Any, service: Service, editor: User) -> None:
    client.post("/accounts/login/code/", {"email": editor.email})


def password_reset_key(client: Any, service: Service, editor: User) -> None:
    client.post("/accounts/password/reset/", {"email": editor.email})


def unknown_account(client: Any, service: Service, editor: User) -> None:
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})


def sign_in(client: Any, editor: User) -> None:
    """With the password asked for twice, as for a change of one's account."""
    client.post("/accounts/login/", {"login": editor.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def email_confirmation(client: Any, service: Service, editor: User) -> None:
    sign_in(client, editor)
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})


def notice(client: Any, service: Service, editor: User) -> None:
    client.force_login(editor)
    new = "quite-another-password"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/accounts/password/change/", typed)


LETTERS: dict[str, Callable[[Any, Service, User], None]] = {
    "upkeep/email/still_right.txt": still_right,
    "upkeep/email/problems.txt": problems,
    "review/email/sent_back.txt": sent_back,
    "people/letters/invitation.txt": invitation,
    "people/letters/login_code.txt": login_code,
    "people/letters/password_reset_key.txt": password_reset_key,
    "people/letters/unknown_account.txt": unknown_account,
    "people/letters/email_confirmation.txt": email_confirmation,
    "people/letters/notice.txt": notice,
}


def test_every_letter_is_tried():
    folders = (*REPOSITORY.glob("directory/*/templates/*/email"),)
    folders += (*REPOSITORY.glob("directory/*/templates/*/letters"),)
    letters = {letter for folder in folders for letter in folder.iterdir()}

    assert {str(Path(*one.parts[-3:])) for one in letters} == set(LETTERS)


@pytest.mark.parametrize("template", LETTERS)
def test_stored_script_stays_text(
    template, client, service, editor, settings, django_capture_on_commit_callbacks
):
    rendered = []
    listen = lambda template, **_: rendered.append(template.name)  # noqa: E731
    template_rendered.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        LETTERS[template](client, service, editor)
    template_rendered.disconnect(listen)
    assert template in rendered
    assert mail.outbox

    for sent in mail.outbox:
        letter = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        # Text and nothing else, so that no mail program runs or hides any of it.
        assert letter.get_content_type() == "text/plain"
        assert not letter.is_multipart()
        # One subject, one recipient.
        assert letter.get_all("To") == [sent.to[0]]
        assert sent.recipients() == sent.to
        assert not {"Cc", "Bcc", "Reply-To"} & {*letter}
        assert [*letter].count("Content-Type") == 1
        # No name begins a line of its own, as if it were ours.
        said = letter.get_content()
        reason = HOSTILE if template == "review/email/sent_back.txt" else ""
        ours = said.replace("\r\n", "\n").replace(reason.replace("\r\n", "\n"), "")
        assert not [line for line in ours.splitlines() if line.strip().startswith(INJECTED)]
        # Its links lead here.
        assert all(link.startswith(settings.SITE_URL) for link in re.findall(r"\w+://\S*", said))
