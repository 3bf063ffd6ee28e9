"""Outward codes and places of Bradford District and Craven that come with the code.

Written from general knowledge, so that a fresh clone can answer with nothing loaded: an outward
code's middle is good to about two kilometres, a place's to one. `tests/places/test_gazetteer.py`
holds them to ONS's postcodes where those are at hand.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from directory.places.geometry import Point

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Place:
    """A town, village or neighbourhood, by its own name and others it goes by."""

    name: str
    point: Point
    alternate_names: tuple[str, ...] = ()


@cache
def outward_codes() -> Mapping[str, Point]:
    """The middle of each outward code."""
    return {row["code"]: _point(row) for row in _rows("outward_codes.csv")}


@cache
def places() -> tuple[Place, ...]:
    """Every place, in the order of the file: the main towns first."""
    return tuple(
        Place(row["name"], _point(row), separated(row["alternate_names"], ";"))
        for row in _rows("places.csv")
    )


def separated(text: str, by: str) -> tuple[str, ...]:
    """The names in `text`, without blanks."""
    return tuple(name.strip() for name in text.split(by) if name.strip())


_APOSTROPHES = re.compile(r"['’‘`´]")
_GAPS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)  # the gazetteer's own names are folded for every question
def folded(name: str) -> str:
    """`name` as names are compared: without case, accents, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("&", " and ")
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _GAPS.sub(" ", _APOSTROPHES.sub("", letters)).strip()


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _point(row: Mapping[str, str]) -> Point:
    return Point(float(row["latitude"]), float(row["longitude"]))
