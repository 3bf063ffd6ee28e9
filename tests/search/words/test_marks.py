"""Marks narrow what is looked through, and never leave out what meets the conditions."""

from uuid import uuid4

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from directory.places.geometry import Box, Point, box_around, distance_metres
from directory.publication.models import PublicKind, PublicService
from directory.publication.reading import version
from directory.search.conditions import conditions_of
from directory.search.models import WORDS, Name
from directory.search.nearby.finding import within
from directory.search.traits.finding import having, under_terms
from directory.search.words import matching, search
from directory.search.words.analysis import token
from directory.search.words.looking import look_for
from directory.search.words.marks import (
    MOST_CELLS,
    marks_in,
    marks_of,
    marks_of_attending,
    marks_of_point,
    term_mark,
)
from directory.search.words.matching import Match, count_all
from directory.search.words.query import read
from directory.search.words.thesaurus import Thesaurus, current
from tests.factories import make_location, make_service, make_term, tag
from tests.search.words.finding import entry, services

LATITUDES = st.floats(-90, 90) | st.sampled_from([-90.0, 0.0, 53.75, 90.0])
LONGITUDES = st.floats(-180, 180) | st.sampled_from([-180.0, -1.75, 0.0, 180.0])
POINTS = st.builds(Point, LATITUDES, LONGITUDES)
BRADFORD = Point(53.7945, -1.7525)


@given(POINTS, POINTS, st.floats(0, 100_000))
def test_what_is_near_has_one_of_the_marks_that_are_asked_for(here, there, metres):
    asked = marks_in(box_around(here, metres))

    if asked is not None and distance_metres(here, there) <= metres:
        assert asked & set(marks_of_point(there))


@given(POINTS, st.floats(0, 1_000_000))
def test_no_more_cells_are_asked_for_than_are_soon_looked_up(here, metres):
    asked = marks_in(box_around(here, metres))

    assert asked is None or 1 <= len(asked) <= MOST_CELLS


def test_5_km_is_asked_for_by_cells_of_about_that_size():
    asked = marks_in(box_around(BRADFORD, 5000))

    assert asked is not None
    assert asked & set(marks_of_point(BRADFORD))
    assert not asked & set(marks_of_point(Point(53.95, -1.75)))


def test_a_box_over_the_antimeridian_is_asked_for_on_both_sides():
    asked = marks_in(Box(-0.01, 179.99, 0.01, -179.99))

    assert asked is not None
    assert asked & set(marks_of_point(Point(0.0, 180.0)))
    assert asked & set(marks_of_point(Point(0.0, -180.0)))


@given(st.text(alphabet="qtcxyzno0189é", min_size=1, max_size=12))
def test_no_word_becomes_a_mark(word):
    assert not token(word).startswith(("qa", "qc", "qt"))


# --- What a queryset asks ------------------------------------------------------------------------


def test_what_must_be_met_is_asked_for_and_alternatives_are_not():
    one, other = uuid4(), uuid4()
    near = within(PublicKind.SERVICE, BRADFORD, 5000, probed=True)
    rows = PublicService.objects.filter(under_terms([one, other])).filter(near)

    conditions, others = conditions_of(rows)
    assert others == []
    assert marks_of(conditions) == (
        frozenset({term_mark(one), term_mark(other)}),
        marks_in(box_around(BRADFORD, 5000.05)),
    )
    for asked in (near | Q(status="active"), ~Q(under_terms([one])), ~near, Q(status="active")):
        conditions, others = conditions_of(PublicService.objects.filter(asked))
        assert (conditions, len(others)) == ([], 1)


@pytest.mark.django_db
def test_a_record_has_the_marks_of_its_terms_the_broader_too_and_of_its_places():
    broad = make_term(name="Food")
    narrow = make_term(name="Food bank", parent=broad, taxonomy=broad.taxonomy)
    hall = make_location(latitude=BRADFORD.latitude, longitude=BRADFORD.longitude)
    tag(make_service(name="Pantry", at=hall), narrow)

    marks = set(WORDS[PublicKind.SERVICE].objects.get().marks.split())

    terms = {term_mark(broad.pk), term_mark(narrow.pk)}
    assert marks == terms | set(marks_of_point(BRADFORD)) | marks_of_attending(["in_person"])


@pytest.mark.django_db
def test_a_place_that_is_only_online_is_in_no_cell():
    point = {"latitude": BRADFORD.latitude, "longitude": BRADFORD.longitude}
    make_service(name="Pantry", at=make_location(location_type="virtual", **point))

    marks = WORDS[PublicKind.SERVICE].objects.get().marks.split()
    assert set(marks) == marks_of_attending(["online"])


@pytest.mark.django_db
def test_how_one_takes_part_is_asked_of_the_index_of_words():
    for way in ("virtual", "physical"):
        make_service(name=f"Advice, {way}", at=make_location(location_type=way))

    for ways, expected in ((["online"], 1), (["online", "in_person"], 2), (["phone"], 0)):
        offers = PublicService.objects.filter(having(Name.ATTENDING, ways))
        rows = search.matching(offers, read("advice", Thesaurus()))

        assert "search_trait" not in look_for(rows).source
        assert look_for(rows).count() == rows.count() == expected


# --- Common words --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["food", "foo", "food walks", "-walks food", '"food bank"'])
def test_a_common_word_is_counted_as_if_it_were_looked_for(text, monkeypatch):
    entry("food, meals, soup kitchen")
    services("Food bank", "Food walks", "Meals", "Soup kitchen food", "Soup kitchen", "Kitchen")
    query = read(text, current(version()), typing=True)
    looked_for = PublicService.objects.filter(pk__worded=Match(PublicKind.SERVICE, query)).count()

    monkeypatch.setattr(matching, "COMMON", 1)

    assert count_all(PublicKind.SERVICE, query) == looked_for
