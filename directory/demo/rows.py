"""Rows of the working copy before they have met a database, and the values that differ by copy.

A row's values are plain, save for those of the four kinds below. Copy 0 is the directory as it is
written; every other copy moves it round the map (see scale.py) and gives it other names and keys.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from directory.demo.people import phone_number
from directory.models import HSDSModel


@dataclass(frozen=True, slots=True)
class Copy:
    """What the varying values of one copy are filled in with. See scale.py."""

    number: int
    prefix: str
    """The first digits of its UUIDs. Rows of a copy lie together in every index, which loads a
    large SQLite database twice as fast as keys scattered over all of it."""
    words: dict[str, str]
    coordinates: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Key:
    """The UUID of a row that every copy has a version of, with another UUID."""

    id: UUID

    def in_copy(self, copy: Copy) -> str:
        """32 hexadecimal digits, which both databases read as a UUID."""
        return copy.prefix + self.id.hex[len(copy.prefix) :]


@dataclass(frozen=True, slots=True)
class Told:
    """A text with words to fill in, as `%(place-manningham)s` or `%(stem-otter-bank)s`."""

    pattern: str

    def in_copy(self, copy: Copy) -> str:
        return self.pattern % copy.words


@dataclass(frozen=True, slots=True)
class Degrees:
    """A latitude (axis 0) or longitude (axis 1) a little off a place's middle. WGS84."""

    place: str
    axis: int
    offset: float

    def in_copy(self, copy: Copy) -> float:
        return round(copy.coordinates[self.place][self.axis] + self.offset, 5)


@dataclass(frozen=True, slots=True)
class DramaPhone:
    """A phone number nobody has; copies count on from one another."""

    line: str
    number: int

    def in_copy(self, copy: Copy) -> str:
        return phone_number(self.line, self.number + 97 * copy.number)


VARYING = (Key, Told, Degrees, DramaPhone)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its model and its values by column (`organization_id`, not `organization`)."""

    model: type[HSDSModel]
    values: dict[str, Any]


@dataclass(slots=True)
class Rows:
    """The base directory, taken apart."""

    shared: list[Row] = field(default_factory=list)
    """Rows that exist once, however many copies there are: taxonomies, terms, units."""
    copied: list[Row] = field(default_factory=list)
    drafts: set[Key] = field(default_factory=set)
    """Records that are never published."""
