"""Reminding: one letter a person that asks whether their entries are still right.

A letter is claimed, and that is committed, before it is sent: whatever stops the work half-way,
nobody gets it twice. What was claimed and never known to be sent is asked again a week later.
"""

import smtplib
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from directory.people.mail import absolute, send
from directory.people.tokens import digest_of, new_token
from directory.publication.models import PublicOrganization
from directory.upkeep.due import Due, ToAsk, in_quiet, to_ask
from directory.upkeep.models import Letter, Question

# A letter names so many; the page behind its link has them all.
MOST_NAMED = 30
# Once so many letters in a row could not be sent, the mail server is down, and the rest can wait.
FAILURES_IN_A_ROW = 5
# The mail server certainly did not take the letter. Of anything else nobody can tell.
NOT_TAKEN = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
)


@dataclass(frozen=True)
class Reminded:
    """What came of one person: how many services they were asked about, and what went wrong."""

    to: str
    services: int
    fault: str = ""


def remind(*, today: date | None = None, simulate: bool = False) -> Iterator[Reminded]:
    """Write to everybody who is due, and tell of each as it is done.

    With `simulate`, nothing is kept or sent. Stops when the mail server seems to be down.
    """
    today = today or timezone.localdate()
    failures = 0
    for one in to_ask(today):
        if simulate:
            yield Reminded(one.person.email, len(one.services))
            continue
        reminded = write_to(one, today)
        if reminded is None:
            continue
        yield reminded
        failures = failures + 1 if reminded.fault else 0
        if failures == FAILURES_IN_A_ROW:
            return


def write_to(one: ToAsk, today: date) -> Reminded | None:
    """Ask one person. None if another run has just done so."""
    token = new_token()
    letter = claim(one, today, token)
    if letter is None:
        return None
    try:
        send(
            one.person.email,
            subject_of(one.services),
            "upkeep/email/still_right.txt",
            words_of(one.services, token, letter.expires_at),
        )
    except NOT_TAKEN as fault:
        letter.delete()  # The next run tries again.
        return Reminded(one.person.email, len(one.services), f"not sent: {fault}")
    except OSError as fault:
        return Reminded(
            one.person.email, len(one.services), f"perhaps not sent, asked again in a week: {fault}"
        )
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    return Reminded(one.person.email, len(one.services))


def claim(one: ToAsk, today: date, token: str) -> Letter | None:
    """Keep that `one` is being asked, before they are. None if another run did so meanwhile."""
    try:
        with transaction.atomic():
            if in_quiet(one.person, today):
                return None
            letter = Letter.objects.create(
                person=one.person,
                day=today,
                token_digest=digest_of(token),
                expires_at=timezone.now() + timedelta(days=settings.REMINDER_LINK_DAYS),
            )
            Question.objects.bulk_create(
                Question(
                    letter=letter,
                    service_id=service.id,
                    assured_date=service.assured_date,
                    months=service.months,
                )
                for service in one.services
            )
    except IntegrityError:
        return None
    return letter


def subject_of(services: list[Due]) -> str:
    if len(services) == 1:
        return f"Is this still right? {services[0].name}"
    return f"Are these still right? {services[0].name} and {len(services) - 1} more"


def words_of(services: list[Due], token: str, expires_at: datetime) -> dict[str, object]:
    """What the letter's template is filled with."""
    rows = PublicOrganization.objects.with_ids(*{one.organization_id for one in services})
    names = dict(rows.values_list("id", "name"))
    return {
        "services": [
            {
                "name": one.name,
                "organization": names.get(one.organization_id, ""),
                "last_confirmed": one.last_confirmed,
                "page": absolute(reverse("confirm", args=[token, one.id])),
            }
            for one in services[:MOST_NAMED]
        ],
        "count": len(services),
        "more": max(0, len(services) - MOST_NAMED),
        "all": absolute(reverse("confirm-all", args=[token])),
        "expires_at": expires_at,
        "days": settings.REMINDER_LINK_DAYS,
        "log_in": absolute(reverse("admin:index")),
    }
