"""Keeps the public record in step with the log: composes the documents that changed, writes them.

`refresh` is called once an act of publishing, inside its transaction; `rebuild` makes everything
again from the log. Both compose with the same code and so give the same bytes.
"""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from directory.publication.deflate import deflated
from directory.publication.documents import Composer, Document, Filing, stamped, terms_in
from directory.publication.live import Core, LiveCores
from directory.publication.models import (
    PUBLIC_ROWS,
    Kind,
    LogHead,
    Mention,
    PublicKind,
    PublicLocation,
    PublicRecord,
    PublicService,
    PublicServiceAtLocation,
    PublicTaxonomyTerm,
    Role,
)
from directory.publication.tables import in_pages, insert, remove, upsert

# Narrow rows made early are read when later kinds are composed: an organization lists its services.
ORDER = (Kind.TAXONOMY_TERM, Kind.TAXONOMY, Kind.LOCATION, Kind.SERVICE, Kind.ORGANIZATION)

Ids = dict[str, set[str]]


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


def refresh(revised: Ids, *, at: datetime, head: LogHead) -> Ids:
    """Bring the public record up to date after `revised` records were published or withdrawn.

    Returns the other documents that changed with them, by kind and id: those that show one of
    `revised`. `last_modified` of all of them becomes `at`.
    """
    touched: Ids = defaultdict(set)

    def dating(document: Document, existing: Existing | None) -> datetime:
        if document.id in revised.get(document.kind, ()):
            return at
        if existing and digest(document, existing.last_modified) == existing.etag:
            return existing.last_modified
        touched[document.kind].add(document.id)
        return at

    _compose(_with_dependents(revised), dating, head)
    return touched


def rebuild(records: Ids, modified: dict[tuple[str, str], datetime], head: LogHead) -> None:
    """Compose `records` into an empty public record, dated as the log says in `modified`."""
    _compose(records, lambda document, _: modified[document.kind, document.id], head)


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


# --- Whose documents change ----------------------------------------------------------------------


def _with_dependents(revised: Ids) -> Ids:
    """`revised` and every record whose document may show one of them, before or after."""
    concerned: Ids = defaultdict(set, {kind: set(ids) for kind, ids in revised.items()})
    for kind, ids in revised.items():
        for page in in_pages(ids):
            for owner, id in _showing(kind, page):
                concerned[owner].add(id)
            for owner, id in _listing(kind, page):
                concerned[owner].add(id)
    return concerned


def _showing(kind: str, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """The records whose documents show one of `ids` inside them."""
    mentions = Mention.objects.filter(mentioned__among=ids)
    if kind == Kind.TAXONOMY:
        # Services filed under its terms show the terms, not the taxonomy.
        mentions = mentions.filter(role=Role.SHOWS)
    mentions = mentions.exclude(record__kind=PublicKind.SERVICE_AT_LOCATION)
    for owner, id in mentions.values_list("record__kind", "record__record_id").distinct():
        yield owner, str(id)


# Records that list all others pointing at them: (kind of the listed, its column, kind of the list).
LISTS = (
    (Kind.SERVICE, PublicService, "organization_id", Kind.ORGANIZATION),
    (Kind.LOCATION, PublicLocation, "organization_id", Kind.ORGANIZATION),
    (Kind.TAXONOMY_TERM, PublicTaxonomyTerm, "taxonomy_id", Kind.TAXONOMY),
)


def _listing(kind: str, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """The records that list one of `ids`, as the public record stands or as the log now says."""
    for listed, row, column, owner in LISTS:
        if listed != kind:
            continue
        for id in row.objects.filter(id__among=ids).values_list(column, flat=True).distinct():
            if id:
                yield owner, str(id)
        live = LiveCores()
        live.fetch(kind, ids)
        for id in ids:
            core = live.get(kind, id)
            if core and column in core:
                yield owner, core[column]


# --- Composing -----------------------------------------------------------------------------------


def _compose(concerned: Ids, dating: Dating, head: LogHead) -> None:
    live = LiveCores()
    for kind in ORDER:
        for page in in_pages(sorted(concerned.get(kind, ()))):
            documents = _documents(kind, page, live)
            _write(kind, page, documents, dating, head)
            if kind in (Kind.SERVICE, Kind.LOCATION):
                live.forget(kind)


def _documents(kind: str, ids: Collection[str], live: LiveCores) -> list[Document]:
    """The documents of those of `ids` that are published."""
    live.fetch(kind, ids)
    cores = [core for id in ids if (core := live.get(kind, id))]
    compose = {
        Kind.TAXONOMY_TERM: _taxonomy_terms,
        Kind.TAXONOMY: _taxonomies,
        Kind.LOCATION: _locations,
        Kind.SERVICE: _services,
        Kind.ORGANIZATION: _organizations,
    }[Kind(kind)]
    return compose(cores, live)


def _fetch_terms(cores: list[Core], live: LiveCores) -> None:
    live.fetch(Kind.TAXONOMY_TERM, {term for core in cores for term in terms_in(core)})


def _taxonomy_terms(cores: list[Core], live: LiveCores) -> list[Document]:
    live.fetch(Kind.TAXONOMY, {core["taxonomy_id"] for core in cores if "taxonomy_id" in core})
    composer = Composer(live)
    return [composer.taxonomy_term(core) for core in cores]


def _taxonomies(cores: list[Core], live: LiveCores) -> list[Document]:
    composer = Composer(live)
    documents = []
    for core in cores:
        rows = PublicTaxonomyTerm.objects.filter(taxonomy_id=core["id"])
        terms = [str(id) for id in rows.order_by("sort_name", "id").values_list("id", flat=True)]
        live.fetch(Kind.TAXONOMY_TERM, terms)
        listed = [term for id in terms if (term := live.get(Kind.TAXONOMY_TERM, id))]
        documents.append(composer.taxonomy(core, listed))
    return documents


def _locations(cores: list[Core], live: LiveCores) -> list[Document]:
    _fetch_terms(cores, live)
    composer = Composer(live)
    return [composer.location(core) for core in cores]


def _services(cores: list[Core], live: LiveCores) -> list[Document]:
    organizations = {core["organization_id"] for core in cores}
    locations = {
        place["location_id"] for core in cores for place in core.get("service_at_locations", [])
    }
    live.fetch(Kind.ORGANIZATION, organizations)
    live.fetch(Kind.LOCATION, locations)
    embedded = [live.get(Kind.ORGANIZATION, id) for id in organizations]
    embedded += [live.get(Kind.LOCATION, id) for id in locations]
    _fetch_terms([*cores, *(core for core in embedded if core)], live)
    composer = Composer(live)
    return [document for core in cores for document in composer.service(core)]


def _organizations(cores: list[Core], live: LiveCores) -> list[Document]:
    ids = [core["id"] for core in cores]
    locations: dict[str, list[str]] = defaultdict(list)
    places = PublicLocation.objects.filter(organization_id__among=ids).order_by("sort_name", "id")
    for owner, location in places.values_list("organization_id", "id"):
        locations[str(owner)].append(str(location))
    services: dict[str, list[dict[str, Any]]] = defaultdict(list)
    offered = PublicService.objects.filter(organization_id__among=ids).order_by("sort_name", "id")
    for owner, id, name, status in offered.values_list("organization_id", "id", "name", "status"):
        services[str(owner)].append({"id": str(id), "name": name, "status": status})
    offers: dict[str, Filing] = defaultdict(Filing)
    filed = Mention.objects.exclude(role=Role.SHOWS).filter(record__in=offered.values("pk"))
    owners = dict(offered.values_list("pk", "organization_id"))
    for mentioned, role, key in filed.values_list("mentioned", "role", "record"):
        offer = offers[str(owners[key])]
        (offer.terms if role == Role.TERM else offer.taxonomies).add(str(mentioned))

    live.fetch(Kind.LOCATION, {id for found in locations.values() for id in found})
    embedded = [live.get(Kind.LOCATION, id) for found in locations.values() for id in found]
    _fetch_terms([*cores, *(core for core in embedded if core)], live)
    composer = Composer(live)
    return [
        composer.organization(core, services[id], locations[id], offers[id])
        for id, core in zip(ids, cores, strict=True)
    ]


# --- Writing -------------------------------------------------------------------------------------


def _write(
    kind: str, ids: Collection[str], documents: list[Document], dating: Dating, head: LogHead
) -> None:
    """Store `documents`, and remove what is public under `ids` but not among them."""
    existing = _existing(kind, ids, documents)
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
    _write_records(changed)
    _write_rows(changed)
    _write_mentions([(keys[document.kind, document.id], document) for document in documents])


def _existing(
    kind: str, ids: Collection[str], documents: list[Document]
) -> dict[tuple[str, str], Existing]:
    """What is stored of `ids`, of their services at locations, and of `documents`."""
    wanted: Ids = defaultdict(set, {kind: set(ids)})
    for document in documents:
        wanted[document.kind].add(document.id)
    if kind == Kind.SERVICE:
        places = PublicServiceAtLocation.objects.filter(service_id__among=ids)
        wanted[PublicKind.SERVICE_AT_LOCATION] |= {
            str(id) for id in places.values_list("id", flat=True)
        }
    found = {}
    for wanted_kind, wanted_ids in wanted.items():
        records = PublicRecord.objects.filter(kind=wanted_kind, record_id__among=wanted_ids)
        for id, key, etag, date in records.values_list("record_id", "key", "etag", "last_modified"):
            found[wanted_kind, str(id)] = Existing(key, etag, date)
    return found


def _remove(keys: list[int]) -> None:
    remove(Mention, "record", keys)
    for row in PUBLIC_ROWS.values():
        remove(row, "pk", keys)
    remove(PublicRecord, "pk", keys)


def _write_records(changed: list[tuple[int, Document, datetime]]) -> None:
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

    upsert(PublicRecord, columns, rows())


def _write_rows(changed: list[tuple[int, Document, datetime]]) -> None:
    by_kind: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    columns: dict[str, tuple[str, ...]] = {}
    for key, document, date in changed:
        columns[document.kind] = ("record", "id", "sort_name", "last_modified", *document.columns)
        by_kind[document.kind].append(
            (key, document.id, sort_name(document.name), date, *document.columns.values())
        )
    for kind, rows in by_kind.items():
        upsert(PUBLIC_ROWS[PublicKind(kind)], columns[kind], rows)


def _write_mentions(documents: list[tuple[int, Document]]) -> None:
    """Store what each document is filed under and shows, where that is not as it stands."""
    # Plain numbers: Python's enumerations are slow to hash.
    shows, term, taxonomy = Role.SHOWS.value, Role.TERM.value, Role.TAXONOMY.value
    wanted = {
        key: {(id, term) for id in document.terms}
        | {(id, taxonomy) for id in document.taxonomies}
        | {(id, shows) for id in document.shows - document.terms}
        for key, document in documents
    }
    stored: dict[int, set[tuple[str, int]]] = defaultdict(set)
    mentions = Mention.objects.filter(record__among=wanted)
    for key, id, role in mentions.values_list("record", "mentioned", "role"):
        stored[key].add((str(id), role))
    stale = [key for key in wanted if stored[key] != wanted[key]]
    remove(Mention, "record", [key for key in stale if stored[key]])
    rows = [(id, role, key) for key in stale for id, role in wanted[key]]
    insert(Mention, ("mentioned", "role", "record"), rows)
