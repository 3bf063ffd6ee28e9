"""Filters: on random towns each list holds exactly what a look through every document finds."""

from random import Random
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from tests.api.naive import PATHS, Town
from tests.api.town import build
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db

OFFERS = (
    "organization_id",
    "location_id",
    "taxonomy_term_id",
    "taxonomy_id",
    "status",
    "minimum_age",
    "maximum_age",
    "modified_after",
)
FILTERS = {
    "services": OFFERS,
    "service_at_locations": (*OFFERS, "service_id"),
    "organizations": ("taxonomy_term_id", "taxonomy_id", "modified_after"),
    "locations": ("organization_id", "taxonomy_term_id", "taxonomy_id", "modified_after"),
    "taxonomies": ("modified_after",),
    "taxonomy_terms": ("taxonomy_id", "parent_id", "top_only", "modified_after"),
}
SORTS = ("name", "-name", "last_modified", "-last_modified")


def ids(client, path, query="", *, per_page=500):
    """Every id of a list, read page by page."""
    found, page = [], 1
    while True:
        answer = client.get(
            f"/api/v3/{path}?{query}&per_page={per_page}&page={page}".replace("?&", "?")
        )
        assert answer.status_code == 200, answer.content
        envelope = answer.json()
        found += [one["id"] for one in envelope["contents"]]
        if envelope["last_page"]:
            assert envelope["total_items"] == len(found)
            return found
        page += 1


def values(town, random, name):
    """One to three values that some documents have, and now and then one that none has."""
    pools = {
        "organization_id": [one["id"] for one in town.documents["organizations"]],
        "location_id": [one["id"] for one in town.documents["locations"]],
        "service_id": [one["id"] for one in town.documents["services"]],
        "taxonomy_id": [one["id"] for one in town.documents["taxonomies"]],
        "taxonomy_term_id": list(town.terms),
        "parent_id": list(town.terms),
        "status": ["active", "inactive", "defunct", "temporarily closed"],
        "minimum_age": [0, 5, 18, 40, 150],
        "maximum_age": [0, 18, 25, 60, 150],
        "top_only": [True, False],
        "modified_after": sorted(
            {one["last_modified"] for path in PATHS for one in town.documents[path]}
        ),
    }
    pool = pools[name]
    if name.endswith("_id"):
        pool = [*pool, str(uuid4())]
    count = 1 if name in ("top_only", "modified_after") else random.choice((1, 1, 2, 3))
    return random.sample(pool, min(count, len(pool)))


def written(asked):
    pairs = [(name, str(one)) for name, many in asked.items() for one in many]
    return urlencode(
        [(name, text.lower() if text in ("True", "False") else text) for name, text in pairs]
    )


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("seed", [1, 2])
def test_any_filters_together_find_what_a_look_through_everything_finds(client, seed, path):
    build(seed)
    town, random = Town(client), Random(seed)
    assert ids(client, path) == town.select(path, {})
    nonempty = 0
    for _ in range(25):
        names = random.sample(FILTERS[path], random.randint(1, min(3, len(FILTERS[path]))))
        asked = {name: values(town, random, name) for name in names}
        expected = town.select(path, asked)
        nonempty += bool(expected)

        assert ids(client, path, written(asked)) == expected, asked

    assert nonempty >= 3


@pytest.mark.parametrize("path", PATHS)
def test_each_filter_alone_splits_the_list(client, path):
    build(3)
    town, random = Town(client), Random(3)
    for name in FILTERS[path]:
        for _ in range(3):
            asked = {name: values(town, random, name)}

            assert ids(client, path, written(asked)) == town.select(path, asked), asked


@pytest.mark.parametrize("path", PATHS)
def test_every_order_ends_in_id_and_holds_across_pages(client, path):
    build(4, services=15)
    town = Town(client)
    for sort in SORTS:
        assert ids(client, path, f"sort={sort}", per_page=3) == town.select(path, {}, sort)


def test_a_repeated_parameter_is_or_and_different_ones_are_and(client):
    first = make_service(status="active")
    second = make_service(status="inactive")
    make_service(status="defunct")
    both = f"organization_id={first.organization_id}&organization_id={second.organization_id}"

    assert set(ids(client, "services", both)) == {str(first.pk), str(second.pk)}
    assert ids(client, "services", f"{both}&status=active") == [str(first.pk)]
    assert ids(client, "services", f"organization_id={first.organization_id}&status=defunct") == []


def test_a_broader_term_finds_what_is_filed_under_a_narrower_one(client):
    food = make_term()
    breakfast = make_term(parent=food, taxonomy=food.taxonomy)
    service = make_service()
    tag(service, breakfast)

    assert ids(client, "services", f"taxonomy_term_id={food.pk}") == [str(service.pk)]
    assert ids(client, "services", f"taxonomy_id={food.taxonomy_id}") == [str(service.pk)]


def test_a_service_without_a_limit_of_age_is_open_to_all(client):
    anyone = make_service(name="A")
    adults = make_service(name="B", minimum_age=18, maximum_age=64)
    children = make_service(name="C", minimum_age=5, maximum_age=17)

    found = ids(client, "services", "minimum_age=18")
    assert found == [str(anyone.pk), str(adults.pk)]
    found = ids(client, "services", "maximum_age=17")
    assert found == [str(anyone.pk), str(children.pk)]


def test_modified_after_includes_that_very_moment(client):
    service = make_service()
    at = client.get(f"/api/v3/services/{service.pk}").json()["last_modified"]

    assert ids(client, "services", f"modified_after={at}") == [str(service.pk)]
    later = at.replace("Z", "9Z")
    assert ids(client, "services", f"modified_after={later}") == []


@pytest.mark.parametrize(
    ("moment", "finds"),
    [
        ("2000-01-01", True),
        ("2000-01-01T00:00:00", True),
        ("2000-01-01T00:00:00Z", True),
        ("2000-01-01T00:00:00.5%2B01:00", True),
        ("2000-01-01T00:00:00+01:00", True),
        ("2000-01-01t00:00:00z", True),
        ("2000-01-01T00:00", True),
        ("2000-01-01T00:00:00.1234567890123456789Z", True),
        ("2999-12-31", False),
        ("9999-12-31T23:59:59Z", False),
        ("0001-01-01", True),
    ],
)
def test_moments_are_read_however_they_are_written(client, moment, finds):
    make_service()

    assert bool(ids(client, "services", f"modified_after={moment}")) == finds


def test_an_organization_finds_its_services_and_their_places(client):
    organization = make_organization()
    service = make_service(organization=organization, at=make_location())
    make_service(at=make_location())

    assert ids(client, "services", f"organization_id={organization.pk}") == [str(service.pk)]
    assert len(ids(client, "service_at_locations", f"organization_id={organization.pk}")) == 1


def test_capital_letters_in_a_uuid_are_the_same_uuid(client):
    service = make_service()

    found = ids(client, "services", f"organization_id={str(service.organization_id).upper()}")

    assert found == [str(service.pk)]
