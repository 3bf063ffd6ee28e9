"""One line on a terminal that tells how far long work has come; nothing where there is none."""

import time
from collections.abc import Callable
from typing import TextIO

# What long work calls now and then, with a stage and how many rows of it are done.
Progress = Callable[[str, int], None]

SECONDS_APART = 0.2


class ProgressLine:
    """Call it with a stage and how many rows are done; it shows the latest a few times a second."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.next_at = 0.0
        self.shown = False

    def __call__(self, stage: str, done: int) -> None:
        now = time.monotonic()
        if now < self.next_at:
            return
        self.next_at = now + SECONDS_APART
        self.shown = True
        self.stream.write(f"\r\x1b[K{stage}: {done:,}")
        self.stream.flush()

    def clear(self) -> None:
        """Takes the line away, for what is printed next."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.shown = False


class Silent(ProgressLine):
    """Shows nothing: for files, pipes and timers."""

    def __call__(self, stage: str, done: int) -> None:
        pass


def progress_on(stream: TextIO) -> ProgressLine:
    return ProgressLine(stream) if stream.isatty() else Silent(stream)
