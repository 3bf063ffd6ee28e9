"""Keeps the public record in step with the log.

`refresh` is called once an act of publishing, inside its transaction; `rebuild` makes everything
again from the log. Both compose and store with the same code, and so give the same bytes.
"""

from collections import defaultdict
from datetime import datetime

from directory.publication.composing import ORDER, documents_of
from directory.publication.dependents import Ids, with_dependents
from directory.publication.documents import Document
from directory.publication.live import LiveCores
from directory.publication.models import Kind, LogHead, PublicKind
from directory.publication.storing import Dating, Existing, digest, store
from directory.publication.tables import in_pages


def refresh(revised: Ids, *, at: datetime, head: LogHead) -> Ids:
    """Bring the public record up to date after `revised` records were published or withdrawn.

    Returns the other documents that changed with them, by kind and id: those that show one of
    `revised`, and services at locations that are no more. `last_modified` of all becomes `at`.
    """
    touched: Ids = defaultdict(set)

    def dating(document: Document, existing: Existing | None) -> datetime:
        if document.id in revised.get(document.kind, ()):
            return at
        if existing and digest(document, existing.last_modified) == existing.etag:
            return existing.last_modified
        touched[document.kind].add(document.id)
        return at

    touched[PublicKind.SERVICE_AT_LOCATION] |= _compose(with_dependents(revised), dating, head)
    return touched


def rebuild(records: Ids, modified: dict[tuple[str, str], datetime], head: LogHead) -> None:
    """Compose `records` into an empty public record, dated as the log says in `modified`."""
    _compose(records, lambda document, _: modified[document.kind, document.id], head)


def _compose(concerned: Ids, dating: Dating, head: LogHead) -> set[str]:
    """Compose and store what is `concerned`. Returns the services at locations that are gone."""
    live = LiveCores()
    gone: set[str] = set()
    for kind in ORDER:
        for page in in_pages(sorted(concerned.get(kind, ()))):
            gone |= store(kind, page, documents_of(kind, page, live), dating, head)
            # Terms, taxonomies and organizations are few and shown often; these are neither.
            live.forget(Kind.LOCATION)
            live.forget(Kind.SERVICE)
    return gone
