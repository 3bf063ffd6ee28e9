"""Whether the process lives and can serve."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from assets_api import health
from directory.publication.models import LogHead
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def new_process():
    """One that has not looked yet."""
    looks = (health.refuse_waiting_migrations, health.refuse_outdated_record)
    for look in looks:
        look.cache_clear()
    yield
    for look in looks:
        look.cache_clear()


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


def test_a_public_record_of_an_older_version_is_not_served(client):
    make_organization()
    LogHead.objects.update(form=1)
    status, message = ready(client)
    assert (status, "rebuild_public_record --if-needed" in message) == (503, True)

    call_command("rebuild_public_record", "--if-needed", verbosity=0)

    assert ready(client) == (200, "ready")


def test_a_database_that_goes_away_is_told_of_every_time(client, monkeypatch):
    def gone():
        raise DatabaseError

    assert ready(client) == (200, "ready")
    monkeypatch.setattr(health, "version", gone)

    assert ready(client) == (503, "no database")
