"""Where a postcode or a named place is.

Asked of what is loaded first, and of the gazetteer that comes with the code where nothing is. All
points are WGS84 degrees. Every error's text may be shown to who asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from directory.places import gazetteer
from directory.places.errors import (
    AmbiguousPlace,
    MalformedPostcode,
    UnknownPlace,
    UnknownPostcode,
    shown,
)
from directory.places.gazetteer import folded
from directory.places.geometry import Point
from directory.places.models import MICRODEGREES, KnownPostcode, NamedPlace, OutwardCode
from directory.places.postcodes import Outward, Postcode, read_postcode

SUGGESTED = 5
LONGEST_NAME = 100  # characters


class Source(StrEnum):
    """What a point rests on."""

    POSTCODE = "postcode"  # the mean of the postcode's addresses, to a metre
    OUTWARD = "outward code"  # the middle of all postcodes that begin so, to kilometres
    PLACE = "place"  # the middle of a town, village or neighbourhood


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is. `ended` is the month, by its first day, in which a postcode ended."""

    point: Point
    name: str
    ended: date | None
    source: Source


def point_of_postcode(text: str) -> Place:
    """Where a postcode, or the first half of one, is. At most three queries.

    A postcode that has ended is found where it was. With none of its outward code loaded, a whole
    postcode is found at the middle of that, by the gazetteer; `source` tells.

    Raises MalformedPostcode, or UnknownPostcode for one that is well formed and does not exist.
    """
    wanted = read_postcode(text)
    if found := _found([wanted])[0]:
        return found
    if isinstance(wanted, Outward):
        raise UnknownPostcode(
            f"No postcode that begins with {wanted} is known. Check it, or give a whole one."
        )
    if _found([Outward(wanted.outward)])[0]:
        raise UnknownPostcode(
            f"The postcode {wanted} is not known. Check it, or give just {wanted.outward}."
        )
    raise UnknownPostcode(f"The postcode {wanted} is not known. Check it.")


def points_of_postcodes(texts: Sequence[str]) -> list[Place | None]:
    """The answers of `point_of_postcode` to many, in their order; None where it would raise.

    Two queries, however many.
    """
    read = [_read(text) for text in texts]
    found = iter(_found([wanted for wanted in read if wanted]))
    return [next(found) if wanted else None for wanted in read]


def _read(text: str) -> Postcode | Outward | None:
    try:
        return read_postcode(text)
    except MalformedPostcode:
        return None


def _found(wanted: Sequence[Postcode | Outward]) -> list[Place | None]:
    known = _known({one.key for one in wanted if isinstance(one, Postcode)})
    outwards = _outwards(
        {
            one.code if isinstance(one, Outward) else one.outward
            for one in wanted
            if isinstance(one, Outward) or one.key not in known
        }
    )
    places: list[Place | None] = []
    for one in wanted:
        if isinstance(one, Postcode) and one.key in known:
            places.append(known[one.key])
            continue
        code = one.code if isinstance(one, Outward) else one.outward
        if code not in outwards:
            point = gazetteer.outward_codes().get(code)
        else:
            # Its postcodes are loaded: one that is not among them does not exist.
            point = outwards[code] if isinstance(one, Outward) else None
        places.append(Place(point, str(one), None, Source.OUTWARD) if point else None)
    return places


def _known(keys: Iterable[str]) -> dict[str, Place]:
    if not (keys := list(keys)):
        return {}
    rows = KnownPostcode.objects.filter(key__one_of=keys)
    return {
        key: Place(
            _point(latitude, longitude),
            str(Postcode.from_key(key)),
            date(ended // 100, ended % 100, 1) if ended else None,
            Source.POSTCODE,
        )
        for key, latitude, longitude, ended in rows.values_list(
            "key", "latitude", "longitude", "ended"
        )
    }


def _outwards(codes: Iterable[str]) -> dict[str, Point]:
    if not (codes := list(codes)):
        return {}
    rows = OutwardCode.objects.filter(code__one_of=codes)
    return {
        code: _point(latitude, longitude)
        for code, latitude, longitude in rows.values_list("code", "latitude", "longitude")
    }


def _point(latitude: int, longitude: int) -> Point:
    return Point(latitude / MICRODEGREES, longitude / MICRODEGREES)


def point_of_place(name: str) -> Place:
    """Where the town, village or neighbourhood of this name is. One query.

    Case, accents, hyphens and apostrophes do not matter. A place's own name wins over another's
    alternate one. Raises UnknownPlace, or AmbiguousPlace; both have `suggestions`.
    """
    wanted = folded(name[:LONGEST_NAME])
    own, others = _names()
    for names in (own, others):
        found = names.get(wanted, {})
        if len(found) > 1:
            raise AmbiguousPlace(
                f"'{shown(name)}' may be {' or '.join(found)}. Give one of them.", tuple(found)
            )
        for called, point in found.items():
            return Place(point, called, None, Source.PLACE)
    spelt = get_close_matches(wanted, [*own, *others], n=SUGGESTED, cutoff=0.7)
    suggestions = tuple(dict.fromkeys(called for key in spelt for called in (own | others)[key]))
    meant = f"Did you mean {' or '.join(suggestions)}?" if suggestions else "Try Keighley."
    raise UnknownPlace(f"No place called '{shown(name)}' is known. {meant}", suggestions)


def place_names() -> list[str]:
    """The name of every place, sorted; what a search box may complete. One query."""
    return sorted(place.name for place in _places())


def _places() -> list[gazetteer.Place]:
    """What moderators added, and of the gazetteer what they did not replace."""
    added = [
        gazetteer.Place(name, Point(latitude, longitude), gazetteer.separated(others, "\n"))
        for name, others, latitude, longitude in NamedPlace.objects.values_list(
            "name", "alternate_names", "latitude", "longitude"
        )
    ]
    replaced = {folded(place.name) for place in added}
    return added + [place for place in gazetteer.places() if folded(place.name) not in replaced]


def _names() -> tuple[dict[str, dict[str, Point]], dict[str, dict[str, Point]]]:
    """By folded name, what is called so: by its own name, and by another."""
    own: dict[str, dict[str, Point]] = defaultdict(dict)
    others: dict[str, dict[str, Point]] = defaultdict(dict)
    for place in _places():
        own[folded(place.name)][place.name] = place.point
        for name in place.alternate_names:
            others[folded(name)][place.name] = place.point
    return own, others
