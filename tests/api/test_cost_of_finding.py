"""What the main questions cost, in queries: the same however many records answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Language, Schedule
from directory.places.models import Area
from directory.publication.publish import publish
from directory.publication.remembered import cache
from tests.factories import (
    make_location,
    make_organization,
    make_service,
    make_taxonomy,
    make_term,
    tag,
)

pytestmark = pytest.mark.django_db

# Queries, at most. The first asks for the version, the taxonomy, the term, the thesaurus, the words
# as they are counted and those that begin so, the total, the page, its documents, how far they are.
NEAR_HERE = "taxonomy=Needs&code=food&search=lunch&near=53.8,-1.75&proximity=5000"
QUESTIONS = {
    f"{NEAR_HERE}&sort=distance&full=true": 10,
    NEAR_HERE: 13,
    "open_at=2026-11-24T10:30": 5,
    "open_now=true&strict=true": 5,
    "age=12&language=ur": 3,
    "near=53.8,-1.75": 4,
    "place=Bradford&day=TU&start_time=09:00": 6,
    "postcode=BD1&full=true": 12,
    "search=lunch": 11,
}


@pytest.fixture
def term():
    return make_term(code="food", taxonomy=make_taxonomy(name="Needs"))


def populate(count: int, term) -> None:
    organization = make_organization()
    for _ in range(count):
        service = make_service(organization=organization, at=make_location())
        Language.objects.create(service=service, code="ur", name="Urdu")
        Schedule.objects.create(
            service=service, freq="WEEKLY", byday="TU", opens_at="10:00", closes_at="12:00"
        )
        tag(service, term)
        publish(service)


def cost(client, query: str, expected: int) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(f"/api/v3/services?{query}&per_page=500")
    assert answer.status_code == 200
    if "open_now" not in query:
        assert answer.json()["total_items"] == expected
    return len(captured)


def test_a_question_costs_the_same_however_many_answer_it(client, term):
    costs = []
    for count in (12, 24):
        populate(12, term)
        cost(client, "search=lunch", count)  # The thesaurus is read once a process.
        costs.append({query: cost(client, query, count) for query in QUESTIONS})

    assert costs[0] == costs[1]
    assert {query: number for query, number in costs[0].items() if number > QUESTIONS[query]} == {}


def test_the_next_page_does_not_rank_again(client, term):
    populate(12, term)
    query = "/api/v3/services?search=lunch&near=53.8,-1.75&per_page=4"
    client.get(query)

    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{query}&page=2").json()["size"] == 4

    assert not [one["sql"] for one in captured if "assured_date" in one["sql"]]


def test_what_is_ranked_anew_is_what_was_published_since(client, term):
    populate(3, term)
    query = "/api/v3/services?search=lunch"
    assert client.get(query).json()["total_items"] == 3

    best = make_service(name="Lunch")

    assert client.get(query).json()["contents"][0]["id"] == str(best.pk)


def test_a_hundred_areas_are_asked_for_at_once(client):
    codes = [f"E0500{number:04}" for number in range(100)]
    Area.objects.bulk_create(Area(code=code, kind="ward", name=code) for code in codes)
    query = "&".join(f"area={code}" for code in codes)

    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/api/v3/services?{query}").status_code == 200

    assert len(captured) <= 6
