"""Answers questions: which rows, in which order, and what is to be said of it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate

from directory.publication.models import PublicQuerySet
from directory.publication.reading import Order, Selection, Version
from directory.search.finding import examples, when, where, who
from directory.search.finding.question import Question, Unanswerable
from directory.search.finding.selections import Adding, Ordered, Ranked, Sorted
from directory.search.finding.where import Origin
from directory.search.nearby.finding import distance2, distances
from directory.search.words.looking import BY_NAME, First, Wanted, by_distance, kind_of
from directory.search.words.query import Nothing, TooMuch
from directory.search.words.search import Found, find

RELEVANCE, DISTANCE = "relevance", "distance"
NAME = Order("sort_name")


@dataclass(frozen=True)
class Narrowed:
    """The rows that answer a question, in no order, and how it was taken.

    `origin` is where it is asked from; `found` tells how its words were taken.
    """

    rows: PublicQuerySet
    origin: Origin | None = None
    found: Found | None = None

    @property
    def told(self) -> dict[str, Any]:
        """What is to be said of it."""
        told: dict[str, Any] = {"origin": self.origin.told()} if self.origin else {}
        words: dict[str, Any] = {}
        if self.found and (correction := self.found.correction):
            words["showing_results_for"] = correction.shown
            words["instead_of"] = correction.typed
        if self.found and self.found.relaxed:
            words["some_words_only"] = True
        return told | ({"search": words} if words else {})


@dataclass(frozen=True)
class Answer:
    """The rows found, to be read by the page, and what to tell beside them."""

    selection: Selection | Ranked | Ordered | Sorted
    told: dict[str, Any] = field(default_factory=dict)


def narrow(
    rows: PublicQuerySet,
    question: Question,
    *,
    at: Version,
    now: datetime,
    order: Order | str | None = None,
    wanted: Wanted | None = None,
) -> Narrowed:
    """Those of `rows` that answer `question`. Raises Unanswerable.

    To be read in `order`; or else `wanted` is what is wanted of them beside their number.
    """
    origin = where.origin_of(question)
    for condition in (*conditions(rows, question, origin, now), who.taking_part(question)):
        rows = rows.filter(condition)
    if not question.search:
        return Narrowed(rows, origin)
    try:
        by = _order_of_cards(order, origin)
        wanted = First(by) if by else wanted
        found = find(rows, question.search, at=at, typing=True, wanted=wanted)
    except (Nothing, TooMuch) as fault:
        raise Unanswerable("search", f"`search` {fault}. {examples.WORDS}") from None
    return Narrowed(found.rows, origin, found)


def conditions(
    rows: PublicQuerySet, question: Question, origin: Origin | None, now: datetime
) -> list[Q]:
    """What `rows` must meet to answer `question`, but for its words and for how one takes part."""
    # Where words or a term leave few rows, each is asked where it is; else the places are gathered.
    narrowed = bool(question.search or question.taxonomy or rows.query.where)
    return [
        *who.conditions(question),
        *where.conditions(kind_of(rows), question, origin, probed=narrowed),
        *when.conditions(question, now),
        *who.confirmed(question, localdate(now)),
    ]


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
    order = order or (RELEVANCE if question.search else None)
    narrowed = narrow(rows, question, at=at, now=now or timezone.now(), order=order)
    adding: list[Adding] = []
    if narrowed.origin:
        adding.append(partial(_distances, narrowed.origin))
    if question.asks_hours:
        adding.append(partial(when.known_hours, rows))
    return Answer(_selection(narrowed, order, tuple(adding)), narrowed.told)


def _order_of_cards(order: Order | str | None, origin: Origin | None) -> str | None:
    """`order` as the cards of what has the words know it; None if they do not."""
    if order == DISTANCE and origin:
        return by_distance(origin.place.point)
    return BY_NAME if order in (RELEVANCE, NAME) else None


def _selection(
    narrowed: Narrowed, order: Order | str | None, adding: tuple[Adding, ...]
) -> Ranked | Ordered | Sorted:
    found = narrowed.found
    if found and order == RELEVANCE:
        point = narrowed.origin.place.point if narrowed.origin else None
        return Ranked(found.rows, found=found, today=localdate(), point=point, adding=adding)
    if order == RELEVANCE:
        said = "`sort` by relevance needs words to `search` for."
        raise Unanswerable("sort", f"{said} {examples.WORDS}&sort=relevance")
    return _sorted(narrowed, order, adding)


def _sorted(
    narrowed: Narrowed, order: Order | str | None, adding: tuple[Adding, ...]
) -> Ordered | Sorted:
    rows, origin, found = narrowed.rows, narrowed.origin, narrowed.found
    if order == DISTANCE and not origin:
        raise Unanswerable(
            "sort",
            "`sort` by distance needs somewhere to measure from, such as a `postcode`. "
            f"{examples.ORIGIN}&sort=distance",
        )
    if found and (cards := _order_of_cards(order, origin)):
        return Ordered(rows, found=found, by=cards, adding=adding)
    if origin and order in (None, DISTANCE):
        rows = rows.annotate(distance2=distance2(origin.place.point))
        return Sorted(rows, by=("distance2", "id"), adding=adding)
    by = order if isinstance(order, Order) else NAME
    counted = found.total if found else None
    return Sorted(rows, by=by.by, counted=counted, adding=adding)


def _distances(origin: Origin, keys: Any) -> dict[int, dict[str, Any]]:
    found = distances(keys, origin.place.point)
    return {key: {"distance_metres": round(metres)} for key, metres in found.items()}
