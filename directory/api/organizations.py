"""Organizations with their services in full (`full_service`)."""

from collections import defaultdict
from collections.abc import Collection

import orjson

from directory.publication import reading
from directory.publication.models import PublicService
from directory.publication.tables import in_pages


def with_services(documents: Collection[bytes]) -> list[bytes]:
    """Full organization documents with each short service replaced by its full document."""
    organizations = [orjson.loads(document) for document in documents]
    ids = [organization["id"] for organization in organizations]
    rows = PublicService.objects.filter(organization_id__in=ids).order_by("sort_name", "id")
    keys: dict[str, list[int]] = defaultdict(list)
    for owner, key in rows.values_list("organization_id", "pk"):
        keys[str(owner)].append(key)
    services = {
        key: document
        for page in in_pages([key for owned in keys.values() for key in owned])
        for key, document in reading.documents_by_key(page, "full").items()
    }
    for organization in organizations:
        owned = [services[key] for key in keys[organization["id"]] if key in services]
        if owned:
            organization["services"] = [orjson.Fragment(service) for service in owned]
    return [orjson.dumps(organization) for organization in organizations]
