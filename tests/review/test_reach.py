"""Whose places are whose to change, and that a draft changes nothing of that."""

import pytest

from directory.models import Address, Location, ServiceAtLocation
from directory.people.scope import may_change, within_reach
from directory.publication.publish import publish
from directory.review.submitting import stands_on, submit
from directory.review.trust import trust
from tests.factories import (
    make_editor,
    make_location,
    make_moderator,
    make_organization,
    make_service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_organization()


@pytest.fixture
def theirs():
    return make_organization()


def reach(user, model=Location):
    return set(within_reach(user, model.objects.all()))


def test_a_place_is_its_organisations(ours, theirs):
    hall = make_location(organization=ours)
    make_service(organization=theirs, at=hall)

    assert may_change(make_editor(ours), hall)
    assert not may_change(make_editor(theirs), hall)


def test_a_place_that_nobody_looks_after_is_theirs_who_alone_meet_there(ours, theirs):
    """As imports have them. Seen by the public or not, others who meet there have a say."""
    for published in (True, False):
        alone, shared, empty = (make_location(published=published) for _ in range(3))
        for hall in (alone, shared):
            make_service(organization=ours, published=published, at=hall)
        make_service(organization=theirs, published=published, at=shared)

        assert reach(make_editor(ours)) & {alone, shared, empty} == {alone}
        assert reach(make_editor(theirs)) & {alone, shared, empty} == set()


def test_a_draft_brings_no_public_place_into_reach(ours):
    """Or whoever attaches one could take over every place that an import brought."""
    hall = make_location()
    service = make_service(organization=ours, published=False, at=hall)
    editor = make_editor(ours)

    assert reach(editor) == reach(editor, Address) == set()
    assert stands_on(service, editor) == []
    submit(service, by=editor)
    assert reach(editor) == set(), "nor does sending it"

    publish(service)
    assert reach(editor) == {hall}, "a moderator has seen who meets there"


def test_nor_does_a_draft_of_a_public_service(ours):
    service = make_service(organization=ours)
    hall = make_location()
    ServiceAtLocation.objects.create(service=service, location=hall)

    assert reach(make_editor(ours)) == set()


def test_a_draft_takes_no_place_from_those_who_meet_there(ours, theirs):
    hall = make_location()
    make_service(organization=ours, at=hall)
    make_service(organization=theirs, published=False, at=hall)

    assert reach(make_editor(ours)) == {hall}


def test_a_session_the_public_still_sees_counts_though_a_draft_has_left(ours, theirs):
    hall = make_location()
    make_service(organization=ours, at=hall)
    elsewhere = make_service(organization=theirs, at=hall)
    elsewhere.service_at_locations.all().delete()

    assert reach(make_editor(ours)) == set()


def test_those_we_trust_take_over_no_place_where_others_meet(ours, theirs):
    hall = make_location()
    make_service(organization=theirs, at=hall)
    trust(ours, by=make_moderator())
    editor = make_editor(ours)
    service = make_service(organization=ours, published=False, at=hall)

    submit(service, by=editor)

    assert reach(editor) == set()


def test_a_secret_place_of_another_comes_into_reach_by_nothing_an_editor_does(ours, theirs):
    """Even where a session of theirs is there already, as an import may have it."""
    refuge = make_location(organization=theirs, hide_address=True, published=False)
    make_service(organization=ours, published=False, at=refuge)

    assert reach(make_editor(ours)) == set()
    assert reach(make_editor(ours), Address) == set()
