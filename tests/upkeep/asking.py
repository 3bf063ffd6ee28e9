"""What several tests of reminders and reports do."""

import re
from datetime import date, timedelta
from io import StringIO
from typing import Any

from django.core import mail
from django.core.management import call_command
from django.utils.timezone import localdate

from directory.publication.freshness import months_after
from tests.factories import make_editor, make_organization, make_service


def months_ago(months: int, days: int = 0) -> date:
    """A day on which a service was confirmed so many months, and days, ago."""
    return months_after(localdate(), -months) - timedelta(days=days)


def run(command: str, *arguments: str, **options: Any) -> tuple[str, str, int]:
    """What a command writes, what it complains of, and its exit status."""
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command(command, *arguments, stdout=out, stderr=err, **options)
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue(), err.getvalue(), status


def remind() -> list[mail.EmailMessage]:
    """Run the timer's command, and give the letters it sent."""
    before = len(mail.outbox)
    _, complaints, status = run("remind_editors")
    assert (complaints, status) == ("", 0)
    return mail.outbox[before:]


def links_in(letter: mail.EmailMessage) -> list[str]:
    """The paths of the links to confirm by, in the order of the letter."""
    return re.findall(r"https?://[^/\s]+(/confirm/\S+/\S+)", str(letter.body))


def asked_service(**fields: Any):
    """A service whose editor has just had a letter: the service, the editor, the link's path."""
    organization = make_organization()
    editor = make_editor(organization)
    fields = {"assured_date": months_ago(7)} | fields
    service = make_service(organization=organization, **fields)
    [letter] = remind()
    [link] = links_in(letter)
    return service, editor, link
