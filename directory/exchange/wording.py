"""Counts and lists as sentences have them."""

from collections.abc import Sequence


def counted(count: int, noun: str) -> str:
    """`1 service`, `2 taxonomy terms`, `1,200 taxonomies`; `noun` may be a kind of record."""
    noun = noun.replace("_", " ")
    if count != 1:
        noun = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun}"


def in_words(parts: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    *others, end = parts
    return f"{', '.join(others)} {last} {end}" if others else end
