"""Facets of a question: of what else its answers could be narrowed to, how many there would be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, cast

from django.utils import timezone

from directory.publication.models import OfferQuerySet
from directory.publication.reading import Version
from directory.search.finding import who
from directory.search.finding.answer import Narrowed, conditions, narrow
from directory.search.finding.question import Question
from directory.search.finding.where import FROM_AFAR
from directory.search.traits.facets import FACETS, Condition, Counted, Facet, count
from directory.search.words.search import matching

Chosen = Mapping[Facet, Condition]


@dataclass(frozen=True)
class Facets:
    """How many rows answer a question, each facet of them, and what to tell beside them."""

    total: int
    counted: dict[Facet, Counted]
    told: dict[str, Any]


def facets(
    rows: OfferQuerySet,
    question: Question,
    chosen: Chosen,
    *,
    at: Version,
    now: datetime | None = None,
) -> Facets:
    """Each facet of what of `rows` answers `question` and meets what is `chosen` of the facets.

    Of each value it is counted how many there would be, were it all that is chosen of its facet.
    Words are taken as for the question itself, with all that is chosen. Raises Unanswerable.
    """
    now = now or timezone.now()
    met = rows
    for condition in chosen.values():
        met = met.filter(condition)
    answered = narrow(met, question, at=at, now=now)
    base = partial(_base, rows, answered=answered, now=now)
    together = [facet for facet in FACETS if not (answered.origin and facet == Facet.ATTENDING)]
    own = {Facet.ATTENDING: who.taking_part(question)} if question.attending else {}
    counted = count(base(question), {**chosen, **own}, facets=together)
    if answered.origin:
        # Who asks for what is online looks beyond what is near, and so finds others.
        near, afar = (
            count(base(replace(question, attending=ways)), chosen, facets=[Facet.ATTENDING])
            for ways in ((), FROM_AFAR)
        )
        counted[Facet.ATTENDING] = _either(near[Facet.ATTENDING], afar[Facet.ATTENDING])
    return Facets(answered.total, counted, answered.told)


def _base(
    rows: OfferQuerySet, question: Question, *, answered: Narrowed, now: datetime
) -> OfferQuerySet:
    """What answers `question` however one takes part, its words taken as they were `answered`."""
    for condition in conditions(rows, question, answered.origin, now):
        rows = rows.filter(condition)
    found = answered.found
    return cast(OfferQuerySet, matching(rows, found.query, probed=found.probed)) if found else rows


def _either(near: Counted, afar: Counted) -> Counted:
    """Of the ways to take part those from afar as counted so, the others as counted near."""
    values = [
        *(value for value in near.values if value.value not in FROM_AFAR),
        *(value for value in afar.values if value.value in FROM_AFAR),
    ]
    values.sort(key=lambda value: (-value.count, value.label))
    return Counted(tuple(values), len(values))
