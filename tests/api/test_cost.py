"""What reading costs, in queries: the same however many records, and none of the working copy."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.publication import reading
from directory.publication.remembered import cache
from tests.api.naive import PATHS
from tests.api.town import build
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db

# The version of the public record, the count, the documents of a page.
A_PAGE = 3
# With the count remembered.
A_PAGE_AGAIN = 2
# The version, whole documents' keys and a batch of documents.
A_STREAM = 3
A_RECORD = 1
NOT_CHANGED = 1
READING = (
    "SELECT",
    "WITH cards AS MATERIALIZED (SELECT",
    "WITH matching (record) AS (SELECT",
    "DECLARE",
    "FETCH",
    "CLOSE",
)


@pytest.fixture
def queries(client):
    """The queries an address costs."""

    def run(address: str, **headers: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address, headers=headers)
            if answer.streaming:
                b"".join(answer)
        assert answer.status_code in (200, 304)
        return [query["sql"] for query in captured]

    return run


def populate(count: int) -> None:
    organization = make_organization()
    term = make_term()
    for _ in range(count):
        tag(make_service(organization=organization, at=make_location()), term)


def test_a_page_costs_the_same_however_many(queries):
    views = ("", "?full=true", "?sort=-last_modified", "?per_page=2&page=2")
    for count in (2, 8):
        populate(count)
        for address in (f"/api/v3/{path}{view}" for path in PATHS for view in views):
            cache.clear()
            assert len(queries(address)) <= A_PAGE, address


def test_the_next_page_remembers_the_count(queries):
    populate(4)
    queries("/api/v3/services?per_page=2")

    assert len(queries("/api/v3/services?per_page=2&page=2")) == A_PAGE_AGAIN


def test_a_filtered_page_costs_no_more(queries):
    populate(4)
    address = "/api/v3/services?status=active&minimum_age=18&modified_after=2000-01-01&full=true"

    assert len(queries(address)) == A_PAGE


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_a_stream_costs_a_query_a_batch(queries, monkeypatch, format):
    populate(6)
    assert len(queries(f"/api/v3/services?format={format}")) <= A_STREAM

    monkeypatch.setattr(reading, "STREAM_PAGE", 2)
    assert len(queries(f"/api/v3/services?format={format}")) <= A_STREAM + 2


def test_a_record_costs_one_query(queries, client):
    service = make_service()

    assert len(queries(f"/api/v3/services/{service.pk}")) == A_RECORD


def test_what_has_not_changed_costs_one_query(queries, client):
    service = make_service()
    for address in ("/api/v3/services", f"/api/v3/services/{service.pk}"):
        etag = client.get(address).headers["ETag"]

        assert len(queries(address, **{"If-None-Match": etag})) == NOT_CHANGED


def test_organizations_with_services_in_full_cost_the_same_however_many(queries):
    costs = []
    for count in (2, 8):
        populate(count)
        cache.clear()
        costs.append(len(queries("/api/v3/organizations?full_service=true")))

    assert costs[0] == costs[1]


def test_no_answer_reads_the_working_copy_or_writes_anything(queries, client):
    """Whatever is asked: the public record is all that is looked at."""
    build(7, services=6)
    addresses = ["/api/v3/"]
    for path in PATHS:
        for query in (
            *("", "?full=true", "?minimal=true", "?format=ndjson", "?format=csv"),
            *("?sort=-name&page=2", "?modified_after=2000-01-01"),
        ):
            addresses.append(f"/api/v3/{path}{query}")
        [first, *_] = client.get(f"/api/v3/{path}").json()["contents"]
        addresses.append(f"/api/v3/{path}/{first['id']}")
        if path in ("services", "service_at_locations"):
            addresses += [f"{addresses[-1]}/sessions", f"{addresses[-1]}/sessions.ics"]
    addresses += ["/api/v3/organizations?full_service=true", "/api/v3/services/suggest?q=l"]
    addresses += [f"/api/v3/services/facets?{query}" for query in ("", "free=true", "search=l")]
    for address in addresses:
        for sql in queries(address):
            assert sql.startswith(READING), sql
            assert "directory_" not in sql, address
            assert "publication_revision" not in sql, address
            assert "auth_" not in sql, address
