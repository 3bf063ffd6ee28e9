"""What somebody typed, read: which words must be there, which must not, and what would do as well.

`food "drop in" -meat` finds records with the word food and the phrase drop in, and without the word
meat. Nothing that is typed is an error of syntax; what is neither letter nor digit parts words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import log

from django.db.models import F, QuerySet, Sum

from directory.publication.models import PublicKind
from directory.search.models import NUMBERS, Spelling, Token
from directory.search.words.analysis import STOP_WORDS, token, words_of
from directory.search.words.small_words import FILLERS, OPTIONAL
from directory.search.words.thesaurus import Thesaurus, Wider

LONGEST = 200
MOST_WORDS = 24
# What else weighs beside a word as typed: a longer one that begins so, where the word as typed is
# known; what means the same; what is found also; the words of a known phrase, but apart.
ENDING, SAME, ALSO, APART = 0.3, 0.8, 0.5, 0.5
# The last word may be unfinished from this length on; letters of other scripts say more.
SHORTEST_START, SHORTEST_START_ELSEWHERE = 3, 2
# Of how many parts "at least some" can be asked; of more, the most telling are taken.
MOST_RELAXED = 6
# How many words a query may have that is asked row by row.
MOST_PLAIN = 4
# How many fillers a phrase of the thesaurus is recognised around.
MOST_PASSED_OVER = 2
# Of the words that begin as the last one does, this many are looked for, the most frequent first.
MOST_ENDINGS = 64


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
    worth: float
    idf: float

    @property
    def typed(self) -> bool:
        """Whether it is what was typed, or that when it is finished."""
        return self.worth == 1

    @property
    def weight(self) -> float:
        return self.idf * self.worth


@dataclass(frozen=True)
class Part:
    """One thing that is asked for, in any of several words. `said` is how it was typed, folded."""

    said: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    optional: bool = False

    @property
    def weight(self) -> float:
        """How telling it is to meet it; 0 if nothing public does."""
        return max((one.weight for one in self.alternatives), default=0.0)

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
        parts.sort(key=lambda part: -part.weight)
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


# Tokens, whether they must be neighbours, and what they are worth beside what was typed.
_Way = tuple[Tokens, bool, float]


@dataclass(frozen=True)
class _Wish:
    """A part before it is known which of its alternatives the directory has."""

    said: tuple[str, ...]
    ways: tuple[_Way, ...]
    optional: bool = False

    @property
    def tokens(self) -> Iterator[str]:
        for tokens, *_ in self.ways:
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
        wishes[-1], counts = _unfinished(wishes[-1], counts)
    parts = tuple(_part(wish, counts) for wish in wishes)
    excluded = tuple(item.tokens for item in items if item.excluded)
    return Query(parts, excluded, sum(not part.optional for part in parts))


def _unfinished(wish: _Wish, counts: dict[str, int]) -> tuple[_Wish, dict[str, int]]:
    """`wish` with the words that begin as it does, and `counts` with theirs."""
    endings = _endings(wish.said[0])
    known = any(counts.get(token) for token in wish.tokens)
    there = {tokens for tokens, *_ in wish.ways}
    begun = (
        ((token,), False, ENDING if known else 1.0) for token in endings if (token,) not in there
    )
    ways = (*wish.ways, *begun)
    return replace(wish, ways=ways, optional=wish.optional and known), counts | endings


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
            place + run < len(items)
            and run < thesaurus.longest + MOST_PASSED_OVER
            and not items[place + run].quoted
        ):
            run += 1
        for length in range(run, 0, -1):
            taken = items[place : place + length]
            tokens, wider = _as_known(taken, thesaurus)
            if wider or length == 1:
                said = tuple(word for item in taken for word in item.words)
                ways = (*_typed_ways(tokens), *map(_wider_way, wider))
                yield _Wish(said, ways, _is_optional(said, wider))
                place += length
                break
        else:
            yield _Wish(items[place].words, ((items[place].tokens, True, 1.0),))
            place += 1


def _as_known(taken: list[Item], thesaurus: Thesaurus) -> tuple[Tokens, tuple[Wider, ...]]:
    """The tokens of `taken` and what will do in their place.

    "Raising her grandchildren" is known as "raising grandchildren" is: fillers inside a phrase are
    passed over, unless the thesaurus has the phrase with them.
    """
    tokens = tuple(token for item in taken for token in item.tokens)
    wider = thesaurus.wider(tokens)
    inner = [item for item in taken[1:-1] if item.words[0] not in FILLERS]
    if wider or len(inner) + 2 >= len(taken):
        return tokens, wider
    fewer = tuple(token for item in (taken[0], *inner, taken[-1]) for token in item.tokens)
    wider = thesaurus.wider(fewer)
    return (fewer, wider) if wider else (tokens, wider)


def _typed_ways(tokens: Tokens) -> Iterator[_Way]:
    """A phrase the thesaurus knows is one thing: its words apart are less."""
    yield tokens, len(tokens) > 1, 1.0
    if len(tokens) > 1:
        yield tokens, False, APART


def _wider_way(wider: Wider) -> _Way:
    tokens, same = wider
    return tokens, len(tokens) > 1, SAME if same else ALSO


def _is_optional(said: tuple[str, ...], wider: tuple[Wider, ...]) -> bool:
    return not wider and len(said) == 1 and (said[0] in OPTIONAL or said[0] in FILLERS)


def _part(wish: _Wish, counts: dict[str, int]) -> Part:
    alternatives = [
        Alternative(tokens, adjacent, worth, _idf(tokens, counts))
        for tokens, adjacent, worth in sorted(wish.ways, key=lambda way: (-way[2], way))
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
    """In how many public records each of `tokens` stands; of all of them under the empty token.

    Services at locations do not count: their words are those of their service and location.
    """
    return dict(_in_all_kinds(Token.objects.filter(token__among=list(tokens))))


def documents_of(kind: PublicKind, token: str) -> int:
    """In how many public records of `kind` a token stands."""
    counted = Token.objects.filter(token=token, kind=NUMBERS[kind])
    return counted.values_list("documents", flat=True).first() or 0


def _in_all_kinds(rows: QuerySet[Token]) -> QuerySet[Token, tuple[str, int]]:
    counted = rows.exclude(kind=NUMBERS[PublicKind.SERVICE_AT_LOCATION])
    return counted.values("token").annotate(all=Sum("documents")).values_list("token", "all")


def _endings(word: str) -> dict[str, int]:
    """The tokens of words that begin with `word`, and how many records have each."""
    if len(word) < (SHORTEST_START if word.isascii() else SHORTEST_START_ELSEWHERE):
        return {}
    begun = Spelling.objects.filter(word__gte=word, word__lt=word + "\U0010ffff")
    rows = _in_all_kinds(Token.objects.filter(token__in=begun.values("token")))
    return dict(rows.order_by(F("all").desc(), "token")[:MOST_ENDINGS])
