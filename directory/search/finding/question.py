"""What somebody looks for, as they may ask it of any list of the public record."""

from dataclasses import dataclass
from datetime import datetime, time

from directory.places.geometry import Box, Point

# How near is near, where nobody says: an hour's walk.
DEFAULT_RADIUS_METRES = 5_000
FARTHEST_METRES = 100_000
LONGEST_WORDS = 200  # characters


@dataclass(frozen=True)
class Question:
    """Everything that was asked; what is blank was not.

    Parts narrow one another. Several values of one part widen it.
    """

    search: str = ""

    postcode: str = ""
    near: Point | None = None
    place: str = ""
    proximity: int | None = None
    bbox: Box | None = None
    area: tuple[str, ...] = ()

    day: tuple[int, ...] = ()
    start_time: time | None = None
    end_time: time | None = None
    open_at: datetime | None = None
    open_now: bool = False
    open_between: tuple[datetime, datetime] | None = None

    age: tuple[int, ...] = ()
    attending: tuple[str, ...] = ()
    taxonomy: str = ""
    code: tuple[str, ...] = ()
    strict: bool = False
    overdue: bool | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was asked."""
        return self == BLANK

    @property
    def asks_hours(self) -> bool:
        """Whether it depends on when something is on."""
        clocked = self.start_time or self.end_time or self.open_at or self.open_between
        return bool(self.day or clocked or self.open_now)


BLANK = Question()


class Unanswerable(ValueError):
    """A question that cannot be answered: the part at fault, and a sentence that helps."""

    def __init__(self, part: str, message: str) -> None:
        super().__init__(message)
        self.part = part
