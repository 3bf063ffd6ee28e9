"""Organizations with their services in full (`full_service`)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import orjson

from directory.publication import reading
from directory.publication.models import PublicService
from directory.publication.tables import in_pages


def with_services(documents: Collection[bytes]) -> Iterator[bytes]:
    """Full organization documents with each short service replaced by its full document.

    However many services there are, few are held at a time: a page of them and one organization's.
    """
    organizations = [orjson.loads(document) for document in documents]
    ids = [organization["id"] for organization in organizations]
    rows = PublicService.objects.filter(organization_id__in=ids).order_by("sort_name", "id")
    keys: dict[str, list[int]] = defaultdict(list)
    for owner, key in rows.values_list("organization_id", "pk"):
        keys[str(owner)].append(key)
    services = _full_services(key for id in ids for key in keys[id])
    for organization in organizations:
        owned = [service for _ in keys[organization["id"]] if (service := next(services))]
        if owned:
            organization["services"] = [orjson.Fragment(service) for service in owned]
        yield orjson.dumps(organization)


def _full_services(keys: Iterable[int]) -> Iterator[bytes | None]:
    """The full document of each service in turn; None for one that has just gone."""
    for page in in_pages(keys):
        documents = reading.documents_by_key(page, "full")
        yield from (documents.get(key) for key in page)
