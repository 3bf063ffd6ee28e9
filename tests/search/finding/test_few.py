"""What is taken along because it is little is answered as what is too much for that."""

import pytest

from directory.search.finding import answer
from directory.search.words import search
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
    """Clubs here and there, several of them in one place; their term."""
    term, organization = make_term(), make_organization()
    for place in range(3):
        at = make_location(latitude=53.79 + place / 100, longitude=-1.75)
        for number in range(3):
            name = f"Club {number} {'of many words' * place}"
            tag(make_service(name=name, organization=organization, at=at), term)
    make_service(name="Walks", organization=organization)
    return term


@pytest.mark.parametrize("question", QUESTIONS)
def test_many_are_answered_as_few_are(client, club, monkeypatch, question):
    path = f"/api/v3/services?{question}&taxonomy_term_id={club.pk}&per_page=4"
    few = [client.get(f"{path}&page={page}").json() for page in (1, 2, 3)]
    assert few[0]["total_items"]

    for module in (answer, search):
        monkeypatch.setattr(module, "FEW", 1)
    tag(make_service(name="Elsewhere", published=True), make_term())  # Nothing is remembered.
    many = [client.get(f"{path}&page={page}").json() for page in (1, 2, 3)]

    assert many == few
