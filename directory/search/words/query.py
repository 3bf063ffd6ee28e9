"""What somebody typed, read: which words must be there, which must not, and what would do as well.

`food "drop in" -meat` finds records with the word food and the phrase drop in, and without the word
meat. Nothing that is typed is an error of syntax; what is neither letter nor digit parts words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import log

from directory.search.models import Spelling, Token
from directory.search.words.analysis import STOP_WORDS, token, words_of
from directory.search.words.thesaurus import Thesaurus

LONGEST = 200
MOST_WORDS = 24
# What a widened match weighs beside one of the words as typed.
WIDENED = 0.5
# The last word may be unfinished from this length on; letters of other scripts say more.
SHORTEST_START, SHORTEST_START_ELSEWHERE = 3, 2
# Of how many parts "at least some" can be asked; of more, the most telling are taken.
MOST_RELAXED = 6
# How many words a query may have that is asked row by row.
MOST_PLAIN = 4
# Of the words that begin as the last one does, this many are looked for, the most frequent first.
MOST_ENDINGS = 64

# People ask in sentences. These are not looked for where there is anything else to look for.
FILLERS = frozenset(
    [
        "i",
        "im",
        "ive",
        "id",
        "am",
        "my",
        "me",
        "we",
        "our",
        "us",
        "you",
        "your",
        "myself",
        "who",
        "what",
        "where",
        "when",
        "which",
        "how",
        "can",
        "cant",
        "could",
        "would",
        "should",
        "may",
        "might",
        "will",
        "was",
        "were",
        "be",
        "been",
        "being",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "having",
        "need",
        "needs",
        "needed",
        "want",
        "wants",
        "wanted",
        "look",
        "looking",
        "find",
        "finding",
        "get",
        "getting",
        "got",
        "give",
        "like",
        "please",
        "about",
        "from",
        "into",
        "that",
        "this",
        "these",
        "those",
        "there",
        "them",
        "they",
        "he",
        "she",
        "his",
        "her",
        "him",
        "its",
        "if",
        "but",
        "so",
        "too",
        "very",
        "really",
        "just",
        "some",
        "any",
        "anything",
        "something",
        "anyone",
        "somewhere",
        "near",
        "nearby",
        "around",
    ]
)
# These are looked for only to tell records apart: nearly everything here is some help or service.
OPTIONAL = frozenset(
    ["help", "helping", "support", "service", "services", "local", "people", "person", "place"]
)


class Nothing(ValueError):
    """There is no word to look for in what was typed."""


class TooMuch(ValueError):
    """More was typed than is looked for."""


Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Alternative:
    """One way to meet a part: all of `tokens`, next to each other if `adjacent`."""

    tokens: Tokens
    adjacent: bool
    typed: bool
    idf: float

    @property
    def weight(self) -> float:
        return self.idf if self.typed else self.idf * WIDENED


@dataclass(frozen=True)
class Part:
    """One thing that is asked for, in any of several words. `said` is how it was typed, folded."""

    said: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    optional: bool = False

    @property
    def typed(self) -> "Part":
        """The part without what widens it."""
        return replace(self, alternatives=tuple(one for one in self.alternatives if one.typed))


@dataclass(frozen=True)
class Query:
    """What to look for. At least `needed` of the parts that are not optional must be met."""

    parts: tuple[Part, ...]
    excluded: tuple[Tokens, ...]
    needed: int

    @property
    def required(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.optional)

    @property
    def is_relaxed(self) -> bool:
        return self.needed < len(self.required)

    @property
    def telling(self) -> tuple[list[Part], int]:
        """The parts of which some must be met when relaxed, the rarest first, and how many.

        Those that the directory has at all, and no more than `MOST_RELAXED` of them.
        """
        parts = [part for part in self.required if part.alternatives]
        parts.sort(key=lambda part: -max(one.weight for one in part.alternatives))
        return parts[:MOST_RELAXED], min(self.needed, MOST_RELAXED)

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but a few words, without phrases and much that widens them."""
        alternatives = [one for part in self.parts for one in part.alternatives]
        longest = max((len(one.tokens) for one in alternatives), default=1)
        return longest == 1 and len(alternatives) <= MOST_PLAIN and not self.excluded

    @property
    def exactly(self) -> "Query":
        """The query without what widens it."""
        return replace(self, parts=tuple(part.typed for part in self.parts))

    @property
    def unknown(self) -> tuple[tuple[str, ...], ...]:
        """The parts nothing public has, as they were typed."""
        return tuple(part.said for part in self.required if not part.alternatives)

    def relaxed(self, needed: int) -> "Query":
        """The same, content with fewer parts."""
        return replace(self, needed=needed)


# --- From text to items --------------------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """A word or phrase as typed, folded and without stop words."""

    words: tuple[str, ...]
    quoted: bool = False
    excluded: bool = False

    @property
    def tokens(self) -> Tokens:
        return tuple(map(token, self.words))


_item = re.compile(r'(?<!\S)(-?)"([^"]*)(?:"|$)|(\S+)')


def items_of(text: str) -> list[Item]:
    """The items of `text`. Raises TooMuch, or Nothing if no word is to be looked for."""
    if len(text) > LONGEST:
        raise TooMuch(f"has {len(text):,} characters; {LONGEST} are the most")
    items = list(_items(text))
    if sum(len(item.words) for item in items) > MOST_WORDS:
        raise TooMuch(f"has more than {MOST_WORDS} words")
    if not any(not item.excluded for item in items):
        # "the", "at": nothing else was typed, or nothing yet.
        items += [Item((word,)) for word in words_of(text)[-1:] if word in STOP_WORDS]
    if all(item.excluded for item in items):
        raise Nothing("has no word to look for")
    return items


def _items(text: str) -> Iterator[Item]:
    for minus, phrase, plain in _item.findall(text.replace("“", '"').replace("”", '"')):
        excluded = bool(minus) or (len(plain) > 1 and plain[0] == "-")
        words = tuple(word for word in words_of(phrase or plain) if word not in STOP_WORDS)
        if not words:
            continue
        if phrase or excluded:
            yield Item(words, quoted=True, excluded=excluded)
        else:
            yield from (Item((word,)) for word in words)


# --- From items to a query -----------------------------------------------------------------------


@dataclass(frozen=True)
class _Wish:
    """A part before it is known which of its alternatives the directory has."""

    said: tuple[str, ...]
    typed: tuple[tuple[Tokens, bool], ...]
    wider: tuple[tuple[Tokens, bool], ...] = ()
    optional: bool = False

    @property
    def tokens(self) -> Iterator[str]:
        for tokens, _ in (*self.typed, *self.wider):
            yield from tokens


def read(text: str, thesaurus: Thesaurus, *, typing: bool = False) -> Query:
    """`text` as a query.

    The last word may be unfinished: words that begin with it will do if nothing public has it as
    it stands, or in any case while somebody is `typing`. Raises Nothing or TooMuch.
    """
    items = items_of(text)
    wishes = list(_wishes([item for item in items if not item.excluded], thesaurus))
    if not all(wish.optional for wish in wishes):
        wishes = [wish for wish in wishes if not _is_filler(wish)]
    else:
        wishes = [replace(wish, optional=False) for wish in wishes]
    counts = documents_with({token for wish in wishes for token in wish.tokens} | {""})
    if wishes and _may_be_unfinished(items[-1], wishes[-1], counts, typing=typing):
        endings = _endings(items[-1].words[0])
        counts |= endings
        begun = (((token,), False) for token in endings)
        typed = tuple(dict.fromkeys((*wishes[-1].typed, *begun)))
        wishes[-1] = replace(wishes[-1], typed=typed, optional=False)
    parts = tuple(_part(wish, counts) for wish in wishes)
    excluded = tuple(item.tokens for item in items if item.excluded)
    return Query(parts, excluded, sum(not part.optional for part in parts))


def _may_be_unfinished(last: Item, wish: _Wish, counts: dict[str, int], *, typing: bool) -> bool:
    if last.excluded or last.quoted or wish.said != last.words:
        return False
    return typing or not any(counts.get(token) for token in wish.tokens)


def _is_filler(wish: _Wish) -> bool:
    return wish.optional and wish.said[0] in FILLERS


def _wishes(items: list[Item], thesaurus: Thesaurus) -> Iterator[_Wish]:
    """Items as parts: the longest phrases of the thesaurus first, from left to right."""
    place = 0
    while place < len(items):
        run = 0
        while (
            place + run < len(items) and run < thesaurus.longest and not items[place + run].quoted
        ):
            run += 1
        for length in range(run, 0, -1):
            taken = items[place : place + length]
            tokens = tuple(token for item in taken for token in item.tokens)
            wider = thesaurus.wider(tokens)
            if wider or length == 1:
                said = tuple(word for item in taken for word in item.words)
                yield _Wish(said, ((tokens, False),), wider, _is_optional(said, wider))
                place += length
                break
        else:
            yield _Wish(items[place].words, ((items[place].tokens, True),))
            place += 1


def _is_optional(said: tuple[str, ...], wider: tuple[tuple[Tokens, bool], ...]) -> bool:
    return not wider and len(said) == 1 and (said[0] in OPTIONAL or said[0] in FILLERS)


def _part(wish: _Wish, counts: dict[str, int]) -> Part:
    alternatives = [
        Alternative(tokens, adjacent, typed, _idf(tokens, counts))
        for ways, typed in ((wish.typed, True), (wish.wider, False))
        for tokens, adjacent in sorted(ways)
        if all(counts.get(token) for token in tokens)
    ]
    return Part(wish.said, tuple(alternatives), wish.optional)


def _idf(tokens: Tokens, counts: dict[str, int]) -> float:
    """How telling it is to find `tokens`: BM25's inverse document frequency, of the rarest."""
    all_documents = counts.get("", 0)
    documents = min(counts[token] for token in tokens)
    return log(1 + (all_documents - documents + 0.5) / (documents + 0.5))


# --- What the directory has ----------------------------------------------------------------------


def documents_with(tokens: Iterable[str]) -> dict[str, int]:
    """In how many public records each of `tokens` stands; of all of them under the empty token."""
    rows = Token.objects.filter(token__among=list(tokens))
    return dict(rows.values_list("token", "documents"))


def _endings(word: str) -> dict[str, int]:
    """The tokens of words that begin with `word`, and how many records have each."""
    if len(word) < (SHORTEST_START if word.isascii() else SHORTEST_START_ELSEWHERE):
        return {}
    begun = Spelling.objects.filter(word__gte=word, word__lt=word + "\U0010ffff")
    rows = Token.objects.filter(token__in=begun.values("token")).order_by("-documents", "token")
    return dict(rows.values_list("token", "documents")[:MOST_ENDINGS])
