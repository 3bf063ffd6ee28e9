"""What people ask, and which services a link worker would have shown them.

The judgements were made from the directory alone, before there was a search: for every query all
services were looked through, and then once more what the peer (bm25.py) had put first. `best` is
what the person wants, `good` would help them, `fair` is worth a look further down; anything else is
of no use. Services are named by their names, of which no two in the directory are alike, so that
other words of an entry may be edited freely. Queries about the demo directory weigh its services,
those about libraries weigh both.

A third is held out, picked by a digest of its text: whoever tunes the search reads and runs only
the others, so that the score of the held-out ones tells what strangers will meet.
"""

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "queries"
GRADES = {"best": 3, "good": 2, "fair": 1}
KINDS = (
    "plain",
    "multi-word",
    "misspelt",
    "colloquial",
    "need",
    "place",
    "phrase",
    "name",
    "prefix",
    "script",
)


@dataclass(frozen=True)
class Query:
    """One query and its judged answers."""

    text: str
    kind: str
    held_out: bool
    of_libraries: bool
    """Whether the libraries must be in the directory for its answers to be."""
    grades: dict[str, int] = field(hash=False)
    """By the name of a service: 3, 2 or 1. Services that are not here have 0."""
    place: str = ""
    """Its words that name a place."""
    locality: str = ""
    """The place that is meant, by the name the directory gives it; an outward code is its own."""


def load() -> list[Query]:
    """Every query, in the order of the files."""
    return [
        _query(path, entry)
        for path in sorted(FOLDER.glob("*/*.toml"))
        for entry in tomllib.loads(path.read_text())["query"]
    ]


def _query(path: Path, entry: dict[str, Any]) -> Query:
    answers = {word: entry.pop(word, []) for word in GRADES}
    grades = {key: grade for word, grade in GRADES.items() for key in answers[word]}
    if len(grades) != sum(map(len, answers.values())):
        raise ValueError(f"{path.name}: {entry['text']!r} has a service twice.")
    return Query(
        **entry,
        held_out=path.parent.name == "held_out",
        of_libraries=path.stem == "libraries",
        grades=grades,
    )


def belongs_to_the_held_out(text: str) -> bool:
    """Whether a query with this text is one of the third that is held out."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 3 == 0
