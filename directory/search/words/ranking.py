"""The order of what was found: one formula, worked out here, so that both databases give the same.

docs/search.md tells it in words. The databases only say which records match and, if those are many,
which of them have the words in their names; the texts of these are scored in Python.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from directory.publication.freshness import fresh_since
from directory.publication.models import PublicKind, PublicQuerySet
from directory.publication.tables import read
from directory.search.conditions import conditions_of
from directory.search.models import WORDS
from directory.search.words.analysis import GAP
from directory.search.words.looking import look_for
from directory.search.words.marks import marks_of
from directory.search.words.matching import Match, Where, commonest_word
from directory.search.words.query import Alternative, Query

# How many records are scored; the others follow in the order of their names.
MOST_SCORED = 500

# From how many on it is faster to ask record by record, in the order of names.
MANY = 40_000

# What a word weighs by where it stands, and how many tokens are usual there.
NAME, ALSO, BODY = (8.0, 4.0), (4.0, 8.0), (1.0, 120.0)
# How much a longer text weighs its words down: 0 not at all, 1 in full.
LENGTH = 0.4
# From how much weight on more of it counts for little.
ENOUGH = 4.0
# What a name that holds the words as they were typed, one after the other, is worth more; and one
# that is nothing else.
IN_A_ROW, NOTHING_ELSE = 1.25, 1.5
# What the next best way to meet a part adds, of what it would be worth alone.
AGAIN = 0.5
# What an optional word adds beside one that is asked for.
TELLS_APART = 0.5
# What is left of the score of an overdue entry: one nobody has confirmed for a year.
OVERDUE = 0.8


class Texts(NamedTuple):
    """What is scored of a record."""

    name: str
    also: str
    body: str
    assured_date: str = ""


class Score(NamedTuple):
    """How well a record answers, the best first: compared from left to right."""

    exact: bool
    relevance: float


def scored(keys: list[int], kind: PublicKind, query: Query, today: date) -> list[tuple[int, Score]]:
    """The records of `kind` with these keys and how well they answer `query`, the best first.

    What is equally good stays as it stands in `keys`.
    """
    stored = read(WORDS[kind], "key", keys, ("key", *Texts._fields))
    texts = {key: Texts(*fields) for key, *fields in stored}
    scorer = Scorer(query, today, dated=kind in DATED)
    scores = {key: scorer.score(texts[key]) for key in keys if key in texts}
    return sorted(scores.items(), key=lambda pair: pair[1], reverse=True)


DATED = (PublicKind.SERVICE, PublicKind.SERVICE_AT_LOCATION)


def candidates(rows: PublicQuerySet, kind: PublicKind, query: Query, *, total: int) -> list[int]:
    """The keys of the records that are scored, in the order of their names.

    `rows` are what may be found; `total` of them, too many for all, match `query`. Those that hold
    the words as typed in their names, then those that hold them there or among their other names
    and terms, then as typed anywhere, then the others, each of these by name.
    """
    marks = marks_of(conditions_of(rows)[0])
    found: dict[int, tuple[str, Any]] = {}
    for match in _tiers(kind, query):
        walked = total >= MANY and _are_many(rows, match, query)
        tier = rows.filter(pk__worded=replace(match, marks=marks, probed=walked))
        new = {key: named for *named, key in _named(tier, walked=walked) if key not in found}
        found |= dict(islice(new.items(), MOST_SCORED - len(found)))
        if len(found) == MOST_SCORED:
            break
    return sorted(found, key=lambda key: found[key])


def _tiers(kind: PublicKind, query: Query) -> Iterator[Match]:
    exactly = query.exactly.relaxed(len(query.required))
    yield Match(kind, exactly, Where.NAME)
    yield Match(kind, exactly, Where.NAME_OR_ALSO)
    if exactly != query:
        yield Match(kind, exactly)
    yield Match(kind, query)


def _are_many(rows: PublicQuerySet, match: Match, query: Query) -> bool:
    """Whether `MANY` of `rows` match, of which so many match `query`, as far as it is known."""
    if match.where != Where.ANYWHERE:
        return False
    if match.query == query or rows.query.where:
        return match.query == query
    commonest = commonest_word(match.kind, match.query)
    return commonest is not None and commonest[1] >= MANY


def _named(rows: PublicQuerySet, *, walked: bool) -> Iterable[Any]:
    """The sort name, the id and the key of as many of `rows` as are scored, the first by name.

    `walked` says that so many match that a walk along the names soon meets enough of them.
    """
    if not walked:
        return look_for(rows).named(MOST_SCORED)
    by_name = rows.order_by("sort_name", "id").values_list("sort_name", "id", "pk")
    return ((name, id.hex, key) for name, id, key in by_name[:MOST_SCORED])


# --- The formula ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Way:
    """An alternative as pieces of text to look for, and the same as they are counted."""

    piece: str
    others: tuple[str, ...]
    counted: tuple[str, ...]
    typed: bool
    weight: float

    def is_in(self, text: str) -> bool:
        """Whether `text`, which has the first piece, has the others."""
        return not self.others or all(piece in text for piece in self.others)


Fields = list[tuple[str, float]]


class Scorer:
    """Scores records for one query on one day."""

    def __init__(self, query: Query, today: date, *, dated: bool = True) -> None:
        self.parts = [
            ([_way(one) for one in part.alternatives], part.optional, part.weight)
            for part in query.parts
        ]
        self.asked = sum(weight for _, optional, weight in self.parts if not optional) or 1.0
        self.dated = dated
        self.overdue_before = fresh_since(today).isoformat()
        typed = [part.alternatives[0] for part in query.parts if part.alternatives]
        self.row = " ".join(" ".join(one.tokens) for one in typed if one.typed)

    def score(self, texts: Texts) -> Score:
        whole = f" {texts.name} {GAP} {texts.also} {GAP} {texts.body} "
        fields: Fields = []
        met, exact, relevance = 0.0, True, 0.0
        for ways, optional, weight in self.parts:
            # Most of what would do is not there, which is quickly seen.
            there = [way for way in ways if way.piece in whole and way.is_in(whole)]
            if there:
                fields = fields or _fields(texts)
            shares = (
                way.weight * min(_share(piece, fields) for piece in way.counted) for way in there
            )
            worth = _together(sorted(shares, reverse=True))
            if optional:
                relevance += worth * TELLS_APART
                continue
            relevance += worth
            met += weight if there else 0.0
            exact = exact and (not weight or any(way.typed for way in there))
        relevance *= (met / self.asked) ** 2
        if self.row and f" {self.row} " in f" {texts.name} ":
            relevance *= NOTHING_ELSE if texts.name == self.row else IN_A_ROW
        if self.dated and texts.assured_date < self.overdue_before:
            relevance *= OVERDUE
        return Score(exact, round(relevance, 6))


def _together(shares: list[float]) -> float:
    """What ways to meet one part are worth together: each counts half of the one before it."""
    return sum(share * AGAIN**place for place, share in enumerate(shares))


def _way(one: Alternative) -> _Way:
    pieces = (" ".join(one.tokens),) if one.adjacent else one.tokens
    first, *others = (f" {piece} " for piece in pieces)
    return _Way(
        first,
        tuple(others),
        tuple(f" {_spread(piece)} " for piece in pieces),
        one.typed,
        one.weight,
    )


def _fields(texts: Texts) -> Fields:
    """Each field that is not blank, and what a word in it weighs by its length."""
    return [
        (f" {_spread(text)} ", weight / _stretch(text, usual))
        for text, (weight, usual) in zip(texts[:3], (NAME, ALSO, BODY), strict=True)
        if text
    ]


def _spread(text: str) -> str:
    """`text` with two blanks between tokens, so that neighbours can be counted one by one."""
    return text.replace(" ", "  ")


def _stretch(text: str, usual: float) -> float:
    """How much longer than usual `text` is, as far as that counts."""
    return 1 - LENGTH + LENGTH * (text.count(" ") + 1) / usual


def _share(piece: str, fields: Fields) -> float:
    """How much there is of `piece`: from 0 to nearly 1."""
    weight = sum(text.count(piece) * worth for text, worth in fields)
    return weight / (ENOUGH + weight)
