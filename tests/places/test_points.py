"""Where a postcode or a named place is."""

from datetime import date

import pytest

from directory.demo.places import PLACES as DEMO_PLACES
from directory.places.errors import (
    AmbiguousPlace,
    MalformedPostcode,
    PlaceError,
    UnknownPlace,
    UnknownPostcode,
)
from directory.places.gazetteer import outward_codes
from directory.places.geometry import Point
from directory.places.models import KnownPostcode, NamedPlace, OutwardCode
from directory.places.points import (
    Source,
    place_names,
    point_of_place,
    point_of_postcode,
    points_of_postcodes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    """Two postcodes of BD1, one of them ended in May 2024."""
    KnownPostcode.objects.create(key="BD11AA", latitude=53796030, longitude=-1750600)
    KnownPostcode.objects.create(key="BD11AB", latitude=53800000, longitude=-1750000, ended=202405)
    OutwardCode.objects.create(code="BD1", latitude=53796030, longitude=-1750600, live=1)


def test_a_loaded_postcode_is_where_ons_has_it(loaded):
    place = point_of_postcode(" bd1 1aa")

    assert place.point == Point(53.79603, -1.7506)
    assert (place.name, place.ended, place.source) == ("BD1 1AA", None, Source.POSTCODE)


def test_an_ended_postcode_is_found_and_said_to_have_ended(loaded):
    assert point_of_postcode("BD1 1AB").ended == date(2024, 5, 1)


def test_an_outward_code_is_the_middle_of_what_is_loaded(loaded):
    place = point_of_postcode("BD1")

    assert place.point == Point(53.79603, -1.7506)
    assert (place.name, place.source) == ("BD1", Source.OUTWARD)


def test_a_postcode_that_is_not_among_those_loaded_is_unknown(loaded):
    with pytest.raises(UnknownPostcode, match=r"BD1 1ZZ is not known\. .* give just BD1"):
        point_of_postcode("bd11zz")


@pytest.mark.parametrize("typed", ["ZZ9 9ZZ", "ZZ9", "GIR 0AA"])
def test_where_nothing_is_known_of_it_a_postcode_is_unknown(typed):
    with pytest.raises(UnknownPostcode) as refusal:
        point_of_postcode(typed)

    assert "just" not in str(refusal.value)  # Its first half would be no better.


def test_a_malformed_postcode_is_refused_otherwise_than_an_unknown_one():
    with pytest.raises(MalformedPostcode):
        point_of_postcode("Bradford")


def test_with_nothing_loaded_every_postcode_of_the_demo_has_a_place():
    for place in DEMO_PLACES:
        found = point_of_postcode(place.postcode(1))
        assert found.point == outward_codes()[place.outward]
        assert found.source == Source.OUTWARD
        assert found.name == place.postcode(1)


def test_many_postcodes_take_two_queries(loaded, django_assert_num_queries):
    texts = ["BD1 1AA", "nonsense", "BD21 3JP", "BD1 1ZZ", "BD1"] * 500

    with django_assert_num_queries(2):
        found = points_of_postcodes(texts)

    assert [place and place.source for place in found[:5]] == [
        Source.POSTCODE,
        None,
        Source.OUTWARD,
        None,
        Source.OUTWARD,
    ]
    assert len(found) == len(texts)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("keighley", "Keighley"), ("CROSSHILLS", "Cross Hills"), ("Burley-in-wharfedale", None)],
)
def test_a_place_is_found_by_any_of_its_names(typed, name):
    place = point_of_place(typed)

    assert place.name == (name or "Burley in Wharfedale")
    assert place.source == Source.PLACE


def test_a_misspelt_place_is_unknown_and_the_right_one_suggested():
    with pytest.raises(UnknownPlace, match="Did you mean Keighley") as refusal:
        point_of_place("Kiethley")

    assert refusal.value.suggestions == ("Keighley",)


def test_a_name_of_two_places_is_ambiguous_and_both_are_suggested():
    with pytest.raises(AmbiguousPlace) as refusal:
        point_of_place("bentham")

    assert refusal.value.suggestions == ("High Bentham", "Low Bentham")


@pytest.mark.parametrize("typed", ["", " ", "\x00", "🏠", "%", "x" * 1_000_000, "' OR 1=1 --"])
def test_no_name_does_anything_but_be_unknown(typed):
    with pytest.raises(UnknownPlace) as refusal:
        point_of_place(typed)

    assert isinstance(refusal.value, PlaceError)
    assert len(str(refusal.value)) < 200
    assert "\x00" not in str(refusal.value)


def test_a_moderators_place_is_found_and_takes_the_place_of_one_in_the_file():
    NamedPlace.objects.create(
        name="keighley", latitude=53.9, longitude=-1.9, alternate_names="Kighley\nTown"
    )

    assert point_of_place("KIGHLEY").point == Point(53.9, -1.9)
    assert point_of_place("Keighley").point == Point(53.9, -1.9)
    assert "Keighley" not in place_names()
    assert "keighley" in place_names()
