"""Whether the process lives and can serve."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from assets_api import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def new_process():
    """One that has not looked yet."""
    health.refuse_waiting_migrations.cache_clear()
    yield
    health.refuse_waiting_migrations.cache_clear()


def ready(client):
    answer = client.get("/readyz")
    return answer.status_code, answer.json()["status"]


def test_a_process_whose_tables_are_there_is_ready(client):
    assert ready(client) == (200, "ready")


def test_migrations_are_waited_for_and_then_looked_for_no_more(client):
    last = MigrationRecorder.Migration.objects.filter(app="publication").latest("pk")
    last.delete()
    assert ready(client) == (503, "migrations are waiting")
    assert ready(client) == (503, "migrations are waiting")

    last.save()
    assert ready(client) == (200, "ready")
    with CaptureQueriesContext(connection) as queries:
        assert ready(client) == (200, "ready")
    assert len(queries) == 1


def test_a_database_that_goes_away_is_told_of_every_time(client, monkeypatch):
    def gone():
        raise DatabaseError

    assert ready(client) == (200, "ready")
    monkeypatch.setattr(health, "version", gone)

    assert ready(client) == (503, "no database")
