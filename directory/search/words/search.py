"""The doors of this folder: what somebody typed, and what is found for it."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from directory.publication.models import PublicKind, PublicQuerySet
from directory.publication.reading import Version, once
from directory.search.conditions import conditions_of
from directory.search.words import thesaurus
from directory.search.words.analysis import words_of
from directory.search.words.looking import BY_NAME, First, Look, Wanted, kind_of, look_for
from directory.search.words.marks import marks_of
from directory.search.words.matching import Match, count_all
from directory.search.words.query import Query, read
from directory.search.words.ranking import MOST_SCORED, Score, candidates, scored
from directory.search.words.spelling import corrected_word, is_spelt

# Fewer records than this are little: more is looked for.
LITTLE = 10


@dataclass(frozen=True)
class Correction:
    """What was looked for in place of what was typed, as one can say it."""

    typed: str
    shown: str


@dataclass(frozen=True)
class Found:
    """The records of one kind that answer what was typed.

    `among` are the rows that were asked about, `rows` those of them that match, `total` how many
    these are, while the public record is at version `at`. `wanted` is what is wanted of them beside
    their number, if anything. `correction` is there if another spelling was looked for.
    """

    among: PublicQuerySet
    kind: PublicKind
    query: Query
    at: Version
    wanted: Wanted | None = None
    correction: Correction | None = None

    @property
    def rows(self) -> PublicQuerySet:
        return matching(self.among, self.query)

    @property
    def relaxed(self) -> bool:
        """Whether records with only some of the words are among them."""
        return self.query.is_relaxed

    @cached_property
    def look(self) -> Look:
        """Where they are read."""
        return look_for(self.rows)

    @cached_property
    def name(self) -> str:
        """What tells it apart from all else that is found.

        The SQL of the rows says all that was asked, as it was understood: the moment that
        `open_now` means, the point of a postcode, the areas in an area.
        """
        return f"{self.kind}:{self.query}:{self.look}"

    @cached_property
    def total(self) -> int:
        if not self.among.query.where:
            # Without other filters the index knows it, and need not be held against the rows.
            return once(f"all:{self.name}", self.at, lambda: count_all(self.kind, self.query))
        if self.wanted:
            return self._wanted[0]
        return once(f"total:{self.name}", self.at, self.look.count)

    @property
    def had(self) -> Any:
        """What is wanted of the rows."""
        return self._wanted[1]

    @cached_property
    def _wanted(self) -> tuple[int, Any]:
        return self._looked(self.wanted) if self.wanted else (self.total, None)

    def _looked(self, wanted: Wanted) -> tuple[int, Any]:
        if not wanted.is_small:
            return wanted.of(self.look)
        return once(f"{wanted}:{self.name}", self.at, lambda: wanted.of(self.look))

    def ordered(self, by: str, *, offset: int = 0, limit: int | None = None) -> list[int]:
        """The keys of some of the rows, in the order `by`."""
        total, first = self._looked(First(by))
        end = total if limit is None else min(offset + limit, total)
        if end <= max(offset, len(first)):
            return list(first[offset:end])
        return self.look.keys(by, offset=offset, limit=end - offset)

    def keys(
        self, *, offset: int, limit: int, today: date, first: list[int] | None = None
    ) -> list[int]:
        """The keys of one page of `rows`, the best first.

        `first` are the keys that are ranked, if they are known already (`ranked_first`).
        """
        if offset >= self.total:
            return []
        first = self.ranked_first(today) if first is None else first
        page = first[offset : offset + limit]
        if len(page) < limit and len(first) < self.total:
            start = max(offset - len(first), 0)
            page += self._by_name(first, start, start + limit - len(page))
        return page

    def _by_name(self, first: list[int], start: int, end: int) -> list[int]:
        """Of the rows that are not `first`, some in the order of names."""
        before = set(first)
        by_name = self.look.keys(BY_NAME, limit=end + len(first))
        return [key for key in by_name if key not in before][start:end]

    def ranked_first(self, today: date) -> list[int]:
        """The keys that stand first, in order; what is not among them follows by name."""
        return [key for key, _ in self.scored(today)]

    def scored(self, today: date) -> list[tuple[int, Score]]:
        """The same with their scores, for whoever weighs in something else, such as distance."""
        if self.total <= MOST_SCORED:
            keys = self.ordered(BY_NAME)
        else:
            keys = candidates(self.among, self.kind, self.query, total=self.total)
        return scored(keys, self.kind, self.query, today)


def find(
    rows: PublicQuerySet,
    text: str,
    *,
    at: Version,
    typing: bool = False,
    wanted: Wanted | None = None,
) -> Found:
    """Those of `rows` that answer `text`, in whatever words.

    If there are fewer than `LITTLE`, words that nothing public has are taken as misspelt; if there
    are still as few, records with as many of the words as can be are taken in. Raises Nothing or
    TooMuch (both ValueError). `wanted` is what is wanted of them beside their number.
    """
    words = thesaurus.current(at)
    found = Found(rows, kind_of(rows), _read(text, typing, at), at, wanted)
    if found.total < LITTLE and (correction := corrected(found.query, words, text)):
        found = replace(found, query=read(correction.shown, words), correction=correction)
    return found if found.total >= LITTLE else _relaxed(found)


@lru_cache(maxsize=1024)
def _read(text: str, typing: bool, at: Version) -> Query:
    """What was typed, read with the words there are at that version: the same words come often."""
    return read(text, thesaurus.current(at), typing=typing)


def matching(rows: PublicQuerySet, query: Query) -> PublicQuerySet:
    """Those of `rows` whose words match `query`."""
    conditions, _ = conditions_of(rows)
    match = Match(kind_of(rows), query, marks=marks_of(conditions))
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
