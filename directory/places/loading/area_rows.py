"""What ONS's files say of areas, whatever their columns are called.

A file is known by its columns alone: those with a code of some kind of area (LSOA21CD, wd25cd,
ward24_code, LADCD), its name (LSOA21NM, ward24_name), a middle, a boundary. That two codes stand in
one row says that the smaller area lies in the larger.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from math import isfinite
from typing import Any

from directory.places.geometry import Point
from directory.places.gss import COUNTY, area_code, kind_of
from directory.places.loading.faults import Faults, Unusable
from directory.places.loading.files import Document, header_of, in_words, rows_of, text_of
from directory.places.loading.geojson import features
from directory.places.models import AreaKind
from directory.places.polygons import Boundary, NotABoundary

PREFIXES = {
    "lsoa": AreaKind.LSOA,
    "wd": AreaKind.WARD,
    "ward": AreaKind.WARD,
    "lad": AreaKind.LOCAL_AUTHORITY,
    "ltla": AreaKind.LOCAL_AUTHORITY,
    "la": AreaKind.LOCAL_AUTHORITY,
    "utla": AreaKind.LOCAL_AUTHORITY,
    "sicbl": AreaKind.NHS_PLACE,
    "icb": AreaKind.ICB,
}
_COLUMN = re.compile(rf"({'|'.join(PREFIXES)})(\d\d)?_?(cd|code|nm|name)(h|_nhs)?(_active)?")
# The list of councils by their org-ids has any kind of code in one column.
ANY_KIND = {"gss_code": "normalised_name"}
LATITUDE, LONGITUDE = ("latitude", "lat"), ("longitude", "long", "lon")
# Smaller kinds of area lie in larger ones; NHS areas are made of LSOAs alone.
LARGER = {
    AreaKind.LSOA: {
        AreaKind.WARD,
        AreaKind.LOCAL_AUTHORITY,
        AreaKind.NHS_PLACE,
        AreaKind.ICB,
    },
    AreaKind.WARD: {AreaKind.LOCAL_AUTHORITY},
    AreaKind.NHS_PLACE: {AreaKind.ICB},
}
# What people call an NHS place, where ONS only has its number.
NHS_PLACES = {"36J": "Bradford District and Craven"}
MAX_NAME = 200

NO_AREA = "a cell that should hold an area's code does not; it was taken as blank."
NO_POINT = "a latitude or longitude that is none; the middle was left out."
SHORT = "skipped: the row has fewer cells than the header."
NO_CODE = "skipped: the row has no area's code."
NO_BOUNDARY = "the boundary was left out: {reason}"


@dataclass(frozen=True)
class Group:
    """The columns that tell of one area in each row."""

    code: str
    kind: AreaKind | None
    year: str
    name: str | None = None
    nhs_code: str | None = None
    is_successor: bool = False
    """Whether it is the local authority of today, beside one that may have ended."""


@dataclass
class AreaRow:
    """What one row says of one area."""

    code: str
    name: str = ""
    nhs_code: str = ""
    successor: str = ""
    middle: Point | None = None
    boundary: Boundary | None = None
    is_subject: bool = False


@dataclass
class Said:
    """What one row of a file says."""

    areas: list[AreaRow] = field(default_factory=list)
    within: list[tuple[str, str]] = field(default_factory=list)


class AreaFile:
    """Reads one document. Raises Unusable where it is no file of areas."""

    def __init__(self, document: Document, faults: Faults) -> None:
        self.document = document
        self.faults = faults
        # Of each ward, which local authorities a column gives it.
        self._authorities: dict[tuple[str, str], set[str]] = {}

    @property
    def crossing(self) -> set[tuple[str, str]]:
        """Wards, each with an authority it does not lie in, as it crosses the border of two.

        E05014284 was in Ryedale and in Scarborough: of what lies in it nothing follows.
        """
        return {
            (ward, authority)
            for (_, ward), several in self._authorities.items()
            if len(several) > 1
            for authority in several
        }

    def read(self) -> Iterator[Said]:
        """What each row says, in the order of the file."""
        with text_of(self.document) as text:
            if text.read(1) in ("{", "["):
                yield from self._features(text)
                return
        with text_of(self.document) as text:
            rows = rows_of(self.document, text)
            header = header_of(self.document, rows)
            groups = self._groups(header)
            for number, cells in enumerate(rows, start=2):
                if len(cells) >= len(header):
                    row = dict(zip(header, cells, strict=False))
                    yield self._said(groups, row, f"{self.document.name}:{number}")
                elif cells:
                    self.faults.add(SHORT, f"{self.document.name}:{number}", ",".join(cells))

    def _features(self, text: Any) -> Iterator[Said]:
        for number, feature in enumerate(features(text, self.document.name), start=1):
            properties = feature.get("properties")
            row = {
                str(name).strip().lower(): "" if value is None else str(value)
                for name, value in (properties if isinstance(properties, dict) else {}).items()
            }
            where = f"{self.document.name}, feature {number}"
            said = self._said(self._groups(list(row)), row, where)
            if feature.get("geometry") is not None:
                self._add_boundary(said, feature["geometry"], where)
            yield said

    def _add_boundary(self, said: Said, geometry: Any, where: str) -> None:
        for area in said.areas:
            if area.is_subject:
                try:
                    area.boundary = Boundary.read(geometry)
                except NotABoundary as reason:
                    self.faults.add(NO_BOUNDARY.format(reason=reason), where, area.code)

    def _groups(self, header: list[str]) -> list[Group]:
        groups = groups_of(header)
        if not groups:
            raise Unusable(
                f"{self.document.name} is no file of areas: no column of codes such as LSOA21CD, "
                f"WD25CD, LAD25CD or SICBL24CD. Its columns are {in_words(header)}."
            )
        return groups

    def _said(self, groups: list[Group], row: dict[str, str], where: str) -> Said:
        found: list[tuple[Group, AreaRow]] = []
        for group in groups:
            if code := self._code(group, row, where):
                name = _plain(row.get(group.name or "", ""))[:MAX_NAME]
                nhs_code = _plain(row.get(group.nhs_code or "", "")).upper()[:10]
                if called := NHS_PLACES.get(nhs_code):
                    name = called if kind_of(code) is AreaKind.NHS_PLACE else name
                found.append((group, AreaRow(code, name, nhs_code)))
        if not found:
            if any(group.kind for group in groups):
                self.faults.add(NO_CODE, where, ",".join(row.values()))
            return Said()
        finest = found[0][1]
        finest.is_subject = True
        finest.middle = self._middle(row, where)
        for group, area in found:
            if (
                group.is_successor
                and finest.code != area.code
                and kind_of(finest.code) is (AreaKind.LOCAL_AUTHORITY)
            ):
                finest.successor = area.code
            if group.kind is AreaKind.LOCAL_AUTHORITY:
                for other, ward in found:
                    if other.kind is AreaKind.WARD:
                        self._authorities.setdefault((group.code, ward.code), set()).add(area.code)
        return Said([area for _, area in found], sorted(set(_within(found, row))))

    def _code(self, group: Group, row: dict[str, str], where: str) -> str:
        try:
            code = area_code(row.get(group.code, ""), group.kind)
            # A list of all kinds of authority has some that are not kept.
            return code if kind_of(code) else ""
        except ValueError:
            self.faults.add(NO_AREA, where, row[group.code])
            return ""

    def _middle(self, row: dict[str, str], where: str) -> Point | None:
        texts = [
            next((row[name] for name in names if name in row), "").strip()
            for names in (LATITUDE, LONGITUDE)
        ]
        if not all(texts):
            return None
        try:
            middle = Point(*map(float, texts))
        except ValueError:
            middle = Point(float("nan"), 0)
        if not (isfinite(middle.latitude) and middle.is_on_earth):
            self.faults.add(NO_POINT, where, ", ".join(texts))
            return None
        return middle


def groups_of(header: list[str]) -> list[Group]:
    """The areas that each row of a file with this header tells of, the smallest first."""
    codes: dict[tuple[str, str, str], str] = {}
    beside: dict[tuple[str, str, str], dict[str, str]] = {}
    for column in header:
        if found := _COLUMN.fullmatch(column):
            prefix, year, what, nhs, active = (part or "" for part in found.groups())
            key = (prefix, year, active)
            if what in ("nm", "name"):
                beside.setdefault(key, {})["name"] = column
            elif nhs:
                beside.setdefault(key, {})["nhs_code"] = column
            else:
                codes[key] = column
    groups = [
        Group(
            code,
            PREFIXES[key[0]],
            key[1],
            is_successor=bool(key[2]),
            **beside.get(key, {}),
        )
        for key, code in codes.items()
    ]
    groups += [Group(code, None, "", name) for code, name in ANY_KIND.items() if code in header]
    order = list(AreaKind)
    return sorted(groups, key=lambda group: order.index(group.kind) if group.kind else 0)


def _plain(text: str) -> str:
    """`text` without what no name has, and PostgreSQL does not take."""
    return "".join(character for character in text if character.isprintable()).strip()


def _within(found: list[tuple[Group, AreaRow]], row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Which of a row's areas lies in which."""
    for (group, small), (other, large) in permutations(found, 2):
        if small.code == large.code:
            continue
        kind, larger = kind_of(small.code), kind_of(large.code)
        is_smaller_kind = kind is not None and larger in LARGER.get(kind, ())
        is_in_county = kind is AreaKind.LOCAL_AUTHORITY and large.code.startswith(COUNTY)
        if is_smaller_kind or is_in_county:
            yield small.code, large.code
        elif kind is larger is AreaKind.LSOA:
            # Between censuses: a part of what was split, and what was merged into a whole.
            change = row.get("change_code", row.get("chgind", "")).strip().upper()
            if (change == "S" and group.year > other.year) or (
                change == "M" and group.year < other.year
            ):
                yield small.code, large.code
