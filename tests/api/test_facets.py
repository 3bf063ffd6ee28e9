"""The door to facets."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Language
from directory.publication.publish import publish
from directory.publication.remembered import cache
from directory.publication.withdraw import withdraw
from directory.search.traits.facets import FACETS
from directory.search.words import search
from tests.api.refusals import post, problem, refused
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db

PATH = "/api/v3/services/facets"


def speaking(*languages: str, **fields):
    service = make_service(published=False, **fields)
    for code, name in (language.split() for language in languages):
        Language.objects.create(service=service, code=code, name=name)
    publish(service.organization)
    publish(service)
    return service


def counted(client, query: str = "") -> dict[str, dict[str, int]]:
    answer = client.get(PATH + query)
    assert answer.status_code == 200, answer.content
    return {
        facet: {value["value"]: value["count"] for value in shown["values"]}
        for facet, shown in answer.json()["facets"].items()
    }


def test_every_facet_is_counted(client):
    service = speaking("ur Urdu", at=make_location())
    term = make_term(name="Food")
    tag(service, term)

    answer = client.get(PATH).json()

    assert answer["total_items"] == 1
    assert list(answer["facets"]) == list(FACETS)
    assert answer["facets"]["language"] == {
        "values": [{"value": "ur", "label": "Urdu", "count": 1}],
        "more": 0,
    }
    assert answer["facets"]["taxonomy_term_id"]["values"] == [
        {
            "value": str(term.pk),
            "label": "Food",
            "count": 1,
            "taxonomy_id": str(term.taxonomy_id),
            "taxonomy": term.taxonomy.name,
        }
    ]
    assert counted(client)["attending"] == {"in_person": 1}


def test_a_facet_is_counted_under_the_others_and_not_its_own(client):
    speaking("ur Urdu")
    speaking("pl Polish")
    speaking("pl Polish", status="inactive")

    found = counted(client, "?language=ur")
    assert found["language"] == {"pl": 2, "ur": 1}
    assert found["status"] == {"active": 1}
    assert client.get(f"{PATH}?language=ur").json()["total_items"] == 1

    assert counted(client, "?language=ur&status=active")["language"] == {"pl": 1, "ur": 1}


@pytest.mark.parametrize("facet", FACETS)
def test_what_a_value_counts_is_what_the_list_gives(client, facet):
    service = speaking("ur Urdu", name="Lunch", minimum_age=60, at=make_location())
    tag(service, make_term())
    speaking("ur Urdu", "pl Polish", name="Chess", at=make_location())
    make_service(name="Lunch", status="inactive")
    for query in ("?minimum_age=50", "?search=lunch", "?language=ur", "?attending=in_person"):
        for value, number in counted(client, query)[facet].items():
            same = "" if query.startswith(f"?{facet}=") else f"&{query[1:]}"
            answer = client.get(f"/api/v3/services?{facet}={value}{same}")
            assert answer.json()["total_items"] == number, (query, value)


def test_it_tells_how_it_took_words_and_places(client):
    make_service(name="Dementia cafe", at=make_location())

    answer = client.get(f"{PATH}?search=dementai&near=53.8,-1.75").json()

    assert answer["origin"]["latitude"] == 53.8
    assert answer["search"]["showing_results_for"] == "dementia"


def test_a_question_in_the_body_is_the_same_and_kept_by_nobody(client):
    speaking("ur Urdu")

    answer = post(client, "services/facets", {"language": ["ur", "pl"], "age": 12})

    assert answer.content == client.get(f"{PATH}?language=ur&language=pl&age=12").content
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("query", ["", "?language=ur", "?age=12", "?search=lunch"])
def test_an_answer_is_kept_until_the_public_record_changes(client, query):
    service = speaking("ur Urdu", name="Lunch")
    first = client.get(PATH + query)
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(PATH + query, headers=known).status_code == 304
    packed = client.get(PATH + query, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["ETag"] != first.headers["ETag"]
    assert first.headers["Last-Modified"]

    withdraw(service)

    again = client.get(PATH + query, headers=known)
    assert again.json()["total_items"] == 0


@pytest.mark.parametrize("name", ["page", "per_page", "format", "full", "minimal", "sort"])
def test_what_is_about_showing_is_refused_by_name(client, name):
    assert "There is no parameter" in refused(client.get(f"{PATH}?{name}=1"), name)
    assert "There is no parameter" in refused(post(client, "services/facets", {name: 1}), name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", ""),
        ("language", "%00"),
        ("free", "yes"),
        ("capacity", "some"),
        ("referral", "'; --"),
        ("status", "open"),
        ("attending", "by post"),
        ("organization_id", "*"),
        ("taxonomy_term_id", "1"),
        ("age", "NaN"),
        ("near", "91,0"),
        ("proximity", "0"),
        ("proximity", "1000"),
        ("postcode", "nonsense"),
        ("postcode", "ZZ99 9ZZ"),
        ("open_at", "25:00"),
        ("search", "%20"),
        ("search", '"'),
        ("code", "food"),
        ("taxonomy", "nothing"),
    ],
)
def test_nonsense_is_refused_by_name(client, name, value):
    details = problem(client.get(f"{PATH}?{name}={value}"), 400)

    assert name in {error["parameter"] for error in details["errors"]} | {"code", "taxonomy"}


def queries(client, query: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PATH + query).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("", 2),  # The version, and one statement for all facets and the total.
        ("?language=ur", 3),  # Each facet that is filtered by takes one more.
        ("?language=ur&free=true", 4),
        ("?near=53.8,-1.75", 3),  # Who is near, and who can be reached from afar.
    ],
)
def test_it_costs_the_same_however_many_there_are(client, query, cost):
    organization = make_organization()
    for _ in range(2):
        for _ in range(4):
            speaking("ur Urdu", organization=organization, at=make_location())
        client.get(PATH)  # What a number of traits stands for is read once a process.
        assert queries(client, query) == cost


def test_what_hangs_on_the_public_record_alone_is_counted_once(client):
    speaking("ur Urdu")
    queries(client, "?language=ur")

    with CaptureQueriesContext(connection) as captured:
        client.get(f"{PATH}?language=ur")
    assert len(captured) == 1


def test_what_is_counted_for_a_question_is_not_remembered(client, monkeypatch):
    """Each may be large, and anybody may ask thousands: only totals and first pages are kept."""
    kept = []
    monkeypatch.setattr(search, "once", lambda name, at, make: kept.append(name) or make())
    speaking("ur Urdu")

    client.get(f"{PATH}?search=lunch&free=true")

    assert not [name for name in kept if "Tallied" in name]
