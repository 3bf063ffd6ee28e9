"""Rows of ONS's postcode files, whatever the edition calls their columns."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import product
from string import ascii_uppercase, digits

from directory.places.gss import area_code
from directory.places.loading.faults import Faults, Unusable
from directory.places.loading.files import Document, header_of, in_words, rows_of, text_of
from directory.places.models import MICRODEGREES, AreaKind
from directory.places.postcodes import OUTWARD

# Of each column, its names by edition; the first that a file has is taken.
POSTCODE = ("pcds", "pcd8", "pcd7", "pcd2", "pcd", "postcode")
LATITUDE = ("lat", "latitude")
LONGITUDE = ("long", "longitude", "lon", "lng")
# A pattern, as names carry the year of the areas. LSOAs of 2011 are others than those of 2021.
OPTIONAL = {
    "ended": r"doterm",
    "lsoa": r"lsoa21(cd)?",
    "ward": r"osward|ward|wd\d\dcd",
    "local_authority": r"oslaua|laua|lad\d\dcd",
}
AREA_KINDS = {
    "lsoa": AreaKind.LSOA,
    "ward": AreaKind.WARD,
    "local_authority": AreaKind.LOCAL_AUTHORITY,
}
# NSPL and ONSPD as published hold the whole table and, beside it, the same in parts.
WHOLE = ("*NSPL*_UK.csv", "*ONSPD*_UK.csv")
PART = "*multi_csv/*.csv"

INWARD = {
    f"{digit}{first}{second}": number
    for number, (digit, first, second) in enumerate(
        product(digits, ascii_uppercase, ascii_uppercase)
    )
}
_OUTWARD = re.compile(OUTWARD)
# Great Britain and Northern Ireland with all their islands, in degrees.
SOUTH, NORTH, WEST, EAST = 49.0, 61.5, -9.5, 2.5
# ONS says "nowhere" as 99.999999 in one column and as 0.000000 in the other.
NOWHERE_FROM = 99.0

NO_POSTCODE = "skipped: not a postcode."
NO_NUMBER = "skipped: a latitude or longitude that is not a number."
NOT_UK = "skipped: the point is not in the United Kingdom; are latitude and longitude swapped?"
TWICE = "skipped: the file has the postcode a second time."
SHORT = "skipped: the row has fewer cells than the header."
NO_MONTH = "the month it ended cannot be read, and was taken as none; give it as 202405."
NO_AREA = "an area's code is of no such area, and was taken as blank."

Row = tuple[str | int | None, ...]


def wanted_members(names: list[str]) -> list[str]:
    """Which files of a zip hold the postcodes. Raises Unusable."""
    for patterns in (WHOLE, (PART,), ("*.csv",)):
        found = [name for name in names if any(fnmatch(name, pattern) for pattern in patterns)]
        if len(found) == 1 or (found and patterns == (PART,)):
            return sorted(found)
        if found:
            raise Unusable(
                f"The zip has {len(found)} tables, and which to load cannot be told: "
                f"{in_words(found)}. Unpack it and give one."
            )
    raise Unusable(
        "The zip has no Data/NSPL…_UK.csv, Data/ONSPD…_UK.csv or multi_csv folder; it has "
        f"{in_words(names) or 'nothing'}."
    )


@dataclass(frozen=True)
class Columns:
    """Where a file has what. `optional` names fields of KnownPostcode, with their columns."""

    postcode: int
    latitude: int
    longitude: int
    optional: dict[str, int]

    @classmethod
    def of(cls, header: list[str], name: str) -> "Columns":
        """Raises Unusable where a column that is needed is not among `header`."""

        def place_of(what: str, names: tuple[str, ...]) -> int:
            for wanted in names:
                if wanted in header:
                    return header.index(wanted)
            raise Unusable(
                f"{name} has no column of {what} ({' or '.join(names)}). "
                f"Its columns are {in_words(header)}."
            )

        return cls(
            place_of("postcodes", POSTCODE),
            place_of("latitudes", LATITUDE),
            place_of("longitudes", LONGITUDE),
            {
                field: found[-1]
                for field, pattern in OPTIONAL.items()
                if (found := sorted_by_name(header, pattern))
            },
        )


def sorted_by_name(header: list[str], pattern: str) -> list[int]:
    """The columns whose name is like `pattern`, in the order of their names: of two years, the
    newer one last."""
    return sorted(
        (place for place, name in enumerate(header) if re.fullmatch(pattern, name)),
        key=lambda place: header[place],
    )


class Postcodes:
    """The rows of one load. Counts what is passed over, and never yields a postcode twice."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.without_place = 0
        self.columns: Columns | None = None
        # Of each outward code, which inward ones have been seen: a bit for each.
        self._seen: dict[str, bytearray] = {}

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of KnownPostcode that each row has, in its order."""
        assert self.columns, "Only known once the header has been read."
        return ("key", "latitude", "longitude", *self.columns.optional)

    def __contains__(self, key: str) -> bool:
        """Whether the file had this postcode, with a place."""
        place = INWARD[key[-3:]]
        seen = self._seen.get(key[:-3])
        return seen is not None and bool(seen[place >> 3] & 1 << (place & 7))

    def read(self, document: Document) -> Iterator[Row]:
        """Rows of `fields`, in the order of the file. Raises Unusable."""
        with text_of(document) as text:
            rows = rows_of(document, text)
            columns = Columns.of(header_of(document, rows), document.name)
            if self.columns and columns != self.columns:
                raise Unusable(
                    f"{document.name} has other columns than the file before it in the zip."
                )
            self.columns = columns
            yield from self._rows(rows, columns, document.name)

    def _rows(self, rows: Iterator[list[str]], columns: Columns, name: str) -> Iterator[Row]:
        at_postcode, at_latitude, at_longitude = (
            columns.postcode,
            columns.latitude,
            columns.longitude,
        )
        needed = max(at_postcode, at_latitude, at_longitude, *columns.optional.values(), 0) + 1
        rest = [(place, self._reader(field)) for field, place in columns.optional.items()]
        seen = self._seen
        # 2.7 million rows come through here: what follows is laid out for speed.
        for number, row in enumerate(rows, start=2):
            if len(row) < needed:
                if row:
                    self.faults.add(SHORT, f"{name}:{number}", ",".join(row))
                continue
            key = row[at_postcode].replace(" ", "")
            outward, place = key[:-3], INWARD.get(key[-3:])
            if outward not in seen or place is None:
                key = "".join(key.split()).upper()
                outward, place = key[:-3], INWARD.get(key[-3:])
                if place is None or not _OUTWARD.fullmatch(outward):
                    self.faults.add(NO_POSTCODE, f"{name}:{number}", row[at_postcode])
                    continue
                seen.setdefault(outward, bytearray(len(INWARD) // 8 + 1))
            try:
                latitude, longitude = float(row[at_latitude]), float(row[at_longitude])
            except ValueError:
                if row[at_latitude].strip() and row[at_longitude].strip():
                    value = f"{row[at_latitude]}, {row[at_longitude]}"
                    self.faults.add(NO_NUMBER, f"{name}:{number}", value)
                else:
                    self.without_place += 1
                continue
            if not (SOUTH < latitude < NORTH and WEST < longitude < EAST):
                if latitude >= NOWHERE_FROM or latitude == 0:
                    self.without_place += 1
                else:
                    self.faults.add(NOT_UK, f"{name}:{number}", f"{latitude}, {longitude}")
                continue
            bits, bit = seen[outward], 1 << (place & 7)
            if bits[place >> 3] & bit:
                self.faults.add(TWICE, f"{name}:{number}", key)
                continue
            bits[place >> 3] |= bit
            yield (
                key,
                round(latitude * MICRODEGREES),
                round(longitude * MICRODEGREES),
                *[read(row[place], name, number) for place, read in rest],
            )

    def _reader(self, field: str) -> Callable[[str, str, int], str | int | None]:
        """What reads a cell of `field`. Most cells repeat one before, so what they mean is kept."""
        known: dict[str, str | int | None] = {}
        kind = AREA_KINDS.get(field)

        def read(text: str, name: str, number: int) -> str | int | None:
            if text not in known:
                if len(known) > 100_000:
                    known.clear()
                try:
                    known[text] = area_code(text, kind) if kind else month(text)
                except ValueError:
                    self.faults.add(NO_AREA if kind else NO_MONTH, f"{name}:{number}", text)
                    return "" if kind else None
            return known[text]

        return read


_MONTH = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])(?:-?\d\d)?")


def month(text: str) -> int | None:
    """202405 of "202405" or "2024-05-31"; None of a blank. Raises ValueError."""
    text = text.strip()
    if not text:
        return None
    if not (found := _MONTH.fullmatch(text)):
        raise ValueError(text)
    return int(found[1] + found[2])
