"""Two versions of a record beside each other, in the words of whoever reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

import orjson

from directory.publication.cores import encode, render_cores
from directory.publication.live import newest_cores
from directory.review.differences import Difference, differences, marked
from directory.review.naming import words_for
from directory.review.sentences import Node

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Line:
    """A difference to be shown: both texts in pieces, each with whether the other lacks it."""

    label: str
    before: Pieces
    after: Pieces


@dataclass(frozen=True)
class Group:
    """The differences of one section."""

    section: str
    lines: list[Line]


def compared(kind: str, before: Node | None, after: Node | None, reader: Any) -> list[Group]:
    """What differs between two cores or snapshots, section by section, for `reader`."""
    return grouped(differences(kind, before, after, words_for(reader, [before, after])))


def grouped(found: Iterable[Difference]) -> list[Group]:
    """Differences by their sections, in the order they come in."""
    return [
        Group(section, [_line(difference) for difference in group])
        for section, group in groupby(found, key=lambda one: one.section)
    ]


def cores_of(kind: str, ids: list[UUID]) -> tuple[dict[UUID, Node | None], dict[UUID, Node | None]]:
    """What is public of each of these records, and what would be if it were published now."""
    live = {UUID(id): orjson.loads(core) if core else None for id, core in newest_cores(kind, ids)}
    working = {UUID(id): as_json(core) for id, core in render_cores(kind, ids).items()}
    return {id: live.get(id) for id in ids}, {id: working.get(id) for id in ids}


def live_core(kind: str, id: UUID) -> Node | None:
    """What is public of a record; None if it is not."""
    core = dict(newest_cores(kind, [id])).get(str(id))
    return orjson.loads(core) if core else None


def working_core(kind: str, id: UUID) -> Node | None:
    """What would be public of a record if it were published as it stands."""
    core = render_cores(kind, [id]).get(str(id))
    return as_json(core) if core else None


def as_json(core: Node) -> Node:
    """`core` with its dates and numbers as they are in JSON, as the log has them."""
    return orjson.loads(encode(core))


def _line(difference: Difference) -> Line:
    before, after = marked(difference.before, difference.after)
    return Line(difference.label, before, after)
