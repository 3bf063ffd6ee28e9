"""Telling: an e-mail now and then to those who can see to what was reported.

Nothing a stranger wrote is in it: no text to mislead with, no address to click. And however much is
reported, a person gets one letter in six hours at the most.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from directory.people.editors import moderators
from directory.people.mail import absolute, send
from directory.people.models import Membership
from directory.people.scope import within_reach
from directory.upkeep.models import Problem, Told
from directory.upkeep.reminding import FAILURES_IN_A_ROW, NOT_TAKEN

APART = timedelta(hours=6)
# A letter names so many entries; the page in the admin has them all.
MOST_NAMED = 20


@dataclass(frozen=True)
class Telling:
    """What came of one person: how many reports they were told of, and what went wrong."""

    to: str
    reports: int
    fault: str = ""


def tell(*, now: datetime | None = None, simulate: bool = False) -> Iterator[Telling]:
    """Write to everybody who has new reports to see to, and tell of each as it is done."""
    now = now or timezone.now()
    failures = 0
    for person in recipients():
        told = Told.objects.filter(person=person).first()
        if told and told.at > now - APART:
            continue
        reports = new_to(person, told)
        if not reports:
            continue
        if simulate:
            yield Telling(person.email, len(reports))
            continue
        telling = write_to(person, reports, told, now)
        if telling is None:
            continue
        yield telling
        failures = failures + 1 if telling.fault else 0
        if failures == FAILURES_IN_A_ROW:
            return


def recipients() -> Iterator[Any]:
    """Everybody who looks after an organisation or moderates, and has an e-mail address."""
    if not Problem.objects.unsettled().exists():
        return
    people = get_user_model()._default_manager
    members = people.filter(pk__in=Membership.objects.order_by().values("user"), is_active=True)
    ids = {*members.values_list("pk", flat=True), *moderators().values_list("pk", flat=True)}
    yield from people.filter(pk__in=ids).exclude(email="").order_by("pk")


def new_to(person: Any, told: Told | None) -> list[Problem]:
    """The unsettled reports within reach of `person` that they were not told of, oldest first.

    What they said themselves is no news to them.
    """
    reports = within_reach(person, Problem.objects.unsettled())
    news = reports.filter(pk__gt=told.up_to if told else 0).exclude(by_id=person.pk)
    return list(news.order_by("pk"))


def write_to(
    person: Any, reports: list[Problem], told: Told | None, now: datetime
) -> Telling | None:
    """Tell one person. None if another run has just done so."""
    if not claim(person, told, up_to=reports[-1].pk, now=now):
        return None
    try:
        send(
            person.email,
            subject_of(reports),
            "upkeep/email/problems.txt",
            words_of(reports),
        )
    except NOT_TAKEN as fault:
        give_back(person, told)
        return Telling(person.email, len(reports), f"not sent: {fault}")
    except OSError as fault:
        return Telling(person.email, len(reports), f"perhaps not sent: {fault}")
    return Telling(person.email, len(reports))


def claim(person: Any, told: Told | None, *, up_to: int, now: datetime) -> bool:
    """Keep that `person` is being told, before they are. False if another run did so meanwhile."""
    if told:
        rows = Told.objects.filter(pk=told.pk, up_to=told.up_to, at=told.at)
        return bool(rows.update(up_to=up_to, at=now))
    try:
        with transaction.atomic():
            Told.objects.create(person=person, at=now, up_to=up_to)
    except IntegrityError:
        return False
    return True


def give_back(person: Any, told: Told | None) -> None:
    """The mail server did not take the letter: the next run tries again."""
    rows = Told.objects.filter(person=person)
    if told:
        rows.update(up_to=told.up_to, at=told.at)
    else:
        rows.delete()


def subject_of(reports: list[Problem]) -> str:
    entries = {(one.kind, one.record_id): one.name for one in reports}
    [first, *others] = entries.values()
    more = f" and {len(others)} more" if others else ""
    return f"A problem was reported: {first}{more}"


def words_of(reports: list[Problem]) -> dict[str, Any]:
    """What the letter's template is filled with."""
    counted = Counter((one.name, one.get_topic_display()) for one in reports)
    return {
        "lines": [
            {"name": name, "topic": topic, "count": count}
            for (name, topic), count in list(counted.items())[:MOST_NAMED]
        ],
        "more": max(0, len(counted) - MOST_NAMED),
        "count": len(reports),
        "page": absolute(reverse("admin:upkeep_problem_changelist")),
    }
