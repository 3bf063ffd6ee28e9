"""Settling: what becomes of a problem report, with who and why."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from directory.people.scope import may_change
from directory.upkeep.models import Problem, State, Step


class Undecided(ValueError):
    """The step cannot be taken; the message says what is missing."""


@transaction.atomic
def move(problem: Problem, state: State, *, by: Any, why: str = "") -> Step | None:
    """Take `problem` to `state`, for whoever may. Returns None if it is there and nothing is said.

    Settling needs a reason, and deletes where to answer. What is settled can be taken up again.
    """
    if not may_change(by, problem):
        raise PermissionDenied
    why = why.strip()
    if state == State.SETTLED and not why:
        raise Undecided("What was done, or why is nothing to be done?")
    locked = Problem.objects.select_for_update().get(pk=problem.pk)
    if locked.state == state and not why:
        return None
    locked.state = state
    locked.settled_at = timezone.now() if state == State.SETTLED else None
    if state == State.SETTLED:
        locked.reply_to = ""
    locked.save(update_fields=["state", "settled_at", "reply_to"])
    problem.state, problem.settled_at, problem.reply_to = (
        locked.state,
        locked.settled_at,
        locked.reply_to,
    )
    return Step.objects.create(problem=locked, at=timezone.now(), by_id=by.pk, state=state, why=why)
