"""What the demo directory says, checked without a database."""

import re
from collections import Counter

import pytest

from directory.demo import costs, hours
from directory.demo.groups import ALL_GROUPS
from directory.demo.kinds import KINDS
from directory.demo.languages import LANGUAGES, WELCOMES
from directory.demo.places import place_called
from directory.demo.taxonomy import terms

OFFERS = [offer for group in ALL_GROUPS for offer in group.offers]
CODES = {term.code for term in terms()}


def repeated(items):
    return [item for item, times in Counter(items).items() if times > 1]


def test_no_two_groups_or_services_share_a_name_or_a_text():
    assert repeated(group.name for group in ALL_GROUPS) == []
    assert repeated(group.stem for group in ALL_GROUPS) == []
    assert repeated(offer.name for offer in OFFERS) == []
    assert repeated(offer.text for offer in OFFERS if offer.text) == []


def test_every_group_carries_its_stem_in_its_name():
    assert [group.name for group in ALL_GROUPS if group.stem not in group.name] == []


def test_every_place_kind_language_and_term_that_is_named_is_known():
    for group in ALL_GROUPS:
        place_called(group.at)
        for venue in group.venues:
            place_called(venue.at)
        assert set(group.languages.split()) <= LANGUAGES.keys(), group.name
    for offer in OFFERS:
        assert set(offer.languages.split()) <= LANGUAGES.keys(), offer.name
        kind = KINDS[offer.kind]
        assert {*kind.needs.split(), *kind.people.split(), *offer.needs.split()} <= CODES
    assert WELCOMES.keys() <= LANGUAGES.keys()


def test_every_kind_of_service_is_offered():
    assert KINDS.keys() - {offer.kind for offer in OFFERS} == set()


def test_descriptions_are_a_few_sentences():
    for offer in OFFERS:
        if offer.text:
            assert 1 <= len(re.findall(r"[.!?](?:\s|$)", offer.text)) <= 5, offer.name
            assert 60 <= len(offer.text) <= 400, offer.name


def test_a_term_comes_after_its_parent():
    seen = set()
    for term in terms():
        assert not term.parent or term.parent in seen
        seen.add(term.code)


@pytest.mark.parametrize(
    ("jotting", "words"),
    [
        ("TU,TH 10:00-12:00", "Tuesdays and Thursdays, 10am to 12 noon"),
        ("MO-FR 09:30-17:00", "Monday to Friday, 9.30am to 5pm"),
        ("MO,WE,FR 12:30-15:00", "Mondays, Wednesdays and Fridays, 12.30pm to 3pm"),
        ("every other WE 18:00-20:00", "Every other Wednesday, 6pm to 8pm"),
        ("2SA 10:00-12:00", "The second Saturday of the month, 10am to 12 noon"),
        ("-1FR 14:00-16:00", "The last Friday of the month, 2pm to 4pm"),
        ("date 1,15 14:00-16:00", "On the 1st and 15th of each month, 2pm to 4pm"),
        ("winter MO-SU 20:00-08:00", "Every day, 8pm to 8am, November to March"),
        ("course 6 WE 13:00-15:00", "Wednesdays, 1pm to 3pm, for 6 weeks"),
        ("always", "At any hour of the day or night"),
    ],
)
def test_hours_are_told_as_people_would_say_them(jotting, words):
    (columns,) = hours.schedules(jotting)

    assert columns["description"] == words


def test_term_time_is_a_schedule_a_term():
    autumn, spring, summer = hours.schedules("term MO 09:15-11:15")

    assert (autumn["valid_from"], autumn["valid_to"]) == hours.TERMS[0]
    assert spring["timezone"] == 0  # the clocks agree with UTC from January to March
    assert "timezone" not in summer


def test_every_other_week_has_a_first_date_to_count_from():
    (columns,) = hours.schedules("every other WE 18:00-20:00")

    assert (columns["interval"], columns["wkst"]) == (2, "MO")
    assert columns["dtstart"].strftime("%A") == "Wednesday"


def test_an_overnight_session_ends_the_next_morning():
    (columns,) = hours.schedules("FR 21:00-07:00")

    assert columns["closes_at"] < columns["opens_at"]
    assert columns["notes"] == "Ends the next morning."


@pytest.mark.parametrize("jotting", ["Tuesdays at ten", "TU 10-12", "TU"])
def test_hours_that_cannot_be_read_are_refused(jotting):
    with pytest.raises(ValueError, match="cannot be read"):
        list(hours.schedules(jotting))


def test_prices_are_read():
    adults, children = costs.cost_options("adults £3 a visit; children £1 a visit")

    assert (adults["option"], adults["amount"], adults["currency"]) == ("Adults", 3, "GBP")
    assert children["amount_description"] == "A visit"
    assert costs.cost_options("free")[0]["amount"] == 0
    assert "currency" not in costs.cost_options("pay what you can")[0]
    low, high = costs.cost_options("sliding £5 to £35 a session")
    assert (low["amount"], high["amount"]) == (5, 35)
