"""What was wrong with a file, or with some of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field


class Unusable(Exception):
    """The file cannot be loaded at all; the message says why and what to do."""


@dataclass
class Faults:
    """Faults by kind: how many, and the first of each. However many, they take no more memory."""

    _kinds: dict[str, tuple[int, str]] = field(default_factory=dict)

    def add(self, message: str, where: str, value: str) -> None:
        """One row had this fault; `message` is the same for all faults of its kind."""
        count, first = self._kinds.get(message, (0, f"{where}: {_shown(value)!r}"))
        self._kinds[message] = (count + 1, first)

    @property
    def count(self) -> int:
        return sum(count for count, _ in self._kinds.values())

    def lines(self) -> Iterator[str]:
        """How many there are, then a line for each kind, the most frequent first; or nothing."""
        if self._kinds:
            yield f"{self.count:,} {'fault' if self.count == 1 else 'faults'}:"
        for message, (count, first) in sorted(self._kinds.items(), key=lambda kind: -kind[1][0]):
            yield f"  {count:,} × {message} First: {first}"


VALUE_SHOWN = 60


def _shown(value: str) -> str:
    return value if len(value) <= VALUE_SHOWN else value[:VALUE_SHOWN] + "…"
