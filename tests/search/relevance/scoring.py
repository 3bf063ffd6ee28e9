"""How well a ranking answers the queries: nDCG@10, recall@10, and two rankings side by side."""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.search.relevance.queries import KINDS, Query

Rank = Callable[[str], Sequence[str]]
"""Gives the names of services for a query, the best first."""

AT = 10
HELPS = 2
"""The lowest grade that recall counts."""
RESAMPLES = 2_000
SEED = 3


@dataclass(frozen=True)
class Score:
    """How one query, or the mean of some, was answered; both from 0 to 1."""

    ndcg: float
    recall: float
    queries: int = 1


@dataclass(frozen=True)
class Comparison:
    """Two rankings on the same queries.

    `difference` is the mean of nDCG@10 gained, `low` and `high` bound it in 95 of 100 samples of
    such queries (bootstrap). Queries are `won`, `lost` and `tied`.
    """

    difference: float
    low: float
    high: float
    won: int
    lost: int
    tied: int


def ndcg(grades: dict[str, int], ranked: Sequence[str]) -> float:
    """The discounted gain of the first ten, as a share of what the ideal order would gain.

    A grade g gains 2^g - 1, discounted by log2 of one more than its position. Something ranked
    twice gains once. With nothing to find it is 0.
    """
    gained = _discounted(grades.get(key, 0) for key in list(dict.fromkeys(ranked))[:AT])
    ideal = _discounted(sorted(grades.values(), reverse=True)[:AT])
    return gained / ideal if ideal else 0.0


def _discounted(grades: Iterable[int]) -> float:
    return sum(
        (2**grade - 1) / math.log2(position + 1) for position, grade in enumerate(grades, start=1)
    )


def recall(grades: dict[str, int], ranked: Sequence[str]) -> float:
    """The share of the services that help which are among the first ten, of ten at most."""
    helpful = {key for key, grade in grades.items() if grade >= HELPS}
    if not helpful:
        return 0.0
    return len(helpful.intersection(list(dict.fromkeys(ranked))[:AT])) / min(len(helpful), AT)


def scores(queries: Iterable[Query], rank: Rank) -> dict[Query, Score]:
    """How `rank` answers each query."""
    answered = {query: list(rank(query.text)) for query in queries}
    return {
        query: Score(ndcg(query.grades, ranked), recall(query.grades, ranked))
        for query, ranked in answered.items()
    }


def mean(several: Iterable[Score]) -> Score:
    """The mean of the scores of single queries. Raises ValueError for none."""
    several = list(several)
    if not several:
        raise ValueError("There is no mean of no scores.")
    return Score(
        fmean(score.ndcg for score in several),
        fmean(score.recall for score in several),
        len(several),
    )


def by_kind(scored: dict[Query, Score]) -> dict[str, Score]:
    """The mean of each kind of query there is, in the order of KINDS."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for query, score in scored.items():
        groups[query.kind].append(score)
    return {kind: mean(groups[kind]) for kind in KINDS if kind in groups}


def parts(scored: dict[Query, Score]) -> dict[str, dict[Query, Score]]:
    """The scores of all queries, of those that may be tuned on, and of those held out."""
    return {
        "all": scored,
        "seen": {query: score for query, score in scored.items() if not query.held_out},
        "held-out": {query: score for query, score in scored.items() if query.held_out},
    }


def compare(ours: dict[Query, Score], peer: dict[Query, Score]) -> Comparison:
    """What `ours` gains over `peer`. Raises ValueError unless both answered the same queries."""
    if ours.keys() != peer.keys() or not ours:
        raise ValueError("Only answers to the same queries can be compared.")
    gains = [ours[query].ndcg - peer[query].ndcg for query in ours]
    draw = random.Random(SEED)
    means = sorted(fmean(draw.choices(gains, k=len(gains))) for _ in range(RESAMPLES))
    edge = RESAMPLES // 40  # 2.5 % on either side
    return Comparison(
        difference=fmean(gains),
        low=means[edge],
        high=means[-edge - 1],
        won=sum(gain > 0 for gain in gains),
        lost=sum(gain < 0 for gain in gains),
        tied=sum(gain == 0 for gain in gains),
    )
