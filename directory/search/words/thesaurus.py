"""What else a search for some words should find. Moderators keep it in the admin."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection

from directory.publication.reading import Version
from directory.search.models.thesaurus import ThesaurusEntry, phrases_of
from directory.search.words.analysis import analysed

Tokens = tuple[str, ...]
# Words that will do in place of others, and whether they mean the same or are only found also.
Wider = tuple[Tokens, bool]
# A query must stay quick whatever moderators write.
MOST_WIDER = 24


@dataclass
class Thesaurus:
    """The entries in use, by the tokens they are asked for with.

    `longest` is the number of tokens of the longest of these, `spellings` are their words.
    """

    ways: dict[Tokens, tuple[Wider, ...]] = field(default_factory=dict)
    longest: int = 1
    spellings: frozenset[str] = frozenset()

    def wider(self, tokens: Tokens) -> tuple[Wider, ...]:
        """What will do in place of `tokens`, each with whether it means the same."""
        return self.ways.get(tokens, ())


def thesaurus_of(entries: list[tuple[str, str]]) -> Thesaurus:
    """The thesaurus of these entries: their words, and what they find also."""
    ways: dict[Tokens, dict[Tokens, bool]] = defaultdict(dict)
    spellings: set[str] = set()
    for words, finds_also in entries:
        same = [_tokens(phrase) for phrase in phrases_of(words)]
        others = [_tokens(phrase) for phrase in phrases_of(finds_also)]
        spellings |= {word for phrase in phrases_of(words) for word in analysed(phrase).words}
        for asked in filter(None, same):
            wider = ways[asked]
            for found in (*same, *others):
                if found and found != asked:
                    wider[found] = wider.get(found, False) or found in same
    return Thesaurus(
        {
            asked: tuple(sorted(found.items(), key=_the_same_first)[:MOST_WIDER])
            for asked, found in ways.items()
        },
        max(map(len, ways), default=1),
        frozenset(spellings),
    )


def _the_same_first(wider: Wider) -> bool:
    return not wider[1]


def _tokens(phrase: str) -> Tokens:
    return tuple(analysed(phrase).tokens.split())


_kept: dict[str, Thesaurus] = {}


def current(at: Version) -> Thesaurus:
    """The thesaurus, remembered by the process for this version of the public record.

    A changed entry moves that version on as well (directory/search/models/thesaurus.py).
    """
    kept = f"{connection.alias}:{at.tag}"
    if kept not in _kept:
        entries = ThesaurusEntry.objects.filter(in_use=True).order_by("id")
        made = thesaurus_of(list(entries.values_list("words", "finds_also")))
        _kept.clear()
        _kept[kept] = made
    return _kept[kept]
