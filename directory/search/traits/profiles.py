"""Profiles: what many records have in common, by one number (directory/search/models/traits.py)."""

from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Any, NamedTuple

import orjson
from django.db import connection

from directory.publication.documents import Document
from directory.publication.tables import insert_new, read
from directory.search.models import Name, Profile
from directory.search.traits.reading import Said as Trait

STATUS, TERM = "status", "taxonomy_term_id"
# What each name of a trait is called among the facets; enumerations are slow to ask.
FACETS = {name: name.label for name in Name}
# So many profiles are remembered by a process; a large directory has a few thousand.
MOST_KEPT = 50_000

# A facet, one of its values, and what people read for it.
Said = tuple[str, str, str]


class Profiles(NamedTuple):
    """The profiles of one record, as they are stored."""

    traits: bytes
    terms: bytes


def profiles_of(document: Document, traits: Iterable[Trait]) -> Profiles:
    """The profiles of `document`, something offered that has these traits."""
    status = document.columns.get("status", "")
    said: list[Said] = [(STATUS, status, status)]
    said += [(FACETS[name], value, label) for name, value, label in traits]
    return Profiles(
        orjson.dumps(sorted(said)), orjson.dumps([(TERM, id, "") for id in sorted(document.terms)])
    )


def number_of(profile: bytes) -> int:
    """The number of a profile: 64 bits of BLAKE2b."""
    return int.from_bytes(blake2b(profile, digest_size=8).digest(), signed=True)


def keep(profiles: Iterable[bytes]) -> None:
    """Store those of `profiles` that are not stored yet."""
    rows = sorted((number_of(profile), profile.decode()) for profile in set(profiles))
    insert_new(Profile, ("number", "values"), rows)


def clear() -> None:
    """Forget all profiles."""
    Profile._base_manager.all()._raw_delete(connection.alias)


def said_in(numbers: Collection[int]) -> dict[int, list[Said]]:
    """What stands in the profiles with these numbers. One query, if any is not remembered.

    One that has gone since it was counted, as the public record was made again, is left out.
    """
    said = {number: known for number in numbers if (known := _known.get(number)) is not None}
    if missing := [number for number in numbers if number not in said]:
        rows: Iterable[Any] = read(Profile, "number", missing, ("number", "values"))
        new = {number: orjson.loads(values) for number, values in rows}
        if len(_known) + len(new) > MOST_KEPT:
            _known.clear()
        _known.update(new)
        said |= new
    return said


# What a number stands for never changes, so nothing of this can be out of date.
_known: dict[int, list[Said]] = {}
