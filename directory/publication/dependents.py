"""Whose documents change when a record is published or withdrawn."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from directory.publication.fields import IdText
from directory.publication.live import LiveCores
from directory.publication.models import (
    Kind,
    Mention,
    PublicKind,
    PublicLocation,
    PublicService,
    PublicTaxonomyTerm,
    Role,
)
from directory.publication.tables import in_pages

Ids = dict[str, set[str]]


def with_dependents(revised: Ids) -> Ids:
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
    yield from mentions.values_list("record__kind", IdText("record__record_id")).distinct()


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
