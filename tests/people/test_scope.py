"""Who reaches what: the one rule that the admin and the API obey."""

import pytest

from directory.models import Location, Organization, Phone, Service, ServiceAtLocation, TaxonomyTerm
from directory.people.scope import choices_for, may_change, organizations_of, within_reach
from tests.factories import (
    make_administrator,
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
    make_term,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organization(published=False)


@pytest.fixture
def theirs():
    return make_organization(published=False)


def reach(user, model):
    return set(within_reach(user, model.objects.all()))


def test_an_editor_reaches_their_own_organisations_alone(ours, theirs):
    editor = make_editor(ours)

    assert set(organizations_of(editor)) == {ours} == reach(editor, Organization)
    assert may_change(editor, ours)
    assert not may_change(editor, theirs)


def test_a_moderator_reaches_everything(ours, theirs):
    assert reach(make_moderator(), Organization) == {ours, theirs}


def test_a_service_is_in_reach_when_its_organisation_is(ours, theirs):
    service = make_service(organization=ours, published=False)
    make_service(organization=theirs, published=False)

    assert reach(make_editor(ours), Service) == {service}


def test_a_location_nobody_else_uses_is_in_reach(ours, theirs):
    alone, shared, owned = (make_location(published=False) for _ in range(3))
    owned.organization = theirs
    owned.save()
    service = make_service(organization=ours, published=False, at=alone)
    for place in (shared, owned):
        ServiceAtLocation.objects.create(service=service, location=place)
    make_service(organization=theirs, published=False, at=shared)

    assert reach(make_editor(ours), Location) == {alone}


def test_a_row_with_two_owners_is_in_reach_of_whoever_reaches_both(ours, theirs):
    service = make_service(organization=theirs, published=False)
    phone = Phone.objects.create(organization=ours, service=service, number="01632 960001")

    assert reach(make_editor(ours), Phone) == set()
    assert reach(make_editor(ours, theirs), Phone) == {phone}


def test_terms_are_everybodys_to_see_and_an_administrators_to_change(ours):
    term = make_term(published=False)

    assert reach(make_editor(ours), TaxonomyTerm) == {term}
    assert not may_change(make_editor(ours), term)
    assert not may_change(make_moderator(), term)
    assert may_change(make_administrator(), term)


def test_other_organisations_locations_can_be_chosen_unless_they_are_secret(ours, theirs):
    hall = make_location(organization=theirs, published=False)
    make_location(organization=theirs, published=False, hide_address=True)
    refuge = make_location(organization=ours, published=False, hide_address=True)
    place = ServiceAtLocation._meta.get_field("location")

    choices = choices_for(make_editor(ours), place, Location.objects.all())

    assert set(choices) == {hall, refuge}
