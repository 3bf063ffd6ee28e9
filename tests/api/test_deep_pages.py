"""Deep pages: found from anchors, they hold the same rows as counting from the start would."""

import pytest

from directory.models import Organization
from directory.publication import reading
from directory.publication.models import Kind
from directory.publication.publish import publish_many
from tests.api.town import NAMES

pytestmark = pytest.mark.django_db

COUNT = 61


@pytest.fixture(autouse=True)
def deep_soon(monkeypatch):
    """Six rows down is deep, with an anchor every four."""
    monkeypatch.setattr(reading, "DEEP", 6)
    monkeypatch.setattr(reading, "ANCHOR_EVERY", 4)


@pytest.fixture
def organizations():
    """Many share a name, and all of an act share a date."""
    made = Organization.objects.bulk_create(
        Organization(name=NAMES[number % len(NAMES)], description="Neighbours.")
        for number in range(COUNT)
    )
    keys = [one.pk for one in made]
    for start in range(3):
        publish_many(Kind.ORGANIZATION, keys[start::3])


def page(client, query):
    answer = client.get(f"/api/v3/organizations?{query}")
    assert answer.status_code == 200
    return [one["id"] for one in answer.json()["contents"]]


@pytest.mark.parametrize("sort", ["name", "-name", "last_modified", "-last_modified"])
@pytest.mark.parametrize("per_page", [3, 10])
def test_every_page_is_its_slice_of_the_whole(client, organizations, sort, per_page):
    whole = page(client, f"sort={sort}&per_page=500")
    assert len(set(whole)) == COUNT

    for number in range(1, COUNT // per_page + 3):
        start = (number - 1) * per_page
        query = f"sort={sort}&per_page={per_page}&page={number}"

        assert page(client, query) == whole[start : start + per_page]
        assert page(client, f"{query}&minimal=true") == whole[start : start + per_page]


def test_deep_pages_of_a_filtered_list_are_its_slices(client, organizations):
    whole = page(client, "sort=last_modified&per_page=500")
    middle = client.get(f"/api/v3/organizations/{whole[COUNT // 2]}").json()["last_modified"]
    query = f"modified_after={middle}"
    found = page(client, f"{query}&per_page=500")
    assert 10 < len(found) < COUNT

    for number in range(1, len(found) // 3 + 2):
        assert (
            page(client, f"{query}&per_page=3&page={number}") == found[3 * number - 3 : 3 * number]
        )


def test_anchors_do_not_outlive_a_change(client, organizations):
    page(client, "per_page=5&page=9")
    publish_many(
        Kind.ORGANIZATION,
        [Organization.objects.create(name="!first", description="Neighbours.").pk],
    )

    whole = page(client, "per_page=500")

    assert page(client, "per_page=5&page=9") == whole[40:45]
    assert len(whole) == COUNT + 1
