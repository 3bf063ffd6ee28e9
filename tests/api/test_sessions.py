"""The doors to coming sessions and to calendars."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from directory.models import Schedule, ServiceAtLocation
from directory.publication.publish import publish
from directory.publication.withdraw import withdraw
from tests.api.refusals import NOBODY, problem, refused
from tests.factories import make_location, make_service

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def lunch(**schedule):
    """A service on Tuesdays at noon in a hall."""
    service = make_service(name="Lunch club", at=make_location(name="Otter Hall"))
    fields = {"freq": "WEEKLY", "byday": "TU", "opens_at": "12:00", "closes_at": "14:00"}
    Schedule.objects.create(service=service, **fields | schedule)
    publish(service)
    return service


def sessions(client, service, query=""):
    answer = client.get(f"/api/v3/services/{service.pk}/sessions{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def starts(found):
    return [session["starts"] for session in found["sessions"]]


def test_the_coming_four_weeks_are_given_unless_others_are_asked_for(client):
    service = lunch()

    found = sessions(client, service)

    assert starts(found) == [
        f"2026-{day}T12:00:00+00:00" for day in ("11-24", "12-01", "12-08", "12-15")
    ]
    assert found["hours_known"] is True
    assert found["more"] is False
    place = ServiceAtLocation.objects.get(service=service)
    schedule = Schedule.objects.get()
    where = {"schedule_id": str(schedule.pk), "location_id": str(place.location_id)}
    assert found["schedules"] == [{"in_words": "Every Tuesday, 12:00 to 14:00", **where}]
    assert found["sessions"][0] == {
        "starts": "2026-11-24T12:00:00+00:00",
        "ends": "2026-11-24T14:00:00+00:00",
        **where,
    }
    address = f"/api/v3/service_at_locations/{place.pk}/sessions"
    assert client.get(address).json() == found


def test_clocks_in_summer_have_their_offset(client):
    found = sessions(client, lunch(), "?from=2027-03-23&to=2027-03-30")

    assert starts(found) == ["2027-03-23T12:00:00+00:00", "2027-03-30T12:00:00+01:00"]


def test_a_date_to_which_is_asked_is_among_them_and_a_moment_is_not(client):
    service = lunch()

    assert len(starts(sessions(client, service, "?from=2026-12-01&to=2026-12-01"))) == 1
    assert starts(sessions(client, service, "?from=2026-12-01&to=2026-12-01T12:00")) == []
    assert len(starts(sessions(client, service, "?from=2026-12-01T13:00&to=2026-12-02"))) == 1
    assert starts(sessions(client, service, "?from=2026-12-01T14:00&to=2026-12-02")) == []


@pytest.mark.parametrize(
    "span", ["?from=2028-01-01&to=2028-12-31", "?from=2026-10-25&to=2027-10-25"]
)
def test_a_year_may_be_asked_for(client, span):
    assert len(starts(sessions(client, lunch(), span))) >= 52


def test_unknown_hours_are_not_closed(client):
    service = lunch(opens_at=None, closes_at=None, description="Ring for times")

    found = sessions(client, service)

    assert found["hours_known"] is False
    assert found["sessions"] == []
    [said] = found["schedules"]
    assert said["in_words"] == "Ask for times"
    assert said["description"] == "Ring for times"


def test_a_service_that_says_nothing_of_its_hours_has_none(client):
    assert sessions(client, make_service()) == {
        "hours_known": False,
        "schedules": [],
        "sessions": [],
        "more": False,
    }


def test_a_thousand_are_given_and_it_is_said_that_there_are_more(client):
    service = lunch(byday=EVERY_DAY)
    for hour in (9, 18):
        Schedule.objects.create(
            service=service,
            freq="WEEKLY",
            byday=EVERY_DAY,
            opens_at=f"{hour:02}:00",
            closes_at=f"{hour + 1:02}:00",
        )
    publish(service)

    found = sessions(client, service, "?from=2027-01-01&to=2027-12-31")

    assert len(found["sessions"]) == 1000
    assert found["more"] is True


BACKWARDS = [
    "?from=2026-12-02&to=2026-12-01",
    "?from=2026-12-01T12:00&to=2026-12-01T12:00",
    "?to=2026-11-21",
]
TOO_LONG = ["?from=2026-12-01&to=2027-12-02", "?to=2199-12-30", "?from=1900-01-02&to=2026-01-01"]
NOT_MOMENTS = [
    *("", "%20", "tomorrow", "2026-13-01", "2026-02-30", "25:00", "NaN", "%00", "🦦", "1e9"),
    *("9999-12-31", "0001-01-01", "2026-12-01/2026-12-02", "12/01/2026", "9" * 400),
]


@pytest.mark.parametrize("form", ["sessions", "sessions.ics"])
@pytest.mark.parametrize("span", [*BACKWARDS, *TOO_LONG])
def test_a_time_that_is_reversed_or_too_long_is_refused_with_one_that_works(client, span, form):
    service = lunch()

    said = refused(client.get(f"/api/v3/services/{service.pk}/{form}{span}"), "to")

    example = said.partition("For example: ")[2]
    assert client.get(f"/api/v3/services/{service.pk}/{form}{example}").status_code == 200


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize("value", NOT_MOMENTS)
def test_what_is_no_time_is_refused(client, name, value):
    address = f"/api/v3/services/{NOBODY}/sessions?{name}={value}"

    assert "?from=2026-12-01&to=2026-12-31" in refused(client.get(address), name)


@pytest.mark.parametrize(
    "moment", ["0001-01-01", "9999-12-31", "1900-01-01", "2199-12-01", "9999-12-31T23:59:59Z"]
)
def test_the_ends_of_time_are_no_fault_of_ours(client, moment):
    service = lunch()
    for form in ("sessions", "sessions.ics"):
        for name in ("from", "to"):
            answer = client.get(f"/api/v3/services/{service.pk}/{form}?{name}={moment}")
            assert answer.status_code in (200, 400)


def test_other_parameters_are_refused_by_name(client):
    answer = client.get(f"/api/v3/services/{NOBODY}/sessions?until=2026-12-01")

    assert "There is no parameter" in refused(answer, "until")


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
@pytest.mark.parametrize("form", ["sessions", "sessions.ics"])
def test_what_is_not_public_is_not_found(client, path, form):
    draft, gone = make_service(published=False), lunch()
    withdraw(gone)
    for id in (draft.pk, gone.pk, NOBODY, "suggest", "facets", "%00", "🦦", "x" * 3000):
        problem(client.get(f"/api/v3/{path}/{id}/{form}"), 404)


@pytest.mark.parametrize("form", ["sessions", "sessions.ics"])
def test_an_answer_is_kept_until_it_changes(client, form):
    service = lunch()
    address = f"/api/v3/services/{service.pk}/{form}?from=2026-12-01&to=2026-12-08"
    first = client.get(address)
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(address, headers=known).status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    record = client.get(f"/api/v3/services/{service.pk}")
    assert first.headers["Last-Modified"] == record.headers["Last-Modified"]
    Schedule.objects.update(opens_at="11:00")

    publish(service)

    assert client.get(address, headers=known).status_code == 200


@pytest.mark.parametrize(("form", "cost"), [("sessions", 2), ("sessions.ics", 1)])
def test_it_costs_the_same_however_many_there_are(client, form, cost):
    service = lunch()
    for days in ("2026-12-02", "2027-11-01"):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/api/v3/services/{service.pk}/{form}?to={days}")
        assert len(captured) == cost


def test_a_calendar_has_the_same_sessions(client, settings):
    settings.ALLOWED_HOSTS = ["*", ".directory.example.org", "testserver"]
    service = lunch()

    answer = client.get(f"/api/v3/services/{service.pk}/sessions.ics")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    found = sessions(client, service)["sessions"]
    assert [event["DTSTART"].dt.isoformat() for event in events] == [
        session["starts"] for session in found
    ]
    assert events[0]["SUMMARY"] == "Lunch club"
    assert events[0]["LOCATION"] == "Otter Hall, 1 Otter Row, Bradford, BD1 9ZZ"
    assert events[0]["DTSTART"].dt.date() == date(2026, 11, 24)
    assert events[0]["UID"].endswith("@directory.example.org")


def test_a_calendar_is_the_same_by_whatever_name_it_is_asked(client, settings):
    settings.ALLOWED_HOSTS = ["directory.example.org", "other.example.org"]
    address = f"/api/v3/services/{lunch().pk}/sessions.ics"

    one, other = (
        client.get(address, headers={"Host": host}).content for host in settings.ALLOWED_HOSTS
    )

    assert one == other
