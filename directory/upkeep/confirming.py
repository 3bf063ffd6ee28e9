"""Confirming: what becomes of the answer to a letter's question.

A link is as good as its owner's log-in for one thing alone: to answer, once, about the services of
its letter, while they still look after them. Only a POST answers; a mail scanner that opens links
sees what the public sees.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.utils import timezone

from directory.models import Service
from directory.people.scope import may_change, within_reach
from directory.people.tokens import digest_of, is_token
from directory.publication import reading
from directory.publication.act import lock_log
from directory.publication.models import Kind, PublicKind
from directory.review.closing import close, close_until
from directory.review.versions import lock
from directory.upkeep.assuring import assure
from directory.upkeep.models import Answer, Channel, Letter, Question, Topic
from directory.upkeep.reporting import keep_report

REASON = "Said by the link in a reminder."


class NoSuchLink(Exception):
    """The link is not one of ours, or its owner may no longer answer by it."""


class LinkExpired(Exception):
    """It was one of ours, too long ago."""


class AlreadyAnswered(Exception):
    """The question was answered before; `question` tells how and when."""

    def __init__(self, question: Question) -> None:
        super().__init__(str(question))
        self.question = question


class ChangedMeanwhile(Exception):
    """What the public sees is no longer what was looked at."""


class NotPublic(Exception):
    """The service is not public (any more), so there is nothing to confirm."""


@dataclass(frozen=True)
class Shown:
    """A question with the document it is about. `etag` says which version of it was shown."""

    question: Question
    document: dict[str, Any]
    etag: str


def letter_behind(token: str) -> Letter:
    """The letter whose links hold `token`. Raises NoSuchLink and LinkExpired."""
    if not is_token(token):
        raise NoSuchLink
    letters = Letter.objects.filter(token_digest=digest_of(token)).select_related("person")
    letter = letters.first()
    if letter is None or not letter.person.is_active:
        raise NoSuchLink
    if letter.expires_at <= timezone.now():
        raise LinkExpired
    return letter


def question_of(letter: Letter, id: UUID) -> Question:
    """What `letter` asked about service `id`. Raises NoSuchLink if its reader may not answer."""
    rows = letter.questions.select_related("service__organization")
    question = rows.filter(service_id=id).first()
    if question is None or not may_change(letter.person, question.service):
        raise NoSuchLink
    return question


def unanswered(letter: Letter) -> list[Question]:
    """What `letter` asked that its reader can still answer."""
    services = within_reach(letter.person, Service.objects.all())
    rows = letter.questions.filter(answer="", service__in=services.order_by().values("pk"))
    return list(rows.select_related("service__organization").order_by("assured_date", "pk"))


def shown(question: Question) -> Shown:
    """What is to be looked at. Raises NotPublic."""
    found = reading.read(PublicKind.SERVICE, question.service_id, "full")
    if found is None:
        raise NotPublic
    record, text = found
    return Shown(question, orjson.loads(text), record.etag)


def all_correct(letter: Letter, question: Question, *, seen: str) -> None:
    """Everything is right, as it was `seen`: by the etag of what was shown.

    Raises ChangedMeanwhile, NotPublic and AlreadyAnswered.
    """
    with answering(question, Answer.CORRECT):
        lock(Kind.SERVICE, [question.service_id])
        lock_log()  # What is public now stays so until this is done.
        if shown(question).etag != seen:
            raise ChangedMeanwhile
        assure(question.service, on=timezone.localdate(), by=letter.person)


def something_changed(letter: Letter, question: Question, *, message: str) -> None:
    """Hand `message` to the moderators. Raises AlreadyAnswered."""
    with answering(question, Answer.CHANGED):
        keep_report(
            PublicKind.SERVICE,
            question.service_id,
            question.service.name,
            topic=Topic.OTHER,
            message=message,
            channel=Channel.EDITOR,
            by=letter.person,
        )


def closed_for_good(letter: Letter, question: Question) -> None:
    """Take the service from the public, as its editors may. Raises AlreadyAnswered."""
    with answering(question, Answer.CLOSED):
        close(question.service, by=letter.person, reason=REASON)


def closed_until(letter: Letter, question: Question, until: date | None) -> None:
    """Say that it is closed for a while. Raises AlreadyAnswered, and Refused for a day gone by."""
    with answering(question, Answer.PAUSED):
        close_until(question.service, until, by=letter.person, reason=REASON)


@contextmanager
def answering(question: Question, answer: Answer) -> Iterator[None]:
    """Within, `question` is being answered, by this click alone; a fault takes the answer back."""
    with transaction.atomic():
        open_ = Question.objects.filter(pk=question.pk, answer="")
        if not open_.update(answer=answer, answered_at=timezone.now()):
            raise AlreadyAnswered(Question.objects.get(pk=question.pk))
        yield
