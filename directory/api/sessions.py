"""The doors to sessions: the coming dates of a service or of one of its places, and a calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.utils import timezone
from django.utils.text import Truncator
from rest_framework.request import Request

from directory.api import answers
from directory.api.errors import ParameterProblem
from directory.api.finding_schema import described_calendar, described_sessions
from directory.api.parameters import Parameter
from directory.api.plans import given
from directory.api.values import EXAMPLE_OF_SPAN, FIRST_MOMENT, IDENTIFIER, LAST_MOMENT
from directory.api.views import Door, moved_or_missing
from directory.publication import reading
from directory.publication.models import PUBLIC_ROWS, PublicKind
from directory.search.finding.when import known_hours
from directory.search.hours.calendar import calendar
from directory.search.hours.coming import Coming, coming
from directory.search.hours.occurrences import Session

CALENDAR = "text/calendar; charset=utf-8"
USUAL_DAYS = 28
MOST_DAYS = 366
MOST_SESSIONS = 1_000
LONGEST_DESCRIPTION = 500  # characters: each event repeats it

FROM = Parameter(
    "from",
    FIRST_MOMENT,
    "Sessions that end after this date or moment; now, unless told. Without an offset it is local "
    "time.",
)
TO = Parameter(
    "to",
    LAST_MOMENT,
    "Sessions that start before this moment, or on this date at the latest; "
    f"{USUAL_DAYS} days after `from`, unless told, and at most {MOST_DAYS}.",
)
SPAN = (FROM, TO)


@dataclass(frozen=True)
class Held:
    """A public record, and what of it takes place in the time that was asked about."""

    id: UUID
    record: reading.Found
    document: Mapping[str, Any]
    coming: Coming


class SessionsDoor(Door):
    """What the doors of one kind of record share."""

    kind: PublicKind

    def held(self, request: Request, id: str) -> Held | HttpResponseBase:
        """What is asked for, or a pointer to what took its place.

        Raises ParameterProblem, and Http404 for what is not public.
        """
        start, end = span(given(request, SPAN), timezone.now())
        try:
            identifier = IDENTIFIER.read(id)
        except ValueError:
            raise Http404 from None
        found = reading.read(self.kind, identifier, "full")
        if found is None:
            return moved_or_missing(request, self.kind, identifier, id)
        record, text = found
        document = orjson.loads(text)
        dates = coming(document, start, end, most=MOST_SESSIONS)
        return Held(identifier, record, document, dates)


class SessionsView(SessionsDoor):
    def get(self, request: Request, id: str) -> HttpResponseBase:
        held = self.held(request, id)
        if not isinstance(held, Held):
            return held
        rows = PUBLIC_ROWS[self.kind].objects.all()
        shown = {
            **known_hours(rows, [held.record.key])[held.record.key],
            "schedules": [_without_blanks(vars(said)) for said in held.coming.said],
            "sessions": [_shown(session) for session in held.coming.sessions],
            "more": held.coming.more,
        }
        modified = held.record.last_modified.timestamp()
        return answers.finished(request, orjson.dumps(shown), modified)


class CalendarView(SessionsDoor):
    def get(self, request: Request, id: str) -> HttpResponseBase:
        held = self.held(request, id)
        if not isinstance(held, Held):
            return held
        service = held.document.get("service", held.document)
        content = calendar(
            held.coming.sessions,
            name=service["name"],
            host=host(),
            owner=str(held.id),
            stamp=held.record.last_modified,
            description=Truncator(service.get("description", "")).chars(LONGEST_DESCRIPTION),
            url=service.get("url", ""),
            places=_places(held.document),
        )
        modified = held.record.last_modified.timestamp()
        answer = answers.finished(request, content, modified, content_type=CALENDAR)
        answer.headers["Content-Disposition"] = 'inline; filename="sessions.ics"'
        return answer


def span(asked: Mapping[str, datetime], now: datetime) -> tuple[datetime, datetime]:
    """From when to when. Raises ParameterProblem."""
    start = asked.get("from", now)
    end = asked.get("to") or start + timedelta(days=USUAL_DAYS)
    # An hour more: a year in which clocks go back.
    if timedelta(0) < end - start <= timedelta(days=MOST_DAYS, hours=1):
        return start, end
    wrong = f"more than {MOST_DAYS} days after" if end > start else "not after"
    begin = "`from`" if "from" in asked else "now"
    raise ParameterProblem({"to": [f"`to` is {wrong} {begin}. {EXAMPLE_OF_SPAN}"]})


def host() -> str:
    """The host in the names of events: the site's own, whatever host a request asks by.

    A diary knows an event by its name, so that must stay the same.
    """
    named = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if "*" not in name]
    return named[0] if named else "localhost"


def _shown(session: Session) -> dict[str, Any]:
    ends = session.ends.isoformat(timespec="seconds") if session.ends else None
    return _without_blanks(
        {
            "starts": session.starts.isoformat(timespec="seconds"),
            "ends": ends,
            "schedule_id": session.schedule_id,
            "attending_type": session.attending_type,
            "location_id": session.location_id,
        }
    )


def _without_blanks(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _places(document: Mapping[str, Any]) -> dict[str, str]:
    """The name and address of each location of `document`, on one line, by its id."""
    places = [document] if "service" in document else document.get("service_at_locations", [])
    locations = [place["location"] for place in places if "location" in place]
    return {location["id"]: _address(location) for location in locations}


def _address(location: Mapping[str, Any]) -> str:
    [address, *_] = location.get("addresses") or [{}]
    lines = [address.get(name) for name in ("address_1", "city", "postal_code")]
    return ", ".join(filter(None, [location.get("name"), *lines]))


# --- One class a kind and form -------------------------------------------------------------------


@described_sessions("service", *SPAN)
class ServiceSessionsView(SessionsView):
    """The coming sessions of a service, at all its places."""

    kind = PublicKind.SERVICE


@described_sessions("service_at_location", *SPAN)
class ServiceAtLocationSessionsView(SessionsView):
    """The coming sessions of a service at one of its places."""

    kind = PublicKind.SERVICE_AT_LOCATION


@described_calendar("service", *SPAN)
class ServiceCalendarView(CalendarView):
    """The coming sessions of a service, for a diary."""

    kind = PublicKind.SERVICE


@described_calendar("service_at_location", *SPAN)
class ServiceAtLocationCalendarView(CalendarView):
    """The coming sessions of a service at one of its places, for a diary."""

    kind = PublicKind.SERVICE_AT_LOCATION
