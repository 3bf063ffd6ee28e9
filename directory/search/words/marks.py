"""Marks: what a record is filed under, where it is and how one takes part, as tokens.

They stand beside its words. A question for a word, a term and a place is then one look into one
index, on both databases, where joining the three takes four times as long (docs/performance.md).
Marks of places only narrow: a cell is larger than what is near, so that is still asked of what they
leave.
"""

from collections.abc import Collection, Iterable, Iterator
from math import floor
from uuid import UUID

from directory.places.geometry import Box, Point
from directory.search.conditions import AnyOf, Standing

# Cells are this many to a degree of latitude, and so many times fewer to one of longitude: about
# square in the north of England, from 14 km across to 1.7.
LEVELS = (8, 16, 32, 64)
WIDER = 0.6
# How many cells are asked for at most; a wider box is asked for by larger cells, or by none.
MOST_CELLS = 25


def term_mark(id: UUID | str) -> str:
    """The mark of what is filed under a term, or under one narrower."""
    return f"qt{str(id).replace('-', '')}"


def marks_of_terms(ids: Iterable[UUID | str]) -> AnyOf:
    """The marks of which whatever is filed under one of these terms has one."""
    return frozenset(map(term_mark, ids))


def marks_of_attending(values: Iterable[str]) -> AnyOf:
    """The marks of which whatever one can take part in, in one of these ways, has one."""
    return frozenset(f"qa{value.replace('_', '')}" for value in values)


def marks_of_point(point: Point) -> Iterator[str]:
    """The marks of what is at `point`: its cell of each size."""
    for level in LEVELS:
        yield _cell(level, *_place(level, point.latitude, point.longitude))


def marks_in(box: Box) -> AnyOf | None:
    """The marks of which whatever is in `box` has one; None if it is too wide to say."""
    for level in reversed(LEVELS):
        ranges = [
            (*_place(level, box.south, west), *_place(level, box.north, east))
            for west, east in box.longitude_ranges
        ]
        cells = sum((north - south + 1) * (east - west + 1) for south, west, north, east in ranges)
        if cells <= MOST_CELLS:
            return frozenset(
                _cell(level, row, column)
                for south, west, north, east in ranges
                for row in range(south, north + 1)
                for column in range(west, east + 1)
            )
    return None


def _place(level: int, latitude: float, longitude: float) -> tuple[int, int]:
    return floor((latitude + 90) * level), floor((longitude + 180) * level * WIDER)


def _cell(level: int, row: int, column: int) -> str:
    return f"qc{level}x{row}x{column}"


def marks_of(conditions: Iterable[Standing]) -> tuple[AnyOf, ...]:
    """Of each set one mark is had by whatever meets `conditions`; the smallest sets first."""
    found = {one.marks for one in conditions if one.marks}
    return tuple(sorted(found, key=lambda marks: (len(marks), sorted(marks))))


def joined(marks: Collection[str]) -> str:
    """Marks as they are stored."""
    return " ".join(sorted(set(marks)))
