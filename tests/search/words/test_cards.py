"""Cards: what is read of them is what the documents say, however many places a record has."""

from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.places.geometry import Point
from directory.publication.models import PUBLIC_ROWS, PublicKind, PublicService
from directory.publication.rebuild import rebuild_public_record
from directory.search.models import WORDS, Profile
from directory.search.nearby.finding import within
from directory.search.traits import profiles
from directory.search.words.looking import BY_NAME, by_distance, look_for
from directory.search.words.query import read
from directory.search.words.search import matching
from directory.search.words.thesaurus import Thesaurus
from tests.factories import make_service
from tests.search.nearby import naive
from tests.search.nearby.making import make_offer, make_places

pytestmark = pytest.mark.django_db

BRADFORD = Point(53.7945, -1.7525)
IN_TOWN = st.builds(Point, st.floats(53.78, 53.81), st.floats(-1.78, -1.73))
OFFERS = (PublicKind.SERVICE, PublicKind.SERVICE_AT_LOCATION)


def named_lunch(rows):
    """Those of `rows` that have the word."""
    return matching(rows, read("lunch", Thesaurus()))


@given(
    places=st.lists(st.lists(IN_TOWN, max_size=3), min_size=1, max_size=4),
    metres=st.sampled_from([300.0, 1500.0, 20_000.0]),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_nearest_come_first_as_a_look_at_every_document_finds(places, metres):
    with transaction.atomic():
        for points in places:
            make_offer(*make_places(*points, None))
        for kind in OFFERS:
            assert_order_is_of_the_documents(kind, metres)
        transaction.set_rollback(True)


def assert_order_is_of_the_documents(kind, metres):
    away = naive.nearest(kind, BRADFORD)
    ids = dict(PUBLIC_ROWS[kind].objects.values_list("pk", "id"))
    near = named_lunch(PUBLIC_ROWS[kind].objects.filter(within(kind, BRADFORD, metres)))

    total, keys = look_for(near).first(by_distance(BRADFORD), limit=100)

    found = [away[ids[key]] for key in keys]
    assert total == len(keys) == len(set(keys)) == sum(one <= metres for one in away.values())
    assert found == pytest.approx(sorted(found), abs=0.05)
    everything = look_for(named_lunch(PUBLIC_ROWS[kind].objects.all()))
    in_order = [ids[key] for key in everything.keys(by_distance(BRADFORD))]
    nowhere = [id for id in in_order if id not in away]
    assert in_order[len(away) :] == nowhere == sorted(nowhere)


def test_what_has_the_same_name_is_in_the_order_of_ids():
    ids = sorted(make_service(name="Lunch").pk for _ in range(3))
    look = look_for(named_lunch(PublicService.objects.all()))

    named = [UUID(id) for _, id, _ in look.named(10)]

    assert named == ids
    assert look.keys(BY_NAME, offset=1, limit=1) == look.keys(BY_NAME)[1:2]


@pytest.mark.parametrize(
    "condition",
    [Q(status="active"), Q(status="inactive"), Q(id__in=[]), Q()],
    ids=["a column", "another value", "one of none", "nothing"],
)
def test_whatever_is_asked_beside_the_words_is_met(condition):
    make_service(name="Lunch")
    rows = PublicService.objects.filter(condition)

    for asked in (rows, named_lunch(rows), rows.none()):
        assert look_for(asked).count() == len(look_for(asked).keys(BY_NAME)) == asked.count()


def test_records_with_the_same_traits_share_a_profile_and_others_do_not():
    for _ in range(3):
        make_service(name="Lunch")
    make_service(name="Lunch", fees_description="Free")

    words = WORDS[PublicKind.SERVICE].objects
    assert words.values("traits").distinct().count() == 2
    assert set(words.values_list("traits", flat=True)) <= set(
        Profile.objects.values_list("number", flat=True)
    )


def test_what_a_profile_says_is_read_once(django_assert_num_queries):
    make_service(name="Lunch")
    number = WORDS[PublicKind.SERVICE].objects.get().traits
    profiles._known.clear()

    for queries in (1, 0):
        with django_assert_num_queries(queries):
            [said] = profiles.said_in([number]).values()
    assert ["status", "active", "active"] in said


def test_publishing_again_what_others_share_adds_no_profile():
    make_service(name="Lunch")
    before = set(Profile.objects.values_list("number", flat=True))

    make_service(name="Tea")
    rebuild_public_record()

    assert set(Profile.objects.values_list("number", flat=True)) == before


def test_a_profile_that_has_gone_meanwhile_is_left_out():
    make_service(name="Lunch")
    number = WORDS[PublicKind.SERVICE].objects.get().traits

    assert set(profiles.said_in([number, number + 1])) == {number}
