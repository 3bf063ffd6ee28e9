"""The door to suggestions."""

from time import perf_counter

import pytest

from directory.places.models import NamedPlace
from directory.publication.remembered import cache
from directory.publication.withdraw import withdraw
from tests.api.refusals import problem, refused
from tests.factories import make_organization, make_service, make_term

pytestmark = pytest.mark.django_db

SUGGEST = "/api/v3/services/suggest"
# One for each rank of completions.
REMEMBERING_PLACES = 3


def suggestions(client, typed: str, **asked):
    answer = client.get(SUGGEST, {"q": typed, **asked})
    assert answer.status_code == 200
    return [(one["text"], one["kind"]) for one in answer.json()["suggestions"]]


def test_categories_places_and_names_are_completed(client):
    make_term(name="Keeping warm")
    make_service(name="Keighley lunch")
    make_organization(name="Friends of Keighley")

    assert suggestions(client, "ke")[0] == ("Keeping warm", "taxonomy_term")
    assert suggestions(client, "kei") == [
        ("Keighley", "place"),
        ("Keighley lunch", "service"),
        ("Friends of Keighley", "organization"),
    ]


def test_a_later_word_of_a_place_may_be_begun_and_a_place_may_be_added(client):
    NamedPlace.objects.create(name="Upper Heronby", latitude=53.8, longitude=-1.8)
    NamedPlace.objects.create(name="Heronby", latitude=53.8, longitude=-1.8)

    assert suggestions(client, "heronb") == [("Heronby", "place"), ("Upper Heronby", "place")]


def test_drafts_and_what_was_withdrawn_are_not_suggested(client):
    make_service(name="Zebra walks", published=False)
    withdraw(make_service(name="Zebra rides"))

    assert suggestions(client, "zeb") == []


def test_there_are_as_many_as_are_wanted(client):
    for number in range(30):
        make_service(name=f"Zebra {number:02}")

    assert len(suggestions(client, "zebra")) == 10
    assert len(suggestions(client, "zebra", limit=20)) == 20
    assert suggestions(client, "zebra", limit=1) == [("Zebra 00", "service")]


@pytest.mark.parametrize("limit", ["0", "21", "-1", "ten", "", "1e1", "9" * 400, "%00"])
def test_a_limit_that_cannot_be_is_refused(client, limit):
    assert "?limit=5" in refused(client.get(f"{SUGGEST}?q=a&limit={limit}"), "limit")


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=%00", "?q=a%0Ab", f"?q={'x' * 201}"])
def test_nothing_to_complete_is_refused_with_an_example(client, query):
    assert "?q=dem" in refused(client.get(SUGGEST + query), "q")


def test_a_parameter_of_lists_is_refused_by_name(client):
    assert "There is no parameter" in refused(client.get(f"{SUGGEST}?q=a&page=1"), "page")


@pytest.mark.parametrize("typed", ["*", '"', "NEAR(a b)", "a:b", "'; --", "🦦", "%", "_", "-", "ب"])
def test_signs_mean_nothing(client, typed):
    make_service(name="Lunch")

    assert ("Lunch", "service") not in suggestions(client, typed)


def test_an_answer_is_kept_until_it_changes(client):
    make_service(name="Zebra walks")
    first = client.get(f"{SUGGEST}?q=zeb")
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{SUGGEST}?q=zeb", headers=known).status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"

    make_service(name="Zebra rides")

    assert client.get(f"{SUGGEST}?q=zeb", headers=known).status_code == 200


@pytest.mark.parametrize("services", [1, 30])
def test_it_costs_the_same_however_many_there_are(client, django_assert_max_num_queries, services):
    for number in range(services):
        make_service(name=f"Lunch {number}")
    client.get(f"{SUGGEST}?q=place")

    with django_assert_max_num_queries(REMEMBERING_PLACES):
        client.get(f"{SUGGEST}?q=lunch&limit=20")


def test_it_is_quick_enough_to_type_by(client):
    for number in range(50):
        make_service(name=f"Lunch {number}")
    cache.clear()
    client.get(f"{SUGGEST}?q=lu")
    took = []
    for typed in ("l", "lu", "lun", "lunc", "lunch", "lunch 4", "k", "ke"):
        began = perf_counter()
        client.get(f"{SUGGEST}?q={typed}")
        took.append(perf_counter() - began)

    assert sorted(took)[len(took) // 2] < 0.010


def test_only_get_is_for_this_address(client):
    problem(client.post(SUGGEST, {"q": "a"}, content_type="application/json"), 405)
