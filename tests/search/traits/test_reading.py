"""What is read from a public document: only what it says, each value once."""

import orjson
import pytest

from directory.search.models import Name
from directory.search.traits.reading import traits
from directory.search.traits.wording import folded


def values(document, name):
    return {said.value for said in traits(document) if said.name == name}


def labels(document, name):
    return {said.value: said.label for said in traits(document) if said.name == name}


def at(*locations, **service):
    return {**service, "service_at_locations": [{"location": location} for location in locations]}


def test_nothing_is_known_of_a_service_that_says_nothing():
    assert traits({"name": "Lunch club", "status": "active"}) == []


def test_a_language_goes_by_its_code_and_reads_as_its_name():
    service = {"languages": [{"name": "Urdu", "code": "UR"}, {"name": " Sign  language "}]}

    assert labels(service, Name.LANGUAGE) == {"ur": "Urdu", "sign language": "Sign language"}


def test_a_language_without_a_name_reads_as_its_code():
    assert labels({"languages": [{"code": "pl"}]}, Name.LANGUAGE) == {"pl": "pl"}


def test_languages_of_the_place_count():
    assert values(at({"languages": [{"code": "pa"}]}), Name.LANGUAGE) == {"pa"}


def test_english_is_not_implied():
    assert values({"languages": [{"code": "ur"}]}, Name.LANGUAGE) == {"ur"}


def test_of_two_spellings_one_label_is_given_whatever_their_order():
    rows = [{"code": "ur", "name": "urdu"}, {"code": "ur", "name": "Urdu"}]

    assert labels({"languages": rows}, Name.LANGUAGE) == {"ur": "Urdu"}
    assert labels({"languages": rows[::-1]}, Name.LANGUAGE) == {"ur": "Urdu"}


def test_accessibility_is_that_of_the_places():
    place = {"accessibility": [{"description": "Step-free  entrance", "accessibility": "x"}]}

    assert labels(at(place), Name.ACCESSIBILITY) == {"step-free entrance": "Step-free entrance"}
    assert traits(place) == []


def test_a_location_that_is_finished_json_is_read_alike():
    place = {"location_type": "virtual", "languages": [{"code": "ur", "name": "Urdu"}]}
    fragment = orjson.Fragment(orjson.dumps(place))

    assert traits(at(fragment)) == traits(at(place))


def test_a_service_at_a_location_has_its_service_and_its_place_alone():
    service = {"languages": [{"code": "ur"}], "cost_options": [{"amount": 0}]}
    document = {
        "location": {"languages": [{"code": "pl"}], "location_type": "physical"},
        "service": service,
    }

    assert values(document, Name.LANGUAGE) == {"ur", "pl"}
    assert values(document, Name.FREE) == {"true"}
    assert values(document, Name.ATTENDING) == {"in_person"}


def test_one_goes_to_a_physical_location_in_person_and_a_virtual_one_is_online():
    assert values(at({"location_type": "physical"}), Name.ATTENDING) == {"in_person"}
    assert values(at({"location_type": "virtual"}), Name.ATTENDING) == {"online"}
    assert values(at({"location_type": "postal"}), Name.ATTENDING) == set()


def test_what_a_schedule_says_counts_before_the_type_of_place():
    schedules = [{"attending_type": "by phone"}]

    assert values(at({"location_type": "physical"}, schedules=schedules), Name.ATTENDING) == {
        "phone"
    }


def test_the_nearest_schedules_count():
    near, far = [{"attending_type": "online"}], [{"attending_type": "in person"}]
    document = {
        "schedules": near,
        "location": {"location_type": "physical", "schedules": far},
        "service": {},
    }

    assert values(document, Name.ATTENDING) == {"online"}


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ({"cost_options": [{"amount": 0}]}, {"true"}),
        ({"cost_options": [{"amount": 0.0}, {"option": "Donations welcome"}]}, {"true"}),
        ({"cost_options": [{"amount": 0}, {"amount": 2}]}, {"false"}),
        ({"cost_options": [{"amount": 0}], "fees_description": "£2"}, {"true"}),
        ({"cost_options": [{"amount": 2}], "fees_description": "Free."}, {"false"}),
        ({"cost_options": [{"option": "Pay what you can"}]}, set()),
        ({"fees_description": "Free."}, {"true"}),
        ({"fees": "No charge"}, {"true"}),
        ({"fees_description": "Free.", "fees": "£3"}, set()),
        ({"fees_description": " ", "fees": "Free of charge"}, {"true"}),
        ({"fees_description": "£2 a session."}, set()),
    ],
)
def test_free_is_what_costs_nobody_anything(service, expected):
    assert values(service, Name.FREE) == expected


@pytest.mark.parametrize(
    ("available", "expected"),
    [([3], {"available"}), ([0], {"full"}), ([0, 1], {"available"}), ([None], set()), ([], set())],
)
def test_capacity_is_room_of_any_unit(available, expected):
    rows = [{"available": number} if number is not None else {"maximum": 9} for number in available]

    assert values({"capacities": rows}, Name.CAPACITY) == expected


def test_an_explicit_referral_counts_before_words():
    service = {
        "application_process": "Just turn up.",
        "attributes": [
            {"link_type": "Referral", "value": "professional"},
            {"link_type": "Needs met", "value": "self"},
        ],
    }

    assert values(service, Name.REFERRAL) == {"professional"}


def test_an_explicit_referral_may_be_a_term():
    term = {"code": "self", "name": "Self-referral"}
    service = {"attributes": [{"link_type": "referral", "taxonomy_term": term}]}

    assert values(service, Name.REFERRAL) == {"self"}


@pytest.mark.parametrize(
    "odd",
    [None, 3, "text", [], [None], ["text"], [{}], [{"code": 3, "name": None}], {"code": "ur"}],
)
def test_odd_shapes_are_passed_over(odd):
    rows = ("languages", "schedules", "cost_options", "capacities", "attributes")
    names = (*rows, "service_at_locations")
    document = {**dict.fromkeys(names, odd), "application_process": 3, "fees": None}

    assert traits(document) == []


def test_long_and_strange_text_is_kept_within_bounds():
    texts = ["x" * 100_000, "\0", "a\0b\x1b[1m", "\u0345" * 300, "ﬃ" * 300, "😀" * 300]
    service = {"languages": [{"name": text} for text in texts]}

    for said in traits(service):
        assert 0 < len(said.value) <= 200
        assert 0 < len(said.label) <= 200
        assert "\0" not in said.value + said.label
        assert folded(said.value) == said.value
