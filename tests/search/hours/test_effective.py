"""Which schedules count: the nearest ones. Closures of every level do."""

import orjson
import pytest

from directory.search.hours.effective import effective_schedules
from tests.search.hours.schedules import closed, weekly

SERVICE, PLACE, LOCATION = weekly("MO"), weekly("TU"), weekly("WE")


def document(**levels):
    """A service with one place; `levels` are the schedules of each."""
    location = {"id": "hall", "schedules": levels.get("location", [])}
    place = {"id": "p", "location_id": "hall", "location": location}
    place["schedules"] = levels.get("place", [])
    return {"schedules": levels.get("service", []), "service_at_locations": [place]}


@pytest.mark.parametrize(
    ("levels", "weekday"),
    [
        ({"place": [PLACE], "service": [SERVICE], "location": [LOCATION]}, 1),
        ({"service": [SERVICE], "location": [LOCATION]}, 0),
        ({"location": [LOCATION]}, 2),
        ({"place": [closed("2026-12-24", "2027-01-02")], "service": [SERVICE]}, 0),
    ],
)
def test_the_nearest_level_counts(levels, weekday):
    (hours,) = effective_schedules(document(**levels))

    assert [rule.weekdays for rule in hours.rules] == [{weekday}]
    assert hours.location_id == "hall"


def test_a_place_that_says_ask_us_is_not_answered_by_its_service():
    (hours,) = effective_schedules(
        document(place=[{"description": "Ring for times"}], service=[SERVICE])
    )

    assert not hours.known


def test_a_closure_of_any_level_counts():
    shut = closed("2026-12-24", "2027-01-02")

    (hours,) = effective_schedules(document(place=[PLACE], location=[LOCATION, shut]))

    assert len(hours.closures) == 1
    assert len(hours.rules) == 1


def test_a_service_without_places_has_its_own():
    (hours,) = effective_schedules({"schedules": [SERVICE]})

    assert (hours.location_id, len(hours.rules)) == (None, 1)


def test_a_service_at_location_asks_its_service():
    place = document(service=[SERVICE])["service_at_locations"][0]

    (hours,) = effective_schedules({**place, "service": {"schedules": [SERVICE]}})

    assert [rule.weekdays for rule in hours.rules] == [{0}]


@pytest.mark.parametrize("schedules", [[], [LOCATION]])
def test_a_location_may_be_finished_json(schedules):
    """As it is while documents are composed."""
    place = {
        "location_id": "hall",
        "location": orjson.Fragment(orjson.dumps({"schedules": schedules})),
    }

    (hours,) = effective_schedules({"service_at_locations": [place]})

    assert len(hours.rules) == len(schedules)


@pytest.mark.parametrize("bad", [None, [None], ["x"], [{}]])
def test_what_is_no_schedule_is_passed_over(bad):
    (hours,) = effective_schedules({"schedules": bad})

    assert not hours.known
