"""The doors of this folder: what somebody typed, and what is found for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from django.db import connection

from directory.publication.models import PUBLIC_ROWS, PublicKind, PublicQuerySet
from directory.publication.reading import Version, once
from directory.publication.tables import read as read_rows
from directory.search.conditions import conditions_of
from directory.search.words import thesaurus
from directory.search.words.analysis import words_of
from directory.search.words.marks import marks_of
from directory.search.words.matching import Match, count, count_all, keys_of
from directory.search.words.query import Query, read
from directory.search.words.ranking import Score, candidates, scored
from directory.search.words.spelling import corrected_word, is_spelt

# Fewer records than this are little: more is looked for.
LITTLE = 10


# Up to so many rows are taken along, by their keys, when they are counted: up to here that takes
# less than counting them first and looking for them again.
FEW = 50_000


@dataclass(frozen=True)
class Correction:
    """What was looked for in place of what was typed, as one can say it."""

    typed: str
    shown: str


@dataclass(frozen=True)
class Found:
    """The records of one kind that answer what was typed.

    `among` are the rows that were asked about, `rows` those of them that match, `total` how many
    these are, while the public record is at version `at`. `correction` is there if another spelling
    was looked for.
    """

    among: PublicQuerySet
    kind: PublicKind
    query: Query
    at: Version
    probed: bool = False
    correction: Correction | None = None

    @property
    def rows(self) -> PublicQuerySet:
        return matching(self.among, self.query, probed=self.probed)

    @property
    def relaxed(self) -> bool:
        """Whether records with only some of the words are among them."""
        return self.query.is_relaxed

    @cached_property
    def name(self) -> str:
        """What tells it apart from all else that is found.

        The SQL of the rows says all that was asked, as it was understood: the moment that
        `open_now` means, the point of a postcode, the areas in an area.
        """
        return f"{self.kind}:{self.query}:{self._looking}"

    @cached_property
    def total(self) -> int:
        return once(f"total:{self.name}", self.at, self._counted)

    @property
    def few(self) -> list[int] | None:
        """The keys of the rows, in no order, or None if there are more than `FEW`.

        They are looked for once, and then counted, ranked or put in another order as they are.
        """
        return self._few if self.total <= FEW else None

    @cached_property
    def few_by_name(self) -> list[int] | None:
        """The same in the order of their names."""
        if self.few is None:
            return None
        named = read_rows(self.among.model, "record_id", self.few, ("sort_name", "id", "record_id"))
        return [key for *_, key in sorted(map(tuple, named))]

    @cached_property
    def _few(self) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(*self._looking)
            return [key for (key,) in cursor.fetchall()]

    @cached_property
    def _looking(self) -> tuple[str, Sequence[Any]]:
        """The SQL of the keys, as far as they are few, and its parameters."""
        sql, parameters = keys_of(self.rows)
        return f"{sql} LIMIT {FEW + 1}", parameters

    def _counted(self) -> int:
        # Without other filters the index knows it, and need not be held against the rows.
        if not self.among.query.where:
            return count_all(self.kind, self.query)
        return len(self._few) if len(self._few) <= FEW else count(self.rows)

    def keys(
        self, *, offset: int, limit: int, today: date, first: list[int] | None = None
    ) -> list[int]:
        """The keys of one page of `rows`, the best first.

        `first` are the keys that are ranked, if they are known already (`ranked_first`).
        """
        first = self.ranked_first(today) if first is None else first
        page = first[offset : offset + limit]
        if len(page) < limit and len(first) < self.total:
            start = max(offset - len(first), 0)
            page += self._by_name(first, start, start + limit - len(page))
        return page

    def _by_name(self, first: list[int], start: int, end: int) -> list[int]:
        """Of the rows that are not `first`, some in the order of names."""
        if (few := self.few_by_name) is not None:
            before = set(first)
            return [key for key in few if key not in before][start:end]
        rest = self.rows.exclude(pk__among=first).order_by("sort_name", "id")
        return list(rest.values_list("pk", flat=True)[start:end])

    def ranked_first(self, today: date) -> list[int]:
        """The keys that stand first, in order; what is not among them follows by name."""
        return [key for key, _ in self.scored(today)]

    def scored(self, today: date) -> list[tuple[int, Score]]:
        """The same with their scores, for whoever weighs in something else, such as distance."""
        few = self.few_by_name
        keys = candidates(self.among, self.kind, self.query, total=self.total, few=few)
        return scored(keys, self.kind, self.query, today)


def find(
    rows: PublicQuerySet, text: str, *, at: Version, typing: bool = False, probed: bool = False
) -> Found:
    """Those of `rows` that answer `text`, in whatever words.

    If there are fewer than `LITTLE`, words that nothing public has are taken as misspelt; if there
    are still as few, records with as many of the words as can be are taken in. Raises Nothing or
    TooMuch (both ValueError). `probed` says that `rows` are few by their other filters.
    """
    words = thesaurus.current(at)
    found = Found(rows, kind_of(rows), _read(text, typing, at), at, probed)
    if found.total < LITTLE and (correction := corrected(found.query, words, text)):
        found = replace(found, query=read(correction.shown, words), correction=correction)
    return found if found.total >= LITTLE else _relaxed(found)


@lru_cache(maxsize=1024)
def _read(text: str, typing: bool, at: Version) -> Query:
    """What was typed, read with the words there are at that version: the same words come often."""
    return read(text, thesaurus.current(at), typing=typing)


def matching(rows: PublicQuerySet, query: Query, *, probed: bool = False) -> PublicQuerySet:
    """Those of `rows` whose words match `query`."""
    conditions, _ = conditions_of(rows)
    match = Match(kind_of(rows), query, probed=probed, marks=marks_of(conditions))
    return rows.filter(pk__worded=match)


def corrected(query: Query, words: thesaurus.Thesaurus, text: str) -> Correction | None:
    """`text` with each word nothing public has spelt as the directory spells what is nearest."""
    shown = _joined(text, query)
    changes = {}
    for said in query.unknown if shown == text else ():
        for word in said:
            if word not in words.spellings and (better := corrected_word(word, words.spellings)):
                changes[word] = " ".join(better)
    shown = respelt(shown, changes) if changes else shown
    return Correction(text, shown) if shown != text else None


def _joined(text: str, query: Query) -> str:
    """`text` with two words as one where nothing public has one of them, but has them as one."""
    for one, other in pairwise(query.required):
        if one.alternatives and other.alternatives:
            continue
        words = (*one.said, *other.said)
        if len(words) == 2 and is_spelt("".join(words)):
            apart = r"\W+".join(map(re.escape, words))
            text = re.sub(rf"\b{apart}\b", "".join(words), text, count=1, flags=re.IGNORECASE)
    return text


def kind_of(rows: PublicQuerySet) -> PublicKind:
    """The kind of record `rows` are of."""
    return next(kind for kind, model in PUBLIC_ROWS.items() if model is rows.model)


def _relaxed(found: Found) -> Found:
    """`found`, or what is found with fewer of the words: as many of them as it takes."""
    parts = len(found.query.required)
    for needed in range(parts - 1, 0, -1):
        fewer = replace(found, query=found.query.relaxed(needed))
        if fewer.total >= LITTLE or (needed * 2 <= parts and fewer.total):
            return fewer
    return found


_chunk = re.compile(r'[^\s"“”]+')


def respelt(text: str, changes: dict[str, str]) -> str:
    """`text` with these folded words in place of others."""

    def changed(chunk: re.Match[str]) -> str:
        words = words_of(chunk[0])
        if changes.keys().isdisjoint(words):
            return chunk[0]
        return " ".join(changes.get(word, word) for word in words)

    return _chunk.sub(changed, text)
