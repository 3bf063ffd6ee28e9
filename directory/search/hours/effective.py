"""Which schedules count at a place: the nearest ones.

HSDS lets a service, a location and a service_at_location have schedules, and says of the last
that it is "specific to a service in a particular location" (schedule.json,
`service_at_location_id`). It gives no order beyond that; ours, which issue #279 of
openreferral/specification suggests as well, is: the service_at_location's own, else the service's,
else the location's. A level that has any schedule, even an unreadable one, is the nearest.

Closures are different: a place that is shut is shut for all that happens in it. So those of every
level count, and a level with nothing but closures is passed over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import orjson

from directory.search.hours.reading import Closure, Reading, Schedule, read
from directory.search.hours.rules import Rule

Node = Mapping[str, Any]
# Of more schedules than this in one place the rest is not looked at.
MOST_SCHEDULES = 300


@dataclass(frozen=True)
class Hours:
    """The schedules that count at one place of a service, read.

    `location_id` is None for a service that has no place.
    """

    readings: tuple[Reading, ...]
    closures: tuple[Closure, ...] = ()
    location_id: str | None = None

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(reading for reading in self.readings if isinstance(reading, Rule))

    @property
    def known(self) -> bool:
        """Whether anything can be told of when it is open."""
        return bool(self.rules)


def effective_schedules(document: Node) -> list[Hours]:
    """The hours at each place of `document`, the public document in full of a service, a

    service_at_location or a location; of a service without a place, its own.
    """
    if document.get("service_at_locations"):
        return [at_place(place, document) for place in document["service_at_locations"]]
    if "location" in document and isinstance(document.get("service"), Mapping):
        return [at_place(document, document["service"])]
    return [_nearest([document.get("schedules")], None)]


def at_place(place: Node, service: Node) -> Hours:
    """The hours of `service` at `place`, one of its service_at_locations."""
    location = _location(place.get("location"))
    levels = [place.get("schedules"), service.get("schedules"), location.get("schedules")]
    return _nearest(levels, place.get("location_id") or location.get("id"))


def _nearest(levels: Iterable[Iterable[Schedule] | None], location_id: str | None) -> Hours:
    nearest: list[Reading] = []
    closures: list[Closure] = []
    for level in levels:
        schedules = islice(level or (), MOST_SCHEDULES)
        readings = [_read(schedule) for schedule in schedules if isinstance(schedule, Mapping)]
        closures += [reading for reading in readings if isinstance(reading, Closure)]
        nearest = nearest or [each for each in readings if not isinstance(each, Closure)]
    return Hours(tuple(nearest), tuple(closures), location_id)


def _read(schedule: Schedule) -> Reading:
    try:
        return _read_once(tuple(schedule.items()))
    except TypeError:  # It has attributes, which are lists.
        return read(schedule)


# A service's schedules are read for it and for each of its places.
@lru_cache(maxsize=2048)
def _read_once(fields: tuple[tuple[str, str], ...]) -> Reading:
    return read(dict(fields))


def _location(shown: Any) -> Node:
    """A location inside a document: as parsed, or, while publishing, as finished JSON."""
    if isinstance(shown, orjson.Fragment):
        return _schedules_in(orjson.dumps(shown))
    return shown if isinstance(shown, Mapping) else {}


@lru_cache(maxsize=256)
def _schedules_in(location: bytes) -> Node:
    # Most locations have no hours of their own; looking for the word is quicker than parsing.
    return orjson.loads(location) if b'"schedules"' in location else {}
