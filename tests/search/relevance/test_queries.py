"""The relevance test set is whole: enough queries of each kind, every answer a real service."""

from collections import Counter

from directory.demo.places import PLACES
from tests.search.relevance.queries import KINDS, belongs_to_the_held_out, load

QUERIES = load()


def test_there_are_enough_of_each_kind():
    counts = Counter(query.kind for query in QUERIES)

    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= 10
    assert len(QUERIES) >= 150
    assert sum(query.of_libraries for query in QUERIES) >= 25


def test_no_query_is_asked_twice():
    texts = Counter(query.text.casefold() for query in QUERIES)

    assert [text for text, count in texts.items() if count > 1] == []


def test_a_third_is_held_out_by_chance_alone():
    strays = [q.text for q in QUERIES if q.held_out != belongs_to_the_held_out(q.text)]

    assert strays == []
    assert 0.3 < sum(query.held_out for query in QUERIES) / len(QUERIES) < 0.37


def test_every_query_has_an_answer_that_is_exactly_right():
    assert [query.text for query in QUERIES if 3 not in query.grades.values()] == []


def test_a_query_about_a_place_says_which():
    for query in QUERIES:
        assert (query.kind == "place") == bool(query.place) == bool(query.locality), query.text
        assert query.place in query.text


def test_every_answer_is_a_public_service_of_the_demo(asked):
    strays = [
        (query.text, key)
        for query in QUERIES
        if not query.of_libraries
        for key in query.grades
        if key not in asked.texts
    ]

    assert strays == []


def test_every_answer_about_libraries_is_a_public_service(asked_with_libraries):
    strays = [
        (query.text, key)
        for query in QUERIES
        for key in query.grades
        if key not in asked_with_libraries.texts
    ]

    assert strays == []


def test_a_locality_is_a_place_a_ward_or_an_outward_code_of_the_demo():
    known = {name for place in PLACES for name in (place.name, place.ward, place.outward)}

    assert {query.locality for query in QUERIES} - known <= {"", "Craven"}
