"""When: what is on at a time that suits."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.timezone import get_default_timezone

from directory.publication.models import PublicQuerySet
from directory.search.finding.question import Question
from directory.search.hours.finding import hours_known, meets, open_at, open_between

ONE_MINUTE = timedelta(minutes=1)
WEEK = timedelta(days=7)


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
        met.append(open_between(*shown(*question.open_between), strict=strict))
    return [Q(one) for one in met]


def shown(start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """What the directory's clock shows from `start` to `end`, in whole minutes.

    It is one stretch; or two, where the clock is changed between: it then skips an hour, or shows
    one twice, and the first may end later than the second begins.
    """
    start = start.astimezone(UTC).replace(second=0, microsecond=0)
    # Of a minute that has begun, all counts.
    end = -(-(end.astimezone(UTC) - start) // ONE_MINUTE) * ONE_MINUTE + start
    cut = _change(start, end)
    parts = [(start, cut), (cut, end)] if cut else [(start, end)]
    # A week in which an hour comes twice, or of which minutes have begun at both ends.
    halves = [
        half
        for begins, ends in parts
        for half in ([(begins, ends)] if ends - begins <= WEEK else _halved(begins, ends))
    ]
    return [(_wall(begins), _wall(begins) + (ends - begins)) for begins, ends in halves]


def _halved(begins: datetime, ends: datetime) -> list[tuple[datetime, datetime]]:
    middle = begins + WEEK / 2
    return [(begins, middle), (middle, ends)]


def _wall(moment: datetime) -> datetime:
    """`moment` by the directory's clock; what is added to it moves the hands, come what may."""
    return moment.astimezone(get_default_timezone())


def _change(start: datetime, end: datetime) -> datetime | None:
    """When between two moments the clock is changed, to the minute."""
    before, after = _wall(start).utcoffset(), _wall(end - ONE_MINUTE).utcoffset()
    if before == after:
        return None
    low, high = 0, (end - start) // ONE_MINUTE - 1
    while high - low > 1:
        middle = (low + high) // 2
        if _wall(start + middle * ONE_MINUTE).utcoffset() == before:
            low = middle
        else:
            high = middle
    return start + high * ONE_MINUTE


def known_hours(rows: PublicQuerySet, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Of each of these records, whether its hours are known."""
    some = type(rows)(rows.model).filter(pk__among=keys)
    known = set(some.filter(hours_known()).values_list("pk", flat=True))
    return {key: {"hours_known": key in known} for key in keys}
