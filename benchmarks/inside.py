"""Measures what no request shows, in a process of its own:

    python -m benchmarks.inside TASK

on the directory at DATABASE_URL, which it changes. Prints one JSON object.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

import django

SEED = 5
EDITED = 60
SERVICES_OF_AN_ORGANIZATION = 10


def main() -> None:
    django.setup()
    [task] = sys.argv[1:]
    print(json.dumps(TASKS[task]()))


def editing_services() -> list[float]:
    """Seconds of each of many edits of one service."""
    from directory.models import Service

    ids = random.Random(SEED).sample(_public_services(), EDITED)
    services = Service.objects.filter(pk__in=ids)
    return [_edit(service, shown_by=service.pk) for service in services]


def editing_organizations() -> list[float]:
    """Seconds of each of many edits of an organization that has ten services."""
    from directory.models import Organization, Service
    from directory.publication.models import Kind
    from directory.publication.publish import publish_many

    chosen = random.Random(SEED).sample(
        _public_services(), EDITED // 3 * SERVICES_OF_AN_ORGANIZATION
    )
    times = []
    for start in range(0, len(chosen), SERVICES_OF_AN_ORGANIZATION):
        owned = chosen[start : start + SERVICES_OF_AN_ORGANIZATION]
        organization = Organization.objects.create(name=f"Ten {start}", description="Of ten.")
        publish_many(Kind.ORGANIZATION, [organization.pk])
        Service.objects.filter(pk__in=owned).update(organization=organization, program=None)
        publish_many(Kind.SERVICE, owned)
        times.append(_edit(organization, shown_by=owned[-1]))
    return times


def publishing() -> float:
    """Services published a second, all of them at once."""
    from directory.publication.models import Kind
    from directory.publication.publish import publish_many
    from directory.publication.withdraw import withdraw_many

    ids = _public_services()
    withdraw_many(Kind.SERVICE, ids)
    started = time.perf_counter()
    outcome = publish_many(Kind.SERVICE, ids)
    return outcome.published / (time.perf_counter() - started)


def relevance() -> dict[str, Any]:
    """How our search and its peer answer the judged queries, in a directory of their own."""
    from tests.search.relevance.findings import find

    return find()


def _public_services() -> list[Any]:
    from directory.publication.models import PublicService

    return sorted(PublicService.objects.values_list("id", flat=True))


def _edit(record: Any, *, shown_by: Any) -> float:
    """Seconds from saving `record` under a new name to an answer that shows it.

    Raises AssertionError if the answer of the service `shown_by` still has the old one.
    """
    from django.test import Client

    from directory.publication.publish import publish

    client = Client(headers={"host": "127.0.0.1"})
    record.name = f"{record.name} (edited)"
    started = time.perf_counter()
    record.save()
    publish(record)
    answer = client.get(f"/api/v3/services/{shown_by}")
    elapsed = time.perf_counter() - started
    assert record.name.encode() in answer.content, f"{record} is not live"
    return elapsed


TASKS: dict[str, Callable[[], Iterable[float] | float | dict[str, Any]]] = {
    "editing_services": editing_services,
    "editing_organizations": editing_organizations,
    "publishing": publishing,
    "relevance": relevance,
}

if __name__ == "__main__":
    main()
