"""Facets of a question: of what else its answers could be narrowed to, how many there would be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.utils import timezone

from directory.publication.models import OfferQuerySet
from directory.publication.reading import Version
from directory.search.finding import who
from directory.search.finding.answer import Narrowed, conditions, narrow
from directory.search.finding.question import Question
from directory.search.finding.where import FROM_AFAR
from directory.search.models.traits import Name
from directory.search.traits.facets import (
    FACETS,
    Condition,
    Counted,
    Facet,
    Row,
    Tallied,
    count,
)
from directory.search.traits.finding import having
from directory.search.words.looking import look_for
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
    own = {**chosen, **({Facet.ATTENDING: part} if (part := who.taking_part(question)) else {})}
    tallied = Tallied(tuple(facet for facet in FACETS if facet not in own))
    answered = narrow(met, question, at=at, now=now, wanted=tallied)
    asked = _Asked(rows, question, chosen, own, answered, now)
    total, found = asked.tally(tallied)
    return Facets(total, asked.counted(tallied.counted(found)), answered.told)


@dataclass(frozen=True)
class _Asked:
    """A question, what is chosen of the facets, and the rows that were found for both."""

    rows: OfferQuerySet
    question: Question
    chosen: Chosen
    own: Chosen  # What is chosen, how one takes part included.
    answered: Narrowed
    now: datetime

    def tally(self, tallied: Tallied) -> tuple[int, list[Row]]:
        """How many rows were found, and what is `tallied` of them."""
        if found := self.answered.found:
            return found.total, found.had
        return tallied.of(look_for(self.answered.rows))

    def counted(self, counted: dict[Facet, Counted]) -> dict[Facet, Counted]:
        """Each facet: as `counted`, and those of which something is chosen as if it were not."""
        origin, own = self.answered.origin, self.own
        if mine := [facet for facet in own if not (origin and facet == Facet.ATTENDING)]:
            counted |= count(self._base(self.question), own, facets=mine)
        if origin:
            near = counted.get(Facet.ATTENDING) or self._near
            counted[Facet.ATTENDING] = _either(near, self._from_afar)
        return counted

    @property
    def _near(self) -> Counted:
        """How many there are of each way to take part, of what is near."""
        near = self._base(replace(self.question, attending=()))
        return count(near, self.chosen, facets=[Facet.ATTENDING])[Facet.ATTENDING]

    @property
    def _from_afar(self) -> Counted:
        """How many are online or by phone: whoever asks for such looks beyond what is near."""
        afar = self._base(self.question, near_by=False).filter(having(Name.ATTENDING, FROM_AFAR))
        return count(afar, self.chosen, facets=[Facet.ATTENDING])[Facet.ATTENDING]

    def _base(self, question: Question, *, near_by: bool = True) -> OfferQuerySet:
        """What answers, but for what is chosen, its words taken as they were answered."""
        rows, found = self.rows, self.answered.found
        origin = self.answered.origin if near_by else None
        for condition in conditions(rows, question, origin, self.now):
            rows = rows.filter(condition)
        if not found:
            return rows
        return cast(OfferQuerySet, matching(rows, found.query))


def _either(near: Counted, afar: Counted) -> Counted:
    """Of the ways to take part those from afar as counted so, the others as counted near."""
    values = [
        *(value for value in near.values if value.value not in FROM_AFAR),
        *(value for value in afar.values if value.value in FROM_AFAR),
    ]
    values.sort(key=lambda value: (-value.count, value.label))
    return Counted(tuple(values), len(values))
