"""What the editor can say of a time: a sentence, and a closure."""

from dataclasses import dataclass, fields
from datetime import date, time

from django.db.models import TextChoices


class HowOften(TextChoices):
    """The kinds of sentence."""

    WEEKLY = "weekly", "Weekly, or every few weeks"
    MONTHLY = "monthly", "Monthly on a weekday, such as the second Saturday"
    DATES = "dates", "Monthly on a date, such as the 15th"
    ONCE = "once", "Once, on one date"
    APPOINTMENT = "appointment", "By appointment, with no set times"
    UNKNOWN = "unknown", "I don’t know the times"

    @property
    def has_times(self) -> bool:
        """Whether days and times belong to it."""
        return self not in (HowOften.APPOINTMENT, HowOften.UNKNOWN)


class Afterwards(TextChoices):
    """What comes after the last date."""

    ENDS = "ends", "It has ended"
    CHANGES = "changes", "New dates will follow"


@dataclass(frozen=True)
class Sentence:
    """One time that repeats, or happens once, as the editor says it.

    A weekday is 0 for Monday; `which` are weekdays of the month and `dates` days of the month,
    -1 for the last. `first` and `last` bound it; so does `count`, a number of sessions.
    """

    how_often: HowOften
    days: frozenset[int] = frozenset()
    which: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()
    every: int = 1
    first: date | None = None
    last: date | None = None
    count: int | None = None
    afterwards: Afterwards = Afterwards.ENDS
    starts: time | None = None
    ends: time | None = None

    def repeats_as(self, other: "Sentence") -> bool:
        """Whether both fall on the same days, at whatever time of them."""
        return all(
            getattr(self, field.name) == getattr(other, field.name)
            for field in fields(self)
            if field.name not in ("starts", "ends")
        )


@dataclass(frozen=True)
class Closed:
    """Days on which nothing happens: from `first` to `last`, or the bank holidays of that time."""

    bank_holidays: bool = False
    first: date | None = None
    last: date | None = None
    reason: str = ""
