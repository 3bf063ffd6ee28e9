"""Postcodes as people type them, as they are stored and as they are shown.

A postcode is an outward code (BD21) and an inward one (3JP). Stored, it has no space: BD213JP.
"""

import re
import unicodedata
from dataclasses import dataclass

from directory.places.errors import MalformedPostcode, shown

# A9, A99, AA9, AA99, A9A, AA9A; and two of before that scheme which ONS files still hold.
OUTWARD = r"(?:[A-Z]{1,2}[0-9][0-9A-Z]?|NPT|GIR)"
_OUTWARD = re.compile(OUTWARD)
_POSTCODE = re.compile(rf"({OUTWARD})([0-9][A-Z]{{2}})")
# A sector, "BD21 3"; without its space it would pass for the outward code of another town.
_SECTOR = re.compile(rf"({OUTWARD})\s+([0-9])")
_BETWEEN = re.compile(r"[\s.\-–]+")
# A gap inside an outward code stands between its letters and its digits, if anywhere.
_SPLIT_OUTWARD = re.compile(r"([A-Z]{1,2})\s+([0-9][0-9A-Z]?)")
LONGEST = 40  # characters, spaces included; no postcode is longer however it is typed

EXAMPLE = "BD1 1AA"
HELP = f"Give a whole UK postcode such as {EXAMPLE}, or its first half such as BD21."


@dataclass(frozen=True, slots=True)
class Outward:
    """The first half of a postcode, such as BD21: a town or a part of one."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Postcode:
    """A whole postcode: a street, a part of one, or a single large building."""

    outward: str
    inward: str

    @property
    def key(self) -> str:
        """As it is stored: BD213JP."""
        return self.outward + self.inward

    @classmethod
    def from_key(cls, key: str) -> "Postcode":
        """The postcode stored as `key`."""
        return cls(key[:-3], key[-3:])

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"


def read_postcode(text: str) -> Postcode | Outward:
    """The postcode, or first half of one, that `text` means, however spaced and in either case.

    Raises MalformedPostcode. That it is well formed does not mean that it exists.
    """
    if len(text) > LONGEST:
        raise _malformed(text)
    typed = unicodedata.normalize("NFKC", text).strip().upper()
    if found := _POSTCODE.fullmatch(_BETWEEN.sub("", typed)):
        return Postcode(*found.groups())
    if _OUTWARD.fullmatch(typed):
        return Outward(typed)
    if sector := _SECTOR.fullmatch(typed):
        raise MalformedPostcode(
            f"'{shown(typed)}' is only a part of a postcode. "
            f"Give all of it, such as {EXAMPLE}, or just {sector[1]}."
        )
    if halves := _SPLIT_OUTWARD.fullmatch(typed):
        return Outward(halves[1] + halves[2])
    raise _malformed(text)


def _malformed(text: str) -> MalformedPostcode:
    if not text.strip():
        return MalformedPostcode(f"The postcode is blank. {HELP}")
    return MalformedPostcode(f"'{shown(text.strip())}' is not a UK postcode. {HELP}")
