"""Looks into the index of words: how many records there are, the first of them, and counts of them.

All of it is asked of the cards that stand beside the words (directory/search/models/words.py), in
one statement: nothing else is read of the thousands that match.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection

from directory.places.geometry import Point
from directory.publication.models import PUBLIC_ROWS, PublicKind, PublicQuerySet
from directory.search.conditions import Standing, conditions_of
from directory.search.models import WORDS
from directory.search.nearby.finding import away
from directory.search.words.marks import marks_of
from directory.search.words.matching import Match, Worded

CARD = "card"
# So many keys, of eight bytes each, are remembered of one question.
MOST_KEPT = 1000
BY_NAME = f"{CARD}.sort_name"


def by_distance(point: Point) -> str:
    """The order of what is nearest to `point`; what is nowhere comes last."""
    return away(point, CARD)


class Wanted(Protocol):
    """What is wanted of a look: had with the number of records, in one statement.

    Only what `is_small` is remembered: many ask, and each of a thousand answers takes memory.
    """

    @property
    def is_small(self) -> bool: ...

    def of(self, look: "Look") -> tuple[int, Any]:
        """How many records there are, and what is wanted of them."""
        ...


@dataclass(frozen=True)
class First:
    """The keys of the first of them in the order `by`: of as many as are remembered."""

    by: str
    is_small = True

    def of(self, look: "Look") -> tuple[int, array]:
        total, keys = look.first(self.by, MOST_KEPT)
        return total, array("q", keys)


@dataclass(frozen=True)
class Look:
    """Some public records of a kind: SQL of where their cards are read, and its parameters.

    `uncarded` is where they can be counted without their cards, if anywhere.
    """

    source: str
    parameters: Sequence[Any] = ()
    uncarded: str = ""

    def count(self) -> int:
        """How many there are."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) {self.uncarded or self.source}", self.parameters)
            return cursor.fetchone()[0]

    def first(self, by: str, limit: int) -> tuple[int, list[int]]:
        """How many there are, and the keys of the first `limit` in the order `by`, then of ids."""
        rows = self.read(f"SELECT {CARD}.key, COUNT(*) OVER ()", _in_order(by, limit))
        return (rows[0][1] if rows else 0), [key for key, _ in rows]

    def keys(self, by: str, *, offset: int = 0, limit: int | None = None) -> list[int]:
        """The keys of some of them, in the order `by`, then of ids."""
        return [key for (key,) in self.read(f"SELECT {CARD}.key", _in_order(by, limit, offset))]

    def named(self, limit: int) -> Iterator[tuple[str, str, int]]:
        """The sort name, the id in hexadecimal and the key of the first `limit` in that order."""
        rows = self.read(f"SELECT {BY_NAME}, {CARD}.id, {CARD}.key", _in_order(BY_NAME, limit))
        return ((name, getattr(id, "hex", id), key) for name, id, key in rows)

    def counted(self, columns: Sequence[str], statement: str) -> list[tuple[Any, ...]]:
        """What `statement` counts of the table `cards`, of these columns of the cards."""
        selected = ", ".join(f"{CARD}.{column}" for column in columns)
        # Read once, whatever is counted of them.
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH cards AS MATERIALIZED (SELECT {selected} {self.source}) {statement}",
                self.parameters,
            )
            return cursor.fetchall()

    def read(self, select: str, ending: str = "") -> list[tuple[Any, ...]]:
        """What a statement about them gives."""
        with connection.cursor() as cursor:
            cursor.execute(f"{select} {self.source} {ending}", self.parameters)
            return cursor.fetchall()


def _in_order(by: str, limit: int | None, offset: int = 0) -> str:
    cut = "" if limit is None else f" LIMIT {limit} OFFSET {offset}"
    return f"ORDER BY {by}, {CARD}.id{cut}"


def look_for(rows: PublicQuerySet) -> Look:
    """A look for `rows`.

    The index of words is asked directly, if that and the indexes beside it know all that `rows`
    must meet. What its marks tell of a record is not asked again.
    """
    words = WORDS[kind_of(rows)]._meta.db_table
    conditions, others = conditions_of(rows)
    if len(others) == 1 and isinstance(others[0], Worded):
        match: Match = replace(others[0].rhs, marks=marks_of(conditions))
        untold = [one for one in conditions if not (one.told and one.marks in match.marks)]
        return _matching(words, match, untold)
    if not others:
        met, values = _met(conditions)
        return Look(f"FROM {_cards(words)} WHERE {met}", values)
    try:
        sql, parameters = rows.order_by().values_list("pk").query.sql_with_params()
    except EmptyResultSet:
        return Look(f"FROM {_cards(words)} WHERE {NOTHING}")
    return Look(f"FROM {_cards(words)} WHERE {CARD}.key IN ({sql})", parameters)


def kind_of(rows: PublicQuerySet) -> PublicKind:
    """The kind of record `rows` are of."""
    return next(kind for kind, model in PUBLIC_ROWS.items() if model is rows.model)


EVERYTHING, NOTHING = "1 = 1", "1 = 0"


def _matching(words: str, match: Match, conditions: Sequence[Standing]) -> Look:
    met, parameters = _met(conditions)
    if connection.vendor == "postgresql":
        found = f"FROM {words} AS {CARD} WHERE {CARD}.tokens @@ %s::tsquery AND {met}"
        return Look(found, [match.tsquery, *parameters])
    fts = f"{words}_fts"
    found = (
        f"FROM {fts} CROSS JOIN {_cards(words)} ON {CARD}.key = {fts}.rowid "
        f"WHERE {fts} MATCH %s AND {met}"
    )
    uncarded = "" if conditions else f"FROM {fts} WHERE {fts} MATCH %s"
    return Look(found, [match.fts5, *parameters], uncarded)


def _cards(words: str) -> str:
    """A table of words, of which nothing but cards is read: SQLite has them in an index."""
    return f"{words} AS {CARD}" + (
        "" if connection.vendor == "postgresql" else f" INDEXED BY {words}_card"
    )


def _met(conditions: Iterable[Standing]) -> tuple[str, list[Any]]:
    """SQL of all `conditions`, and its parameters."""
    found, parameters = [EVERYTHING], []
    for condition in conditions:
        sql, values = condition.of_card(CARD, connection)
        found.append(sql)
        parameters += values
    return " AND ".join(found), parameters
