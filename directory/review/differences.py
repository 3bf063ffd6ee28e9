"""What differs between two versions of a record, field by field, in plain English."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from directory.publication.cores import SHAPES
from directory.publication.shapes import Part, Shape
from directory.review.questions import ORDER, question_of
from directory.review.sentences import (
    Node,
    Words,
    attribute_said,
    columns_said,
    metadata_said,
    said,
    value_said,
)

# Rows at least this alike are taken for one that was changed, others for one gone and one new.
ALIKE = 0.5
# Comparing every row with every other has its price, and so has every word with every other.
MOST_COMPARED = 40
MOST_PIECES = 60_000


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `before` or `after` is blank where there was, or is, nothing."""

    section: str
    label: str
    before: str
    after: str


def differences(
    kind: str, before: Node | None, after: Node | None, words: Words | None = None
) -> list[Difference]:
    """What became of `before` in `after`, two cores or two snapshots of one record.

    Child rows that were written anew but say the same are no difference. Whatever else differs is
    told, in the order people read a record in; none is left out.
    """
    found = list(_of_node(SHAPES[kind], before or {}, after or {}, words or Words(), ""))
    return sorted(found, key=lambda one: ORDER.index(one.section))


def _of_node(
    shape: Shape, before: Node, after: Node, words: Words, where: str
) -> Iterable[Difference]:
    columns = dict(columns_said(shape, before) + columns_said(shape, after))
    for name, column in columns.items():
        if where and name == "location_id":
            continue
        old, new = before.get(name), after.get(name)
        if old != new:
            asked = question_of(shape.model, column)
            yield _told(
                asked.section,
                f"{where}{asked.text}",
                "" if old is None else value_said(shape, name, old, words),
                "" if new is None else value_said(shape, name, new, words),
            )
    for part in shape.parts:
        yield from _of_rows(shape, part, before, after, words, where)
    yield from _of_attributes(shape, before, after, words, where)


def _told(section: str, label: str, before: str, after: str) -> Difference:
    """A difference that can be seen: what reads the same is said to differ nevertheless."""
    if before == after:
        after = f"{after} (changed in a way that reads the same)".strip()
    return Difference(section, label, before, after)


def _of_rows(
    shape: Shape, part: Part, before: Node, after: Node, words: Words, where: str
) -> Iterable[Difference]:
    asked = question_of(shape.model, part.name)
    section, label = asked.section, asked.text
    for old, new in _pairs(part.shape, before.get(part.name, []), after.get(part.name, []), words):
        if part.shape.entity == "service_at_location":
            yield from _of_place(section, label, part.shape, old, new, words)
            continue
        was = said(part.shape, old, words) if old else ""
        now = said(part.shape, new, words) if new else ""
        if was != now:
            yield Difference(section, f"{where}{label}", was, now)
        elif _bare(part.shape, old) != _bare(part.shape, new):
            for one in _of_node(part.shape, old or {}, new or {}, words, ""):
                yield Difference(section, f"{where}{label} {one.label}", one.before, one.after)


def _of_place(
    section: str, label: str, shape: Shape, old: Node | None, new: Node | None, words: Words
) -> Iterable[Difference]:
    """A place of a service, and what differs there, a line each."""
    was = words.name(old["location_id"]) if old else ""
    now = words.name(new["location_id"]) if new else ""
    if (old or {}).get("location_id") != (new or {}).get("location_id"):
        yield _told(section, label, was, now)
    yield from _of_node(shape, old or {}, new or {}, words, f"At {now or was}: ")


def _of_attributes(
    shape: Shape, before: Node, after: Node, words: Words, where: str
) -> Iterable[Difference]:
    """What is said of a row by other rows: the terms it is filed under, what a system told."""
    ways = {"attributes": lambda one: attribute_said(one, words), "metadata": metadata_said}
    for name, way in ways.items():
        asked = question_of(shape.model, name)
        old = {_key(one): way(one) for one in before.get(name, ())}
        new = {_key(one): way(one) for one in after.get(name, ())}
        for key in sorted(old.keys() - new.keys(), key=str):
            yield Difference(asked.section, f"{where}{asked.text}", old[key], "")
        for key in sorted(new.keys() - old.keys(), key=str):
            yield Difference(asked.section, f"{where}{asked.text}", "", new[key])


def _key(said_of: Node) -> tuple[Any, ...]:
    """What such a row says, whatever its identifier."""
    hidden = ("id", "link_id", "link_entity", "resource_id", "resource_type")
    return tuple(sorted((n, str(v)) for n, v in said_of.items() if n not in hidden))


# --- Which row became which ----------------------------------------------------------------------


def _pairs(
    shape: Shape, before: list[Node], after: list[Node], words: Words
) -> list[tuple[Node | None, Node | None]]:
    """Each row of `before` with what it became: by its id, else the same words, else alike."""
    new_by_id = {row["id"]: row for row in after}
    pairs: list[tuple[Node | None, Node | None]] = []
    gone: list[Node] = []
    for row in before:
        if row["id"] in new_by_id:
            pairs.append((row, new_by_id.pop(row["id"])))
        else:
            gone.append(row)
    come = list(new_by_id.values())
    for alike in (_same, _alike):
        for old in gone[:MOST_COMPARED] if alike is _alike else list(gone):
            new = alike(shape, old, come, words)
            if new is not None:
                pairs.append((old, new))
                gone.remove(old)
                come.remove(new)
    return [*pairs, *((row, None) for row in gone), *((None, row) for row in come)]


def _same(shape: Shape, old: Node, come: list[Node], words: Words) -> Node | None:
    bare = _bare(shape, old)
    return next((new for new in come if _bare(shape, new) == bare), None)


def _alike(shape: Shape, old: Node, come: list[Node], words: Words) -> Node | None:
    """The row that `old` most likely became. A place becomes no other place."""
    if shape.entity == "service_at_location":
        return next((new for new in come if new["location_id"] == old["location_id"]), None)
    pairs = _letters(said(shape, old, words))
    scored = [
        (_likeness(pairs, _letters(said(shape, new, words))), -number)
        for number, new in enumerate(come[:MOST_COMPARED])
    ]
    best, number = max(scored, default=(0.0, 0))
    return come[-number] if best >= ALIKE else None


def _letters(text: str) -> set[str]:
    """The pairs of neighbouring letters in a text."""
    short = text[:500]
    return {short[at : at + 2] for at in range(len(short) - 1)}


def _likeness(one: set[str], other: set[str]) -> float:
    """How many pairs of letters two texts share, from 0 to 1 (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _bare(shape: Shape, node: Node | None) -> Any:
    """A row without its identifier, its owner and the identifiers of its own rows."""
    if node is None:
        return None
    return (
        {name: node[name] for name, _ in columns_said(shape, node)},
        [[_bare(part.shape, row) for row in node.get(part.name, ())] for part in shape.parts],
        *(sorted(map(_key, node.get(name, ()))) for name in ("attributes", "metadata")),
    )


def marked(before: str, after: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both texts in pieces, each with whether the other lacks it, to be shown as such."""
    old, new = _pieces(before), _pieces(after)
    if len(old) * len(new) > MOST_PIECES:
        return [(before, True)], [(after, True)]
    was: list[tuple[str, bool]] = []
    now: list[tuple[str, bool]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if b > a:
            was.append(("".join(old[a:b]), tag != "equal"))
        if d > c:
            now.append(("".join(new[c:d]), tag != "equal"))
    return was, now


def _pieces(text: str) -> list[str]:
    """Words and the spaces between them."""
    pieces: list[str] = []
    for letter in text:
        if pieces and pieces[-1][-1].isspace() == letter.isspace():
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces
