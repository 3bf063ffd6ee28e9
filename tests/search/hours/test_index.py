"""Finding services by their hours: what SQL answers is what their documents say."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import orjson
import pytest
from django.db import connection
from django.utils.timezone import localdate

from directory.models import Schedule, ServiceAtLocation
from directory.publication.models import (
    PublicKind,
    PublicRecord,
    PublicService,
    PublicServiceAtLocation,
)
from directory.publication.publish import publish
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from directory.search.hours.effective import effective_schedules
from directory.search.hours.finding import hours_known, meets, open_at, open_between
from directory.search.hours.occurrences import sessions_of
from directory.search.models.hours import SessionPattern
from tests.factories import make_location, make_service
from tests.search.hours.schedules import LONDON

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 11, 24, 11, 0, tzinfo=LONDON)
TIMES = {"opens_at": time(10), "closes_at": time(12)}


def open_service(*, at=None, **fields: Any):
    """A published service with one schedule: Tuesdays from ten to twelve, or as `fields` say."""
    service = make_service(published=False, at=at)
    Schedule.objects.create(
        service=service, **({"freq": "WEEKLY", "byday": "TU", **TIMES} | fields)
    )
    publish(service.organization)
    publish(service)
    return service


def found(condition: Any, rows: Any = PublicService) -> set:
    return {row.id for row in rows.objects.filter(condition)}


def test_a_service_is_found_while_it_is_open():
    service = open_service()

    assert found(open_at(TUESDAY)) == {service.id}
    assert found(open_at(TUESDAY + timedelta(hours=1))) == set()
    assert found(open_at(TUESDAY + timedelta(days=1), TUESDAY)) == {service.id}


def test_the_moment_may_be_told_by_any_clock():
    service = open_service()

    assert found(open_at(TUESDAY.astimezone(UTC))) == {service.id}


def test_a_session_that_overlaps_a_stretch_is_enough():
    service = open_service()
    nine, half_past_ten = TUESDAY - timedelta(hours=2), TUESDAY - timedelta(minutes=30)

    assert found(open_between((nine, half_past_ten))) == {service.id}
    assert found(open_between((nine, TUESDAY - timedelta(hours=1)))) == set()
    assert found(open_between((nine - timedelta(days=6), nine))) == set()
    assert found(open_between((nine - timedelta(days=6), nine + timedelta(days=1)))) == {service.id}


@pytest.mark.parametrize("moment", [datetime.min, datetime.max, datetime(2200, 1, 1)])
def test_a_moment_in_another_age_is_refused(moment):
    with pytest.raises(ValueError, match="1900"):
        open_at(moment.replace(tzinfo=UTC))


def test_a_night_is_one_session():
    service = open_service(opens_at=time(21), closes_at=time(7))

    assert found(open_at(datetime(2026, 11, 25, 6, 59, tzinfo=LONDON))) == {service.id}
    assert found(open_at(datetime(2026, 11, 25, 7, 0, tzinfo=LONDON))) == set()


def test_unknown_hours_stay_unless_asked_to_go():
    unknown = make_service()
    told = open_service()
    wednesday = TUESDAY + timedelta(days=1)

    assert found(open_at(wednesday)) == {unknown.id}
    assert found(open_at(wednesday, strict=True)) == set()
    assert found(open_at(TUESDAY, strict=True)) == {told.id}
    assert found(meets(days=[2])) == {unknown.id}
    assert found(meets(days=[1], strict=True)) == {told.id}
    assert found(hours_known()) == {told.id}
    assert found(~hours_known()) == {unknown.id}


def test_hours_past_their_valid_to_are_unknown():
    lapsed = open_service(valid_to=localdate() - timedelta(days=1))
    lapsing = open_service(valid_to=localdate() + timedelta(days=10))

    assert found(hours_known()) == {lapsing.id}
    assert found(hours_known(localdate() + timedelta(days=11))) == set()
    assert found(meets(days=[1], strict=True)) == {lapsing.id}
    assert found(meets(days=[4])) == {lapsed.id}


def test_one_session_must_meet_all_that_hsds_uk_asks():
    service = open_service()
    Schedule.objects.create(
        service=service, freq="WEEKLY", byday="FR", opens_at=time(18), closes_at=time(20)
    )
    publish(service)

    def asked(**fields):
        return bool(found(meets(**fields)))

    assert asked(days=[1], start_times=[time(10)], end_times=[time(12)])
    assert asked(days=[4], start_times=[time(17)])
    assert not asked(days=[1], start_times=[time(17)])
    assert not asked(days=[1], end_times=[time(11, 59)])
    assert not asked(days=[0, 2])
    assert asked(days=[0, 4])
    assert asked(start_times=[time(19), time(9)], end_times=[time(12)])
    assert not asked(start_times=[time(12)], end_times=[time(19)])
    assert asked(end_times=[time(0)])


def test_a_place_is_found_by_its_own_hours_and_its_service_by_any_of_them():
    hall = make_location()
    service = open_service(at=hall)
    place = ServiceAtLocation.objects.get(service=service)
    Schedule.objects.create(service_at_location=place, freq="WEEKLY", byday="SA", **TIMES)
    elsewhere = ServiceAtLocation.objects.create(service=service, location=make_location())
    publish(service)
    saturday = TUESDAY + timedelta(days=4)

    assert found(open_at(saturday), PublicServiceAtLocation) == {place.id}
    assert found(open_at(TUESDAY), PublicServiceAtLocation) == {elsewhere.id}
    assert found(open_at(saturday)) == found(open_at(TUESDAY)) == {service.id}


def test_a_location_that_changes_its_hours_changes_those_of_what_is_there():
    hall = make_location()
    service = make_service(at=hall)
    Schedule.objects.create(location=hall, freq="WEEKLY", byday="TU", **TIMES)
    publish(hall)

    assert found(open_at(TUESDAY, strict=True)) == {service.id}


def test_what_is_withdrawn_leaves_nothing():
    service = open_service(at=make_location())
    withdraw(service)

    assert not SessionPattern.objects.exists()


def test_a_rebuild_makes_the_same_rows():
    open_service(at=make_location(), notes="Closed on bank holidays")
    make_service()
    before = rows_by_record()
    rebuild_public_record()

    assert rows_by_record() == before
    assert len(before) == 3


def rows_by_record() -> dict:
    ids = dict(PublicRecord.objects.values_list("key", "record_id"))
    rows: dict = {}
    for row in SessionPattern.objects.order_by("record", "number").values():
        rows.setdefault(ids[row.pop("record")], []).append(row)
    return rows


@pytest.mark.parametrize("count", [1, 8])
def test_following_costs_two_statements_however_many(count, django_assert_num_queries):
    from directory.publication.documents import Document
    from directory.search.hours.index import HoursIndex

    full = {"schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00"}]}
    changed = [
        (key, Document(PublicKind.SERVICE, str(key), "", full, {})) for key in range(1, count + 1)
    ]
    with django_assert_num_queries(2):
        HoursIndex().follow(changed)

    assert SessionPattern.objects.count() == count


def test_sql_answers_what_the_documents_say():
    """A random directory, asked at random and at the edges of what takes place in it."""
    random = Random(7)
    halls = [make_location() for _ in range(4)]
    for hall in halls[:2]:
        Schedule.objects.create(location=hall, **random_schedule(random))
        publish(hall)
    for _ in range(25):
        service = make_service(published=False, at=random.choice([*halls, None]))
        for _ in range(random.choice([0, 1, 1, 2, 3])):
            Schedule.objects.create(service=service, **random_schedule(random))
        for place in ServiceAtLocation.objects.filter(service=service):
            if random.random() < 0.4:
                Schedule.objects.create(service_at_location=place, **random_schedule(random))
        publish(service.organization)
        publish(service)
    documents = {
        record.record_id: orjson.loads(bytes_of(record.full))
        for record in PublicRecord.objects.filter(kind=PublicKind.SERVICE)
    }
    start = datetime(2026, 11, 2, tzinfo=LONDON)
    for _ in range(60):
        moment = start + timedelta(minutes=15 * random.randrange(4 * 24 * 300))
        length = timedelta(minutes=random.choice([1, 60, 600, 3000, 10_000]))
        if changes_near(moment) or changes_near(moment + length):
            continue
        expected = {id for id, full in documents.items() if is_on(full, moment, moment + length)}
        stretch = (moment, moment + length)
        assert found(open_between(stretch, strict=True)) == expected
        assert found(open_between(stretch, strict=True, alone=True)) == expected


def random_schedule(random: Random) -> dict[str, Any]:
    kind = random.choice(["weekly", "weekly", "weekly", "monthly", "dates", "closed", "unknown"])
    first = date(2026, 11, 2) + timedelta(days=random.randrange(200))
    if kind == "closed":
        return {"description": "Closed", "valid_from": first, "valid_to": first + timedelta(days=9)}
    if kind == "unknown":
        return {"description": "Ring us"}
    days = ",".join(random.sample(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 2))
    rule: dict[str, Any] = {"freq": "WEEKLY", "byday": days}
    if kind == "monthly":
        rule = {"freq": "MONTHLY", "byday": random.choice(["2SA", "-1FR", "1MO,3MO"])}
    if kind == "dates":
        rule = {"freq": "MONTHLY", "bymonthday": random.choice(["1,15", "-1"])}
    if random.random() < 0.4:
        rule |= {"interval": random.choice([1, 2, 3]), "dtstart": first, "wkst": "SU"}
    if random.random() < 0.2:
        rule |= {"dtstart": first, "count": random.randrange(1, 9)}
    if random.random() < 0.2:
        rule["notes"] = "Closed on bank holidays"
    opens, closes = (time(random.randrange(24), random.choice([0, 30])) for _ in range(2))
    return {**rule, "opens_at": opens, "closes_at": closes}


def is_on(full: dict[str, Any], start: datetime, end: datetime) -> bool:
    return next(sessions_of(effective_schedules(full), start, end), None) is not None


def changes_near(moment: datetime) -> bool:
    sides = {(moment + timedelta(hours=hours)).utcoffset() for hours in (-50, 50)}
    return len(sides) > 1


def bytes_of(value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else bytes(value)


def test_rows_are_found_by_their_record():
    open_service()
    rows = PublicService.objects.filter(open_at(TUESDAY)).order_by("sort_name", "id")[:50]

    plan = rows.explain()

    if connection.vendor == "sqlite":
        assert "SEARCH" in plan
        assert "(record=?)" in plan
