"""The coming sessions of one record, and its schedules in words."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from directory.search.hours.effective import Hours, Node, effective_schedules
from directory.search.hours.occurrences import Session, sessions_of
from directory.search.hours.reading import Unknown
from directory.search.hours.rules import Rule
from directory.search.hours.wording import reading_in_words


@dataclass(frozen=True)
class Said:
    """What a schedule or closure says at a place, None where there is none.

    A schedule that no computer can read has its `description`, and no id.
    """

    in_words: str
    schedule_id: str = ""
    description: str = ""
    location_id: str | None = None


@dataclass(frozen=True)
class Coming:
    """Sessions by time of starting, whether there are `more`, and what is said of them all."""

    sessions: list[Session]
    more: bool
    said: list[Said]


def coming(document: Node, start: datetime, end: datetime, *, most: int) -> Coming:
    """What of `document`, a service or service_at_location in full, takes place in that time.

    Sessions under way at `start` are among them, those that start at `end` are not.
    """
    places = effective_schedules(document)
    found = list(islice(sessions_of(places, start, end), most + 1))
    return Coming(found[:most], len(found) > most, _said(places))


def _said(places: list[Hours]) -> list[Said]:
    """Each thing that is said, once a place."""
    said = [
        Said(
            reading_in_words(reading),
            reading.id if isinstance(reading, Rule) else "",
            reading.description if isinstance(reading, Unknown) else "",
            hours.location_id,
        )
        for hours in places
        for reading in (*hours.readings, *hours.closures)
    ]
    return list(dict.fromkeys(said))
