"""Publishing one record brings every document that shows it up to date, and no other."""

import pytest

from directory.models import Program, ServiceAtLocation
from directory.publication.models import Kind
from directory.publication.publish import publish, publish_many
from tests.factories import (
    make_location,
    make_organization,
    make_service,
    make_taxonomy,
    make_term,
    tag,
)
from tests.publication.seen import dates, is_public, shown, touched_last

pytestmark = pytest.mark.django_db


def named(record, name):
    record.name = name
    record.save()
    return record


def key(record):
    return record.entity(), str(record.pk)


class Town:
    """Two organizations, a service at two places, and a term of it all."""

    def __init__(self):
        self.organization = make_organization(name="Otter Bank")
        self.other = make_organization(name="Heron Trust")
        self.hall = make_location(name="Hall", organization=self.organization)
        self.chapel = make_location(name="Chapel", organization=self.other)
        self.term = make_term(name="Food")
        self.service = make_service(name="Lunch", organization=self.organization, at=self.hall)
        ServiceAtLocation.objects.create(service=self.service, location=self.chapel)
        tag(self.service, self.term)
        places = ServiceAtLocation.objects.filter(service=self.service)
        self.at_hall = places.get(location=self.hall)
        self.at_chapel = places.get(location=self.chapel)
        # Nothing that happens to the others may touch these.
        self.bystander = make_service(name="Bystander", at=make_location())


@pytest.fixture
def town():
    return Town()


def changed_by(act):
    """The documents whose date `act` moved, or that came or went with it."""
    before = dates()
    act()
    after = dates()
    return {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}


def test_an_organization_is_shown_by_its_services_and_their_places(town):
    named(town.organization, "Otter Bank Trust")

    changed = changed_by(lambda: publish(town.organization))

    assert changed == {
        key(town.organization),
        key(town.service),
        key(town.at_hall),
        key(town.at_chapel),
    }
    assert touched_last() == changed - {key(town.organization)}
    assert shown(town.service)["organization"]["name"] == "Otter Bank Trust"
    assert shown(town.at_chapel)["service"]["organization"]["name"] == "Otter Bank Trust"


def test_a_location_is_shown_by_its_services_that_place_and_its_keeper(town):
    named(town.hall, "Great Hall")

    changed = changed_by(lambda: publish(town.hall))

    assert changed == {
        key(town.hall),
        key(town.service),
        key(town.at_hall),
        key(town.organization),
    }
    assert shown(town.at_hall)["location"]["name"] == "Great Hall"
    assert shown(town.organization)["locations"][0]["name"] == "Great Hall"
    names = [place["location"]["name"] for place in shown(town.service)["service_at_locations"]]
    assert sorted(names) == ["Chapel", "Great Hall"]


def test_a_term_is_shown_by_its_taxonomy_and_what_it_is_said_of(town):
    named(town.term, "Food and drink")

    changed = changed_by(lambda: publish(town.term))

    assert changed == {
        key(town.term),
        key(town.term.taxonomy),
        key(town.service),
        key(town.at_hall),
        key(town.at_chapel),
    }


def test_a_term_of_an_organization_is_shown_wherever_the_organization_is(town):
    tag(town.organization, town.term)
    named(town.term, "Food and drink")

    publish(town.term)

    said = shown(town.at_hall)["service"]["organization"]["attributes"][0]
    assert said["taxonomy_term"]["name"] == "Food and drink"


def test_a_term_of_a_location_is_shown_wherever_the_location_is(town):
    tag(town.hall, town.term)
    named(town.term, "Food and drink")

    publish(town.term)

    for document in (
        shown(town.at_hall)["location"],
        shown(town.organization)["locations"][0],
    ):
        assert document["attributes"][0]["taxonomy_term"]["name"] == "Food and drink"


def test_a_taxonomy_is_shown_by_its_terms(town):
    named(town.term.taxonomy, "What people need")

    changed = changed_by(lambda: publish(town.term.taxonomy))

    assert changed == {key(town.term.taxonomy), key(town.term)}


def test_a_service_is_listed_by_its_organization(town):
    named(town.service, "Supper")

    changed = changed_by(lambda: publish(town.service))

    assert changed == {
        key(town.service),
        key(town.organization),
        key(town.at_hall),
        key(town.at_chapel),
    }
    assert [one["name"] for one in shown(town.organization)["services"]] == ["Supper"]


def test_what_an_organization_does_not_show_of_its_service_does_not_touch_it(town):
    town.service.description = "Soup, and company."
    town.service.save()

    changed = changed_by(lambda: publish(town.service))

    assert key(town.organization) not in changed


def test_a_service_that_moves_leaves_its_old_organization(town):
    town.service.organization = town.other
    town.service.save()

    changed = changed_by(lambda: publish(town.service))

    assert {key(town.organization), key(town.other)} <= changed
    assert "services" not in shown(town.organization)
    assert [one["name"] for one in shown(town.other)["services"]] == ["Lunch"]
    assert shown(town.service)["organization"]["name"] == "Heron Trust"


def test_a_location_that_moves_leaves_its_old_keeper(town):
    town.hall.organization = town.other
    town.hall.save()

    publish(town.hall)

    assert "locations" not in shown(town.organization)
    assert len(shown(town.other)["locations"]) == 2


def test_a_term_that_moves_leaves_its_old_taxonomy(town):
    old = town.term.taxonomy
    town.term.taxonomy = make_taxonomy(name="Other needs")
    town.term.save()

    publish(town.term)

    assert "taxonomy_terms" not in shown(old)
    assert [one["name"] for one in shown(town.term.taxonomy)["taxonomy_terms"]] == ["Food"]


def test_a_place_that_is_removed_goes(town):
    gone = key(town.at_chapel)
    town.at_chapel.delete()

    changed = changed_by(lambda: publish(town.service))

    assert gone in changed
    assert gone not in dates()
    assert len(shown(town.service)["service_at_locations"]) == 1


@pytest.mark.parametrize("first", ["old", "new"])
def test_a_place_that_moves_to_another_service_is_that_services_alone(town, first):
    """Whichever is published first, and whatever else is published in between."""
    supper = make_service(name="Supper", organization=town.organization)
    town.at_hall.service = supper
    town.at_hall.save()
    before, after = (town.service, supper) if first == "old" else (supper, town.service)

    publish(before)
    named(town.organization, "Otter Bank Trust")
    publish(town.organization)
    named(town.hall, "Great Hall")
    publish(town.hall)
    publish(after)

    assert shown(town.at_hall)["service"]["name"] == "Supper"
    assert [place["id"] for place in shown(supper)["service_at_locations"]] == [
        str(town.at_hall.pk)
    ]
    assert [place["id"] for place in shown(town.service)["service_at_locations"]] == [
        str(town.at_chapel.pk)
    ]


def test_a_program_is_shown_by_its_services(town):
    program = Program.objects.create(
        organization=town.organization, name="Warm", description="Warm rooms."
    )
    publish(town.organization)
    town.service.program = program
    town.service.save()
    publish(town.service)
    named(program, "Warmer")

    publish(town.organization)

    assert shown(town.service)["program"]["name"] == "Warmer"
    assert shown(town.at_hall)["service"]["program"]["name"] == "Warmer"


def test_publishing_many_at_once_is_one_act_with_one_date(town):
    for name, record in (("A", town.organization), ("B", town.other)):
        named(record, name)

    outcome = publish_many(
        Kind.ORGANIZATION, [town.organization.pk, town.other.pk, town.organization.pk]
    )

    assert outcome.published == 2
    moved = dates()
    assert moved[key(town.organization)] == moved[key(town.other)] == moved[key(town.service)]


def test_a_public_record_is_public_under_its_own_kind_alone(town):
    """Two kinds may, by bad luck of another publisher's, share an identifier."""
    twin = make_location(pk=town.organization.pk, name="Twin")

    assert is_public(twin)
    assert is_public(town.organization)
    assert shown(twin)["name"] == "Twin"
    assert shown(town.organization)["name"] == "Otter Bank"
