"""From text to tokens: what both databases are given in place of words.

Neither database's own analysis is used, since the two differ. Text is folded (case, accents,
apostrophes), split into words, and each word is cut to its English stem by Porter2. Other scripts
are kept as they are written, but for marks that are often left out. A token is nothing but
`a` to `z` and digits, and begins with a letter, so that neither database sees anything in it but
one word.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

import snowballstemmer

# Stands between texts, so that no phrase is found across two of them. No word becomes it.
GAP = "qx"
# Longer words are cut: they are addresses of pages and attacks.
LONGEST_WORD = 30
# Words every text has. They are not indexed, so they count in no query and no phrase.
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)
# What Porter2 cuts otherwise than its neighbours.
STEMS = {"buses": "bus"}

_stemmer = snowballstemmer.stemmer("english")


class Analysed(NamedTuple):
    """What is indexed of one text: its tokens, joined by blanks, and the words they come from."""

    tokens: str
    words: frozenset[str]


NOTHING = Analysed("", frozenset())


@lru_cache(maxsize=8192)
def analysed(text: str) -> Analysed:
    """The tokens and words of `text`, without stop words.

    Remembered, since the same texts stand in many documents: an organization's description in
    those of its services, a term's name in all that is filed under it.
    """
    words = [word for word in words_of(text) if word not in STOP_WORDS]
    return Analysed(" ".join(map(token, words)), frozenset(words)) if words else NOTHING


def words_of(text: str) -> list[str]:
    """The words of `text` in order, folded."""
    if text.isascii():
        folded = text.lower()
        pattern = _ascii_word
    else:
        folded = fold(text)
        pattern = _any_word()
    if "'" in folded:
        folded = _possessive.sub("", folded).replace("'", "")
    return [word[:LONGEST_WORD] for word in pattern.findall(folded)]


# A word is stemmed once a process; whoever sends invented words only pushes out others.
@lru_cache(maxsize=65536)
def token(word: str) -> str:
    """The token of a folded word."""
    return _plain(STEMS.get(word) or _stem(word))


def _stem(word: str) -> str:
    return _stemmer.stemWord(word) if len(word) > 2 and _english(word) else word


def _english(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _plain(stem: str) -> str:
    """`stem` in ASCII, different for different stems, and never beginning with a digit.

    `q` is doubled, and begins what stands for anything else.
    """
    if "q" in stem or not stem.isascii():
        stem = "".join(map(_plain_letter, stem))
    return f"qz{stem}" if stem[0].isdigit() else stem


def _plain_letter(letter: str) -> str:
    if letter == "q":
        return "qq"
    return letter if letter.isascii() else f"q{ord(letter):06x}"


# --- Folding -------------------------------------------------------------------------------------


def fold(text: str) -> str:
    """`text` without case, accents, vowel marks and other differences people do not type."""
    # Apostrophes first: some of them are taken apart into a blank and an accent.
    text = text.translate(_APOSTROPHES).casefold()
    return unicodedata.normalize("NFKD", text).casefold().translate(_folds())


# Marks over and under letters that are left out by many who write: accents of Latin, Greek and
# Cyrillic, points of Hebrew, vowels of Arabic. Those of Indian scripts are letters, and stay.
_LEFT_OUT = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x06D6, 0x06ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
_APOSTROPHES = {ord(letter): "'" for letter in "’‘ʼʻ`´＇′"}
_LETTERS = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    # Keyboards of Arabic, Urdu and Punjabi differ in these.
    "ي": "ی",
    "ى": "ی",
    "ك": "ک",
    "ە": "ہ",
    "ه": "ہ",
    # Stretched letters, joiners and soft hyphens.
    **dict.fromkeys("ـ\u200b\u200c\u200d\u2060\ufeff\u00ad\u0670", ""),
}


@cache
def _folds() -> dict[int, str]:
    marks = {
        code: ""
        for first, last in _LEFT_OUT
        for code in range(first, last + 1)
        if unicodedata.combining(chr(code)) or unicodedata.category(chr(code)) == "Me"
    }
    return marks | {ord(letter): to for letter, to in _LETTERS.items()}


# --- Splitting -----------------------------------------------------------------------------------

_ascii_word = re.compile(r"[a-z0-9]+")
_possessive = re.compile(r"'s(?![^\W_])")


@cache
def _any_word() -> re.Pattern[str]:
    r"""Letters, digits and the marks that belong to them, which Python's \w leaves out."""
    marks = [
        code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)) in ("Mn", "Mc")
    ]
    ranges = []
    for _, group in groupby(enumerate(marks), lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in group]
        ranges.append(f"{chr(codes[0])}-{chr(codes[-1])}")
    return re.compile(f"[^\\W_](?:[^\\W_]|[{''.join(ranges)}])*")
