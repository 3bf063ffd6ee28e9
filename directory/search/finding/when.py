"""When: what is on at a time that suits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from directory.publication.models import PublicQuerySet
from directory.search.finding.question import Question
from directory.search.hours.finding import hours_known, meets, open_at, open_between


def conditions(question: Question, now: datetime) -> list[Q]:
    """What rows must meet to be on when `question` asks.

    Services whose hours nobody knows stay, unless it is strict.
    """
    strict = question.strict
    met = []
    if question.day or question.start_time or question.end_time:
        met.append(
            meets(
                days=question.day,
                start_times=[question.start_time] if question.start_time else [],
                end_times=[question.end_time] if question.end_time else [],
                strict=strict,
            )
        )
    moments = [question.open_at] if question.open_at else []
    moments += [now] if question.open_now else []
    met += [open_at(moment, strict=strict) for moment in moments]
    if question.open_between:
        met.append(open_between(question.open_between, strict=strict))
    return [Q(one) for one in met]


def known_hours(rows: PublicQuerySet, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Of each of these records, whether its hours are known."""
    some = type(rows)(rows.model).filter(pk__among=keys)
    known = set(some.filter(hours_known()).values_list("pk", flat=True))
    return {key: {"hours_known": key in known} for key in keys}
