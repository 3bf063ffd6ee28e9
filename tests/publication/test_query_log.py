"""Bulk work keeps no log of its statements, even with DEBUG."""

import pytest
from django.core.management import call_command
from django.db import connection, reset_queries

from directory.demo.load import Demo, Loaded
from directory.models import Organization
from directory.publication.query_log import no_query_log

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def debug(settings):
    settings.DEBUG = True
    reset_queries()
    yield
    reset_queries()


def ask() -> None:
    Organization.objects.exists()


def test_statements_are_logged_again_afterwards():
    with no_query_log():
        ask()
    assert connection.queries == []

    ask()
    assert len(connection.queries) == 1


def test_statements_are_logged_again_after_a_failure():
    with pytest.raises(RuntimeError), no_query_log():
        raise RuntimeError("the power went")

    ask()
    assert len(connection.queries) == 1


def test_a_test_that_counts_queries_still_counts_them(django_assert_num_queries):
    with django_assert_num_queries(1), no_query_log():
        ask()


def test_making_the_public_record_again_logs_nothing():
    call_command("rebuild_public_record", verbosity=0)

    assert connection.queries == []


def test_loading_the_demo_logs_nothing(monkeypatch):
    def load(self, **options) -> Loaded:
        ask()
        return Loaded()

    monkeypatch.setattr(Demo, "load", load)

    call_command("load_demo", verbosity=0)

    assert connection.queries == []
