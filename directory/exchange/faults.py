"""What was wrong with a row, where, and what was done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

VALUE_SHOWN = 200  # characters of a faulty value that are kept


class Unusable(Exception):
    """The source cannot be imported at all; the message says why and what to do."""


class Action(StrEnum):
    """What became of what was found."""

    SKIPPED = "skipped"  # the row was left out
    REPAIRED = "repaired"  # a value was changed, moved or dropped, and the row came in
    NOTED = "noted"  # nothing was changed
    VANISHED = "vanished"  # imported before, no longer in the source; not a fault of the file


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the source: the file as it is named there, and its line (1 is the first)."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found in one row. `message` is the same for every fault of its kind."""

    where: Where
    table: str
    field: str
    value: str
    action: Action
    message: str


Report = Callable[[Fault], None]


def shown(value: object) -> str:
    """`value` as a fault shows it: one line, cut to VALUE_SHOWN characters."""
    text = "" if value is None else str(value)
    text = text[: VALUE_SHOWN + 1].replace("\x00", "\\x00").replace("\n", "\\n").replace("\r", "")
    return text if len(text) <= VALUE_SHOWN else text[:VALUE_SHOWN] + "…"
