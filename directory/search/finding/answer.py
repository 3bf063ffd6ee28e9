"""Answers questions: which rows, in which order, and what is to be said of it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from directory.publication.models import PublicQuerySet
from directory.publication.reading import Order, Selection, Version
from directory.search.finding import when, where, who
from directory.search.finding.question import Question, Unanswerable
from directory.search.finding.selections import Adding, Ranked, Sorted
from directory.search.finding.where import Origin
from directory.search.nearby.finding import distance2, distances
from directory.search.words.query import Nothing, TooMuch
from directory.search.words.search import find, kind_of

RELEVANCE, DISTANCE = "relevance", "distance"
BY_NAME = Order("sort_name")


@dataclass(frozen=True)
class Answer:
    """The rows found, to be read by the page, and what to tell beside them."""

    selection: Selection | Ranked | Sorted
    told: dict[str, Any] = field(default_factory=dict)


def answer(
    rows: PublicQuerySet,
    question: Question,
    *,
    order: Order | str | None,
    at: Version,
    now: datetime | None = None,
) -> Answer:
    """What of `rows` answers `question`.

    `order` is a column's, RELEVANCE or DISTANCE. Left out it is relevance if words were asked for,
    else distance if somewhere was, else the name. Raises Unanswerable.
    """
    kind = kind_of(rows)
    origin = where.origin_of(question)
    narrowed = bool(question.taxonomy)
    for condition in (
        *who.conditions(question),
        *where.conditions(kind, question, origin, probed=narrowed),
        *when.conditions(question, now or timezone.now()),
    ):
        rows = rows.filter(condition)
    adding: list[Adding] = []
    told: dict[str, Any] = {}
    if origin:
        told["origin"] = origin.told()
        adding.append(partial(_distances, origin))
    if question.asks_hours:
        adding.append(partial(when.known_hours, rows))
    if question.search:
        return _worded(rows, question, origin, order or RELEVANCE, at, adding, told)
    if order == RELEVANCE:
        raise Unanswerable("sort", "`sort=relevance` needs words to `search` for.")
    return Answer(_sorted(rows, origin, order, adding), told)


def _worded(
    rows: PublicQuerySet,
    question: Question,
    origin: Origin | None,
    order: Order | str,
    at: Version,
    adding: list[Adding],
    told: dict[str, Any],
) -> Answer:
    try:
        found = find(rows, question.search, at=at, typing=True, probed=origin is not None)
    except (Nothing, TooMuch) as fault:
        raise Unanswerable("search", f"`search` {fault}.") from None
    if found.correction:
        told["search"] = {
            "showing_results_for": found.correction.shown,
            "instead_of": found.correction.typed,
        }
    if found.relaxed:
        told.setdefault("search", {})["some_words_only"] = True
    if order == RELEVANCE:
        ranked = Ranked(found.rows, found=found, today=localdate(), adding=tuple(adding))
        return Answer(ranked, told)
    return Answer(_sorted(found.rows, origin, order, adding), told)


def _sorted(
    rows: PublicQuerySet, origin: Origin | None, order: Order | str | None, adding: list[Adding]
) -> Sorted:
    if order == DISTANCE or (order is None and origin):
        if not origin:
            raise Unanswerable(
                "sort",
                "`sort=distance` needs somewhere to measure from: `postcode`, `near` or `place`.",
            )
        rows = rows.annotate(distance2=distance2(origin.place.point))
        return Sorted(rows, by=("distance2", "id"), adding=tuple(adding))
    by = order if isinstance(order, Order) else BY_NAME
    return Sorted(rows, by=by.by, adding=tuple(adding))


def _distances(origin: Origin, keys: Any) -> dict[int, dict[str, Any]]:
    found = distances(keys, origin.place.point)
    return {key: {"distance_metres": round(metres)} for key, metres in found.items()}
