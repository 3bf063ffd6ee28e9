"""The first of what was found are remembered; what comes after them is looked for again."""

import pytest

from directory.models import ServiceAtLocation
from directory.publication.publish import publish
from directory.search.words import looking
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db

HERE = "53.79,-1.75"
QUESTIONS = [
    f"search=club&near={HERE}&proximity=20000&sort=distance",
    f"search=club&near={HERE}&proximity=20000&sort=name",
    f"search=club&near={HERE}&proximity=20000&sort=relevance",
    f"search=club&near={HERE}&proximity=300",
    "search=club&status=active",
    "search=club",
]


@pytest.fixture
def club():
    """Clubs here and there, several of them in one place, one in two; their term."""
    term, organization = make_term(), make_organization()
    for place in range(3):
        at = make_location(latitude=53.79 + place / 100, longitude=-1.75)
        for number in range(3):
            name = f"Club {number} {'of many words' * place}"
            service = make_service(name=name, organization=organization, at=at)
            tag(service, term)
    elsewhere = make_location(latitude=53.795, longitude=-1.75)
    ServiceAtLocation.objects.create(service=service, location=elsewhere)
    publish(service)
    make_service(name="Walks", organization=organization)
    return term


@pytest.mark.parametrize("most", [1, 2, 5])
@pytest.mark.parametrize("question", QUESTIONS)
def test_pages_beyond_what_is_remembered_are_of_the_same_order(
    client, club, monkeypatch, question, most
):
    path = f"/api/v3/services?{question}&taxonomy_term_id={club.pk}&per_page=4"
    pages = (1, 2, 3, 4)  # The last is beyond them all.
    remembered = [client.get(f"{path}&page={page}").json() for page in pages]
    assert remembered[0]["total_items"]

    monkeypatch.setattr(looking, "MOST_KEPT", most)
    tag(make_service(name="Elsewhere", published=True), make_term())  # Nothing is remembered.
    looked_for = [client.get(f"{path}&page={page}").json() for page in pages]

    assert looked_for == remembered
