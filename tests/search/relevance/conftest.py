"""The directory of the queries, loaded once a session, and what was found in it."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from tests.search.relevance import bm25, corpus, queries
from tests.search.relevance.ours import our_search
from tests.search.relevance.queries import Query
from tests.search.relevance.scoring import Score, scores


@dataclass(frozen=True)
class Asked:
    """The directory's texts, and how its services were ranked for every query it can answer."""

    texts: dict[str, str]
    has_libraries: bool
    queries: list[Query]
    peers: dict[str, dict[Query, Score]]
    ours: dict[Query, Score]

    @property
    def peer(self) -> dict[Query, Score]:
        """The answers of the peer to beat."""
        return self.peers[bm25.best(self.peers)]


@pytest.fixture(scope="session")
def asked_once(django_db_setup, django_db_blocker) -> Asked:
    """Everything is asked at once, and the database is left as it was found."""
    with django_db_blocker.unblock(), transaction.atomic():
        has_libraries = corpus.load_directory()
        texts = corpus.texts()
        answerable = [query for query in queries.load() if has_libraries or not query.of_libraries]
        ours = scores(answerable, our_search())
        transaction.set_rollback(True)
    return Asked(texts, has_libraries, answerable, bm25.variants(texts, answerable), ours)


@pytest.fixture
def asked(asked_once: Asked, db) -> Asked:
    """Every query, asked of the test database; without `db`, pytest would make none."""
    return asked_once


@pytest.fixture
def asked_with_libraries(asked: Asked) -> Asked:
    """The same, where the libraries are among them; without them the test is skipped."""
    if not asked.has_libraries:
        pytest.skip("needs ../shared, where the list of Bradford's libraries is")
    return asked
