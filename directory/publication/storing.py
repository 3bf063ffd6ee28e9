"""Stores composed documents: their bytes, the narrow rows that find them, and what they mention."""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from directory.publication.deflate import deflated
from directory.publication.dependents import Ids
from directory.publication.documents import Document, stamped
from directory.publication.fields import IdText
from directory.publication.followers import followers
from directory.publication.models import (
    PUBLIC_ROWS,
    Kind,
    LogHead,
    Mention,
    PublicKind,
    PublicRecord,
    PublicServiceAtLocation,
    Role,
)
from directory.publication.tables import insert, put, read, remove


@dataclass(frozen=True)
class Existing:
    """What is stored of a public document before it is composed anew."""

    key: int
    etag: str
    last_modified: datetime


# Given a document and what is stored of it, when its present content dates from.
Dating = Callable[[Document, Existing | None], datetime]


def rfc3339(moment: datetime) -> str:
    """`moment` in UTC with milliseconds, such as 2026-11-22T09:30:00.123Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def digest(document: Document, last_modified: datetime) -> str:
    """The ETag `document` would have as last modified then."""
    return etag_of(stamped(document.full, rfc3339(last_modified)))


def etag_of(full: bytes) -> str:
    """128 bits of BLAKE2b over a document's bytes."""
    return hashlib.blake2b(full, digest_size=16).hexdigest()


def sort_name(name: str) -> str:
    """`name` folded for sorting: accents and case do not count."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter))[:200]


def store(
    kind: str, ids: Collection[str], documents: list[Document], dating: Dating, head: LogHead
) -> set[str]:
    """Store `documents`, and remove what is public under `ids` but not among them.

    Returns the services at locations that were removed: they have no revision to say so.
    """
    existing = _existing(kind, ids, documents)
    known = {stored.key for stored in existing.values()}
    keys: dict[tuple[str, str], int] = {}
    changed: list[tuple[int, Document, datetime]] = []
    for document in documents:
        stored = existing.pop((document.kind, document.id), None)
        date = dating(document, stored)
        if stored is None:
            key, head.next_key = head.next_key, head.next_key + 1
        else:
            key = stored.key
        keys[document.kind, document.id] = key
        if stored is None or date != stored.last_modified:
            changed.append((key, document, date))
    _remove([stored.key for stored in existing.values()])
    _write_records(changed, known)
    _write_rows(changed, known)
    _write_mentions([(keys[document.kind, document.id], document) for document in documents], known)
    for follower in followers:
        follower.follow([(key, document) for key, document, _ in changed])
    return {id for gone, id in existing if gone == PublicKind.SERVICE_AT_LOCATION}


def _existing(
    kind: str, ids: Collection[str], documents: list[Document]
) -> dict[tuple[str, str], Existing]:
    """What is stored of `ids`, of their services at locations, and of `documents`."""
    wanted: Ids = defaultdict(set, {kind: set(ids)})
    for document in documents:
        wanted[document.kind].add(document.id)
    if kind == Kind.SERVICE:
        places = PublicServiceAtLocation.objects.filter(service_id__among=ids)
        wanted[PublicKind.SERVICE_AT_LOCATION] |= {*places.values_list(IdText("id"), flat=True)}
    found = {}
    for wanted_kind, wanted_ids in wanted.items():
        records = PublicRecord.objects.filter(kind=wanted_kind, record_id__among=wanted_ids)
        columns = (IdText("record_id"), "key", "etag", "last_modified")
        for id, key, etag, date in records.values_list(*columns):
            found[wanted_kind, id] = Existing(key, etag, date)
    return found


def _remove(keys: list[int]) -> None:
    for follower in followers:
        follower.forget(keys)
    remove(Mention, "record", keys)
    for row in PUBLIC_ROWS.values():
        remove(row, "pk", keys)
    remove(PublicRecord, "pk", keys)


def _write_records(changed: list[tuple[int, Document, datetime]], known: set[int]) -> None:
    columns = (
        "key",
        "kind",
        "record_id",
        "last_modified",
        "etag",
        "listed",
        "full",
        "listed_deflated",
        "full_deflated",
    )

    def rows() -> Iterator[tuple[Any, ...]]:
        for key, document, date in changed:
            modified = rfc3339(date)
            listed = stamped(document.listed, modified)
            full = stamped(document.full, modified)
            etag = etag_of(full)
            yield (
                key,
                document.kind,
                document.id,
                date,
                etag,
                listed,
                full,
                deflated(listed),
                deflated(full),
            )

    put(PublicRecord, columns, rows(), known=known)


def _write_rows(changed: list[tuple[int, Document, datetime]], known: set[int]) -> None:
    by_kind: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    columns: dict[str, tuple[str, ...]] = {}
    for key, document, date in changed:
        columns[document.kind] = ("record", "id", "sort_name", "last_modified", *document.columns)
        by_kind[document.kind].append(
            (key, document.id, sort_name(document.name), date, *document.columns.values())
        )
    for kind, rows in by_kind.items():
        put(PUBLIC_ROWS[PublicKind(kind)], columns[kind], rows, known=known)


def _write_mentions(documents: list[tuple[int, Document]], known: set[int]) -> None:
    """Store what each document is filed under and shows, where that is not as it stands."""
    # Plain numbers: Python's enumerations are slow to hash.
    shows, awaits = Role.SHOWS.value, Role.AWAITS.value
    term, taxonomy = Role.TERM.value, Role.TAXONOMY.value
    wanted = {
        key: {(id, term) for id in document.terms}
        | {(id, taxonomy) for id in document.taxonomies}
        | {(id, awaits) for id in document.awaits}
        | {(id, shows) for id in document.shows - document.terms - document.awaits}
        for key, document in documents
    }
    stored: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for key, id, role in read(Mention, "record_id", known, ("record_id", "mentioned", "role")):
        stored[key].add((id, role))
    stale = [key for key in wanted if stored[key] != wanted[key]]
    remove(Mention, "record", [key for key in stale if stored[key]])
    rows = [(id, role, key) for key in stale for id, role in wanted[key]]
    insert(Mention, ("mentioned", "role", "record"), rows)
