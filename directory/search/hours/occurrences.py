"""From schedules to sessions: what takes place between two moments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge

from directory.search.hours.closures import closures_of, is_closed
from directory.search.hours.effective import Hours
from directory.search.hours.reading import Closure, Schedule, read
from directory.search.hours.rules import Rule

# Beyond this many days nobody plans; a rule that never comes true is not followed for longer.
MOST_DAYS = 3660
# Outside these nothing takes place: clocks cannot be told near the ends of what Python can count.
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Session:
    """One time that something takes place. `ends` is None where nobody said."""

    starts: datetime
    ends: datetime | None
    schedule_id: str = ""
    attending_type: str = ""
    location_id: str | None = None


def sessions(
    schedules: Iterable[Schedule],
    start: datetime,
    end: datetime,
    *,
    closed: Iterable[Closure] = (),
    location_id: str | None = None,
) -> Iterator[Session]:
    """What `schedules` say takes place between `start` and `end`, by time of starting.

    Sessions that are under way at `start` are among them, those that start at `end` are not.
    Closures among `schedules` hold for all of them, `closed` as well. Both moments are aware; no
    more than ten years are looked at. Yields as it goes: take as many as you need.
    """
    readings = [read(schedule) for schedule in schedules]
    closures = [*closed, *(reading for reading in readings if isinstance(reading, Closure))]
    hours = Hours(tuple(readings), tuple(closures), location_id)
    return sessions_of([hours], start, end)


def sessions_of(places: Iterable[Hours], start: datetime, end: datetime) -> Iterator[Session]:
    """The same for places whose schedules are read: see `effective_schedules`."""
    start = max(start, EARLIEST)
    end = min(end, LATEST, min(start, LATEST) + timedelta(days=MOST_DAYS))
    each = [
        _of_rule(rule, closures_of(rule, hours.closures), hours.location_id, start, end)
        for hours in places
        for rule in hours.rules
    ]
    return merge(*each, key=lambda session: (session.starts.timestamp(), session.schedule_id))


def _of_rule(
    rule: Rule,
    closures: tuple[Closure, ...],
    location_id: str | None,
    start: datetime,
    end: datetime,
) -> Iterator[Session]:
    # In UTC: Python compares times of one zone by what its clocks show, and those go back.
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    # A session may have begun the day before; and a zone's clock may be a day from that of UTC.
    for day in rule.days(_shifted(start.date(), -2), _shifted(end.date(), 1)):
        if closures and is_closed(day, closures):
            continue
        starts = clock(rule, day, rule.opens)
        ends = None if rule.closes is None else clock(rule, day, rule.closes)
        if starts < end and (ends > start if ends else starts >= start):
            yield Session(starts, ends, rule.id, rule.attending_type, location_id)


def clock(rule: Rule, day: date, minutes: int) -> datetime:
    """The moment when the clocks of `rule` show `minutes` after the midnight that begins `day`.

    A time that the clocks skip in spring is read as RFC 5545 says, by the offset before; of one
    that they show twice in autumn, the first.
    """
    days, minutes = divmod(minutes, 24 * 60)
    shown = time(minutes // 60, minutes % 60)
    moment = datetime.combine(_shifted(day, days), shown, rule.zone)
    return moment.astimezone(UTC).astimezone(rule.zone)


def _shifted(day: date, days: int) -> date:
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
