"""The closest spelling: what the directory has that is nearly what was typed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection

from directory.search.models import Spelling
from directory.search.words.query import documents_with

# Shorter words are near too many others.
SHORTEST = 4
# How many words that are equally near are compared by how often they stand.
MOST_COMPARED = 500


def corrected_word(word: str, known: frozenset[str] = frozenset()) -> tuple[str, ...] | None:
    """What `word`, which nothing public has, was probably meant to be; None if that is unclear.

    One word the directory or the thesaurus has (`known`), or two that were typed as one.
    """
    allowed = _allowed(word)
    if not allowed:
        return None
    near = _nearest(word, allowed, known)
    if near:
        frequent = _frequencies(near[:MOST_COMPARED])
        return (min(near, key=lambda other: (-_likely(word, other, frequent), other)),)
    return _apart(word)


def is_spelt(word: str) -> bool:
    """Whether something public has `word`."""
    return Spelling.objects.filter(word=word).exists()


def _nearest(word: str, allowed: int, known: frozenset[str]) -> list[str]:
    """The words with the fewest mistakes, at most `allowed`, by the alphabet."""
    for most in range(1, allowed + 1):
        others = {*_all_words().near(word, most), *_thesaurus(known).near(word, most)}
        if near := sorted(other for other in others if distance_of(word, other, most) <= most):
            return near
    return []


def _allowed(word: str) -> int:
    """How many mistakes a word of this length may have."""
    if len(word) < SHORTEST or word.isdecimal():
        return 0
    return 1 if len(word) < 6 else 2


def _likely(word: str, other: str, frequent: dict[str, int]) -> float:
    """How often `other` stands; people seldom mistake the first letter."""
    return (frequent.get(other, 0) + 1) * (3 if word[0] == other[0] else 1)


def distance_of(one: str, other: str, most: int) -> int:
    """How many letters to add, drop, change or swap with a neighbour make `other` of `one`.

    Damerau and Levenshtein's, each stretch edited once; anything above `most` is `most` + 1.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        # Letters further apart than `most` cannot be each other's.
        first, end = max(1, i - most), min(len(other), i + most)
        row = [far] * (len(other) + 1)
        row[0] = i
        for j in range(first, end + 1):
            against = other[j - 1]
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


# --- The directory's words -----------------------------------------------------------------------


@dataclass
class _Known:
    """The words of the directory by length, each with the set of its letters as bits.

    Kept by the process: a spelling once known is only forgotten with its whole table, and what has
    no records any more is left out by its frequency. New ones are read as they come.
    """

    newest: int = 0
    by_length: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    letters: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def take_in(self, words: Iterable[str]) -> None:
        for word in words:
            self.by_length[len(word)].append(word)

    def near(self, word: str, most: int) -> list[str]:
        """The words whose letters are nearly those of `word`."""
        wanted = _letters(word)
        found = []
        for length in range(len(word) - most, len(word) + most + 1):
            words, letters = self.by_length[length], self.letters[length]
            letters += map(_letters, words[len(letters) :])
            # Each mistake takes away one letter at most, and brings one at most.
            found += [
                other
                for other, bits in zip(words, letters, strict=True)
                if (bits & ~wanted).bit_count() <= most and (wanted & ~bits).bit_count() <= most
            ]
        return found


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


@lru_cache(maxsize=1)
def _thesaurus(known: frozenset[str]) -> _Known:
    theirs = _Known()
    theirs.take_in(known)
    return theirs


_known: dict[tuple[str, int], _Known] = {}


def forget_words() -> None:
    """Let go of the directory's words: they are read anew when next asked for."""
    _known.clear()


def _all_words() -> _Known:
    """The directory's words, with those that are new since they were last asked for."""
    table = Spelling._meta.db_table
    aggregate = "string_agg" if connection.vendor == "postgresql" else "group_concat"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id), max(id) FROM {table}")
        oldest, newest = cursor.fetchone()
        # Another database, or the same one filled anew or restored, has other numbers.
        key = (str(connection.settings_dict["NAME"]), oldest or 0)
        if key not in _known or _known[key].newest > (newest or 0):
            forget_words()
            _known[key] = _Known()
        known = _known[key]
        # As one text: two hundred thousand rows take ten times as long to fetch.
        cursor.execute(
            f"SELECT {aggregate}(word, ' '), max(id) FROM {table} WHERE id > %s", [known.newest]
        )
        text, newest = cursor.fetchone()
    if text:
        known.take_in(text.split(" "))
        known.newest = newest
    return known


def _frequencies(words: list[str]) -> dict[str, int]:
    spelt = Spelling.objects.filter(word__among=words).values_list("word", "token")
    tokens = dict(spelt)
    counts = documents_with(tokens.values())
    return {word: counts.get(token, 0) for word, token in tokens.items()}


def _apart(word: str) -> tuple[str, ...] | None:
    """`word` as two words the directory has, the rarer of which is as frequent as can be."""
    pairs = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
    if not pairs:
        return None
    frequent = _frequencies([piece for pair in pairs for piece in pair])
    best = max(pairs, key=lambda pair: (min(frequent.get(piece, 0) for piece in pair), pair))
    return best if all(frequent.get(piece) for piece in best) else None
