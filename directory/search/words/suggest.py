"""Completes what somebody is typing: categories, names and places that have a word beginning so."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from directory.search.models import Completion
from directory.search.words.analysis import words_of
from directory.search.words.query import LONGEST, TooMuch

PLACE = "place"


@dataclass(frozen=True)
class Suggestion:
    """A name to choose, and what it is the name of: a kind of record, or a place."""

    text: str
    kind: str


# Given the folded beginning of a name and how many are wanted, names of places.
Places = Callable[[str, int], Iterable[str]]


def no_places(start: str, limit: int) -> Iterable[str]:
    return ()


def suggest(text: str, *, limit: int = 10, places: Places = no_places) -> list[Suggestion]:
    """At most `limit` names with a word that begins as `text` does.

    Categories first, then places, then names that begin so, then names in which a later word does;
    each by the alphabet, and each name once. Raises TooMuch.
    """
    if len(text) > LONGEST:
        raise TooMuch(f"has {len(text):,} characters; {LONGEST} are the most")
    start = " ".join(words_of(text))
    if not start:
        return []
    found: dict[str, Suggestion] = {}
    for rank in Completion.Rank.values:
        if rank == Completion.Rank.NAME:
            for name in places(start, limit):
                found.setdefault(_folded(name), Suggestion(name, PLACE))
        for name, kind in _completions(start, rank, limit):
            found.setdefault(_folded(name), Suggestion(name, kind))
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def _completions(start: str, rank: int, limit: int) -> Iterable[tuple[str, str]]:
    rows = Completion.objects.filter(rank=rank, start__gte=start, start__lt=start + "\U0010ffff")
    different = rows.order_by("start", "name", "kind").distinct()
    for _, name, kind in different.values_list("start", "name", "kind")[: 2 * limit]:
        yield name, kind


def _folded(name: str) -> str:
    return " ".join(words_of(name))
