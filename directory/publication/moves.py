"""Places that go from one service to another.

A service_at_location has no entry of its own in the log: it is in the core of its service. When it
moves, the service that publishes it takes it from the one that last did, and the log says so of
both; else two live cores would name one place, and its document could not be made from the log.
"""

from collections.abc import Collection

import orjson

from directory.models import ServiceAtLocation
from directory.publication.fields import IdText
from directory.publication.live import newest_revisions
from directory.publication.models import Action, Kind, Mention, Role


def without_moved_places(services: Collection[str]) -> list[tuple[str, bytes]]:
    """The live cores of other services that have a place of `services`, without that place."""
    moved = ServiceAtLocation.objects.filter(service_id__among=services)
    places = set(moved.order_by().values_list(IdText("id"), flat=True))
    had = Mention.objects.filter(
        mentioned__among=places, role=Role.SHOWS, record__kind=Kind.SERVICE
    )
    losing = set(had.values_list(IdText("record__record_id"), flat=True)) - set(services)
    if not losing:
        return []
    cores = []
    for revision in newest_revisions(Kind.SERVICE, losing).filter(action=Action.PUBLISHED):
        core = orjson.loads(revision.core)
        named = core.get("service_at_locations", [])
        kept = [place for place in named if place["id"] not in places]
        if kept == named:
            continue
        core["service_at_locations"] = kept
        if not kept:
            del core["service_at_locations"]
        cores.append((str(revision.record_id), orjson.dumps(core)))
    return cores
