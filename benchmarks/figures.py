"""Figures, what is asked of them, and the table that shows both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

START, END = "<!-- latest table: bin/bench --write -->", "<!-- end of table -->"
HEADINGS = ("", "database", "measured", "target", "met", "from")


@dataclass(frozen=True)
class Figure:
    """One measured value. `target` says what is asked of it, None if it is only told.

    `at_most` tells which side of the target is good; `origin` which rates or times it came from.
    """

    name: str
    database: str
    value: float
    unit: str
    target: float | None = None
    at_most: bool = False
    origin: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value <= self.target if self.at_most else self.value >= self.target

    @property
    def cells(self) -> tuple[str, ...]:
        """Its row of the table."""
        if self.target is None:
            target, met = "", ""
        else:
            target = f"{'≤' if self.at_most else '≥'} {amount(self.target)} {self.unit}"
            met = "yes" if self.met else "**no**"
        measured = f"{amount(self.value)} {self.unit}"
        return self.name, self.database, measured, target, met, self.origin


def amount(value: float) -> str:
    """A number with three significant digits or so: 0.68, 12.3, 1,204."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table whose columns line up in a terminal as well."""
    rows = [HEADINGS, *(figure.cells for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _line(row: Iterable[str], widths: Iterable[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return f"| {' | '.join(cells)} |"


def write(page: Path, text: str) -> None:
    """Put `text` between the markers of `page`. Raises ValueError if they are not there."""
    between = re.compile(f"(?<={re.escape(START)}\n).*?(?={re.escape(END)})", re.DOTALL)
    changed, found = between.subn(lambda _: f"\n{text}\n\n", page.read_text())
    if not found:
        raise ValueError(f"{page} has no place for the table: {START} … {END}")
    page.write_text(changed)
