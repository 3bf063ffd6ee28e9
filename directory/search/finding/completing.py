"""Completes what is typed into a search box: with names, categories and places."""

from collections.abc import Iterator

from directory.places.points import place_names
from directory.publication.remembered import cache
from directory.search.words.analysis import words_of
from directory.search.words.suggest import Suggestion, suggest

# Moderators add places now and then; for so many seconds nobody need see it.
REMEMBERED = 60


def completions(text: str, *, limit: int) -> list[Suggestion]:
    """At most `limit` names with a word that begins as `text` does. Raises TooMuch."""
    return suggest(text, limit=limit, places=places_beginning)


def places_beginning(start: str, limit: int) -> list[str]:
    """At most `limit` places with a word that begins so: first those whose first word does."""
    found = list(_places_having(start))
    found.sort(key=lambda one: (not one[0].startswith(start), one))
    return [name for _, name in found[:limit]]


def _places_having(start: str) -> Iterator[tuple[str, str]]:
    for folded, name in cache.get_or_set("places:names", _folded_names, REMEMBERED) or ():
        if f" {start}" in f" {folded}":
            yield folded, name


def _folded_names() -> list[tuple[str, str]]:
    return [(" ".join(words_of(name)), name) for name in place_names()]
