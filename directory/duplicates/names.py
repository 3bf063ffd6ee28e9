"""Names as they are compared: how alike two are, and the keys under which the like are found.

Every measure here hangs on words that have a key in common, so that whatever is alike is also found
by its keys: nothing is missed that a comparison of all with all would find.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations


def listed(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


# Words that tell nothing apart.
SMALL = listed("the a an of and at in for on to by with from ltd limited cic cio llp plc uk")
# Words that half the directory has in its names count half.
COMMON = listed(
    """
    community centre center group club hall church project service society association trust
    support help network session class charity foundation team local bradford
    """
)
# Names that differ in one of these mean different things, however alike they are otherwise.
TELLING = listed(
    """
    monday tuesday wednesday thursday friday saturday sunday
    men women boy girl junior senior adult child beginner advanced
    """
)
VOWELS = re.compile(r"(?<=.)[aeiou]")
DOUBLED = re.compile(r"(.)\1+")
LONG_ENOUGH = 6  # letters from which on a word may be misspelt
MOST_WORDS = 8  # of one name are compared
ALIKE = 0.7  # and more is said to be alike


def folded(name: str) -> str:
    """`name` without case, accents and apostrophes, and with `&` in words."""
    text = unicodedata.normalize("NFKD", name[:300]).casefold().replace("&", " and ")
    return "".join(
        letter for letter in text if not unicodedata.combining(letter) and letter not in "'’`"
    )


@lru_cache(maxsize=50_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of `name` that tell something, each once, without a plural's s."""
    words = [_singular(word) for word in re.findall(r"[^\W_]+", folded(name))]
    telling = [word for word in words if word not in SMALL]
    return tuple(dict.fromkeys(telling or words))[:MOST_WORDS]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """What is left of `word` when it is misspelt in the usual ways: no vowels, nothing doubled."""
    if len(word) < LONG_ENOUGH or not word.isalpha():
        return word
    bones = DOUBLED.sub(r"\1", VOWELS.sub("", word))
    return bones if len(bones) > 2 else word


def compact(name: str) -> str:
    """`name` without spaces: `food bank` and `foodbank` are one."""
    return "".join(words_of(name))


def keys_of(name: str) -> set[str]:
    """The keys of `name`: two names that are alike have one in common.

    Where neither is a single word, that is one besides `word:`, which many names share.
    """
    words = sorted({skeleton(word) for word in words_of(name)})
    if not words:
        return set()
    keys = {f"whole:{skeleton(compact(name))[:60]}"}
    keys |= {f"word:{word[:60]}" for word in words}
    keys |= {f"words:{one[:60]} {other[:60]}" for one, other in combinations(words, 2)}
    return keys if len(words) > 1 else keys | {f"only:{words[0][:60]}"}


def likeness(one: str, other: str) -> float:
    """How alike two names are: 1 is the same, below `ALIKE` they are not."""
    mine, theirs = words_of(one), words_of(other)
    if not mine or not theirs:
        return 0.0
    if set(mine) == set(theirs) or compact(one) == compact(other):
        return 1.0
    if _means_another(mine, theirs):
        return 0.0
    if _may_be_misspelt(compact(one), compact(other)):
        return 0.95
    matched = [word for word in mine if any(same_word(word, there) for there in theirs)]
    shared = _weight(matched)
    if not shared:
        return 0.0
    either = _weight(mine) + _weight(theirs) - shared
    share = shared / either
    inside = shared / min(_weight(mine), _weight(theirs))
    # `St Mary` in `St Mary's Church Hall` is alike; one common word in a longer name is not.
    return min(1.0, (share + min(1.0, inside)) / 2) if shared >= 1 else 0.0


def most_alike(ones: Iterable[str], others: Iterable[str]) -> float:
    """How alike the most alike of two records' names are."""
    others = list(others)
    return max((likeness(one, other) for one in ones for other in others), default=0.0)


def same_word(one: str, other: str) -> bool:
    return one == other or _may_be_misspelt(one, other)


def _may_be_misspelt(one: str, other: str) -> bool:
    """Whether one is the other with a single slip, in a word long enough to be sure."""
    if min(len(one), len(other)) < LONG_ENOUGH or skeleton(one) != skeleton(other):
        return False
    return one.isalpha() and other.isalpha() and _one_slip(one, other)


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, fewer, other or changed with its neighbour makes the difference."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        start += 1
    first, second = one[start:], other[start:]
    return (
        first[1:] == second
        or first == second[1:]
        or first[1:] == second[1:]
        or (first[:2] == second[1::-1] and first[2:] == second[2:])
    )


def _means_another(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the names differ in a number, a day or for whom it is."""
    telling = [
        {word for word in words if word in TELLING or not word.isalpha()}
        for words in (mine, theirs)
    ]
    return bool(telling[0] and telling[1] and telling[0] != telling[1])


def _weight(words: Iterable[str]) -> float:
    return sum(0.5 if word in COMMON else 1.0 for word in words)
