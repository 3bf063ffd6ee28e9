"""Collects the web addresses that public records give, and where each stands."""

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.db import transaction

from directory.publication.live import newest_cores
from directory.publication.models import PUBLIC_ROWS, Kind, PublicKind
from directory.publication.tables import in_pages
from directory.upkeep.models import LinkUse, WebLink

# The fields that lead somewhere people would follow, by the rows they are in, and their words.
FIELDS = {
    (Kind.SERVICE, "", "url"): "web address",
    (Kind.ORGANIZATION, "", "website"): "website",
    (Kind.ORGANIZATION, "", "logo"): "logo",
    (Kind.LOCATION, "", "url"): "web address",
}
ROWS = {
    ("additional_urls", "url"): "further web page",
    ("additional_websites", "url"): "further web page",
    ("schedules", "schedule_link"): "page with the times",
    ("required_documents", "uri"): "page about what to bring",
    ("accessibility", "url"): "page about access",
}
KINDS = (Kind.ORGANIZATION, Kind.LOCATION, Kind.SERVICE)


class Use(NamedTuple):
    """One address where it stands."""

    url: str
    kind: str
    record_id: UUID
    name: str
    place: str


@transaction.atomic
def collect() -> int:
    """Bring the table of addresses in step with what is public. Returns how many there are.

    What was found out about an address stays for as long as some record gives it.
    """
    uses = {(digest(one.url), *one[1:3], one.place): one for one in public_uses()}
    urls = {key[0]: one.url for key, one in uses.items()}
    known = dict(WebLink.objects.values_list("url_digest", "pk"))
    WebLink.objects.bulk_create(
        [
            WebLink(url=url, url_digest=found)
            for found, url in sorted(urls.items())
            if found not in known
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    for page in in_pages([pk for found, pk in known.items() if found not in urls]):
        WebLink.objects.filter(pk__in=page).delete()
    known = dict(WebLink.objects.values_list("url_digest", "pk"))
    LinkUse.objects.all().delete()
    LinkUse.objects.bulk_create(
        [
            LinkUse(
                link_id=known[found],
                kind=one.kind,
                record_id=one.record_id,
                name=one.name,
                place=one.place,
            )
            for (found, *_), one in uses.items()
        ],
        batch_size=500,
    )
    return len(urls)


def digest(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def public_uses() -> Iterator[Use]:
    """Every web address of every public record, of its own rows, not of those it shows."""
    for kind in KINDS:
        ids = PUBLIC_ROWS[PublicKind(kind)].objects.order_by("id").values_list("id", flat=True)
        for page in in_pages(ids.iterator(chunk_size=2000)):
            for _, core in newest_cores(kind, page):
                if core is not None:
                    yield from uses_of(kind, orjson.loads(core))


def uses_of(kind: str, core: dict[str, Any]) -> Iterator[Use]:
    """The web addresses in one core."""
    name = str(core.get("name", "") or "a place without a name")[:255]
    for url, place in _addresses(kind, core):
        if isinstance(url, str) and url.strip():
            yield Use(url, kind, UUID(core["id"]), name, place)


def _addresses(kind: str, core: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    for (of, _, field), place in FIELDS.items():
        if of == kind and field in core:
            yield core[field], place
    yield from _in_rows(core)


def _in_rows(node: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    for part, rows in node.items():
        if not isinstance(rows, list):
            continue
        for row in rows:
            if isinstance(row, dict):
                for (of, field), place in ROWS.items():
                    if of == part and field in row:
                        yield row[field], place
                yield from _in_rows(row)
