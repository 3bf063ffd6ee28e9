"""Copies of the directory, for measuring: the same groups in other places under other names.

In copy 3, say, every place gives way to one further along the list, every group's invented words
to other invented words, and every UUID begins with the copy's number. So keys still refer to one
another, no copy has to be looked up in another, and a row costs next to nothing to make.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from directory.demo.build.offer_times import outline
from directory.demo.build.sheet import STEMS, slug
from directory.demo.places import PLACES, Place
from directory.demo.rows import VARYING, Copy, Row
from directory.models import HSDSModel

FIRST_WORDS = (
    "Heron", "Plover", "Rowan", "Ashlar", "Bramble", "Tansy", "Dunnock", "Cowslip", "Hazel",
    "Kestrel", "Mossy", "Pewter", "Thistle", "Redstart", "Sorrel", "Cotton", "Merino", "Shearling",
    "Twill", "Worsted", "Indigo", "Madder", "Saffron", "Copper", "Lantern", "Millstone", "Culvert",
    "Tarn", "Beacon", "Hollin", "Juniper", "Linnet", "Fieldfare", "Whinchat", "Yarrow", "Sedge",
    "Cuckoo", "Badger", "Hare", "Minnow", "Dipper",
)  # fmt: skip
SECOND_WORDS = (
    "Bank", "Gill", "Garth", "Royd", "Thwaite", "Fold", "Croft", "Holme", "Shaw", "Clough",
    "Carr", "Ings", "Scar", "Rigg", "Wath", "Slack", "Edge", "Nook", "Brow", "Dene", "Laithe",
    "Syke", "Hagg", "Stoop", "Causey", "Flatt", "Delph", "Bottom", "Intake",
)  # fmt: skip


def copy_of(number: int) -> Copy:
    """Copy `number`; number 0 is the directory as written."""
    words: dict[str, str] = {}
    coordinates = {}
    for index, place in enumerate(PLACES):
        # 31 shares no factor with the number of places, so all copies differ in turn.
        moved = PLACES[(index + 31 * number) % len(PLACES)]
        for field, text in _words_of(moved):
            words[f"{field}-{place.name}"] = text
        words[f"suffix-{place.name}"] = f", {moved.name}" if number else ""
        coordinates[place.name] = (moved.latitude, moved.longitude)
    for index, (key, stem) in enumerate(STEMS.items()):
        stem = _other_stem(index + len(STEMS) * number) if number else stem
        words[f"stem-{key}"] = stem
        words[f"site-{key}"] = f"{slug(stem)}-{number}" if number else key
    prefix = f"de{number:06x}" if number else ""
    return Copy(number, prefix, words, coordinates)


@cache
def _words_of(place: Place) -> tuple[tuple[str, str], ...]:
    postcodes = ((f"postcode{unit}", place.postcode(unit)) for unit in range(3))
    return (
        ("place", place.name),
        ("town", place.town),
        ("region", "" if place.name == place.town else place.name),
        ("county", place.county),
        ("ward", place.ward),
        ("extent", outline(place)),
        *postcodes,
    )


def _other_stem(number: int) -> str:
    # 41 and 29 share no factor: the pairs only come round after all of them were used.
    first = FIRST_WORDS[number % len(FIRST_WORDS)]
    return f"{first} {SECOND_WORDS[number % len(SECOND_WORDS)]}"


@dataclass(slots=True)
class Stencil:
    """One row, ready for its database but for the values that each copy fills in."""

    model: type[HSDSModel]
    constants: list[Any]
    gaps: list[tuple[int, Callable[[Copy], Any]]]

    def fill(self, copy: Copy) -> list[Any]:
        """The row's values in the order of the table's columns."""
        values = self.constants.copy()
        for column, value in self.gaps:
            values[column] = value(copy)
        return values


def stencils(rows: list[Row], connection: BaseDatabaseWrapper) -> Iterator[Stencil]:
    """`rows` as stencils: what is the same in every copy is adapted to the database once."""
    for row in rows:
        constants: list[Any] = []
        gaps: list[tuple[int, Callable[[Copy], Any]]] = []
        for column, field in enumerate(row.model._meta.concrete_fields):
            value = row.values.get(field.attname, field.get_default())
            if isinstance(value, VARYING):
                gaps.append((column, value.in_copy))
                value = None
            constants.append(field.get_db_prep_save(value, connection))
        yield Stencil(row.model, constants, gaps)
