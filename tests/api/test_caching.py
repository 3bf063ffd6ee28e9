"""What caches and copies rely on: ETag, Last-Modified, 304, and gzip with an ETag of its own."""

import gzip
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from django.utils import timezone
from django.utils.http import http_date

from directory.publication.publish import publish
from directory.publication.withdraw import withdraw
from tests.api.naive import PATHS
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db

GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def service():
    organization = make_organization()
    service = make_service(organization=organization, at=make_location(organization=organization))
    tag(service, make_term())
    return service


def every_address(client):
    """The root, every list in every form, and a record of each."""
    yield "/api/v3/"
    for path in PATHS:
        for query in ("", "?full=true", "?minimal=true", "?format=ndjson", "?format=csv"):
            yield f"/api/v3/{path}{query}"
        [first, *_] = client.get(f"/api/v3/{path}").json()["contents"]
        yield f"/api/v3/{path}/{first['id']}"
        if path in ("services", "service_at_locations"):
            yield f"/api/v3/{path}/{first['id']}/sessions"
            yield f"/api/v3/{path}/{first['id']}/sessions.ics"
    yield "/api/v3/organizations?full_service=true"
    yield "/api/v3/services/suggest?q=l"
    yield "/api/v3/services/facets"
    yield "/api/v3/services/facets?search=lunch"


def text(answer):
    return b"".join(answer) if answer.streaming else answer.content


def test_every_answer_can_be_asked_for_again_for_nothing(client, service):
    for address in every_address(client):
        first = client.get(address)
        assert first.status_code == 200, address
        assert first.headers["ETag"].startswith('"')

        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

        assert again.status_code == 304, address
        assert again.content == b""
        for name in ("ETag", "Last-Modified", "Cache-Control"):
            assert again.headers.get(name) == first.headers.get(name)
        assert "Accept-Encoding" in again.headers["Vary"]


def test_a_date_alone_confirms_nothing(client, service):
    later = http_date(datetime(2999, 1, 1, tzinfo=UTC).timestamp())
    for address in every_address(client):
        for date in (later, client.get(address).headers.get("Last-Modified", later)):
            assert client.get(address, headers={"If-Modified-Since": date}).status_code == 200


def test_the_second_of_two_versions_in_one_second_is_not_taken_for_the_first(client, monkeypatch):
    start = datetime(2035, 1, 1, 12, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: start)
    service = make_service()
    address = f"/api/v3/services/{service.pk}"
    first = client.get(address).headers["Last-Modified"]
    service.name = "Renamed"
    service.save()

    publish(service)

    again = client.get(address, headers={"If-Modified-Since": first})
    assert again.headers["Last-Modified"] == first
    assert again.json()["name"] == "Renamed"


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"something else"'},
        {"If-None-Match": "W/"},
        {"If-None-Match": "not quoted"},
        {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": ""},
    ],
)
def test_what_no_longer_holds_is_answered_in_full(client, service, headers):
    for path in ("services", f"services/{service.pk}"):
        assert client.get(f"/api/v3/{path}", headers=headers).status_code == 200


def test_an_etag_decides_before_a_date_does(client, service):
    later = http_date(datetime(2999, 1, 1, tzinfo=UTC).timestamp())
    headers = {"If-None-Match": '"something else"', "If-Modified-Since": later}

    assert client.get(f"/api/v3/services/{service.pk}", headers=headers).status_code == 200


@pytest.mark.parametrize("known", ["W/{}", '"x", {}', "*"])
def test_weak_several_and_any_etags_are_understood(client, service, known):
    path = f"/api/v3/services/{service.pk}"
    etag = client.get(path).headers["ETag"]

    answer = client.get(path, headers={"If-None-Match": known.format(etag)})

    assert answer.status_code == 304


def test_a_star_does_not_make_a_record_that_is_not_there(client, service):
    withdraw(service)

    answer = client.get(f"/api/v3/services/{service.pk}", headers={"If-None-Match": "*"})

    assert answer.status_code == 404


def test_a_records_etag_changes_when_its_document_does_and_not_otherwise(client, service):
    mine, other = f"/api/v3/services/{service.pk}", f"/api/v3/services/{make_service().pk}"
    before = client.get(mine).headers, client.get(other).headers
    service.organization.name = "Renamed"
    service.organization.save()

    publish(service.organization)

    assert client.get(mine).headers["ETag"] != before[0]["ETag"]
    assert client.get(other).headers["ETag"] == before[1]["ETag"]
    assert client.get(other).headers["Last-Modified"] == before[1]["Last-Modified"]
    assert client.get(mine, headers={"If-None-Match": before[0]["ETag"]}).status_code == 200


def test_a_lists_etag_changes_with_the_public_record_and_not_otherwise(client, service):
    before = client.get("/api/v3/services").headers["ETag"]
    service.name = "Renamed"
    service.save()
    assert client.get("/api/v3/services").headers["ETag"] == before

    publish(service)
    after = client.get("/api/v3/services").headers["ETag"]
    assert after != before

    publish(service)
    assert client.get("/api/v3/services").headers["ETag"] == after


def test_an_organization_with_its_services_in_full_changes_with_any_of_them(client, service):
    """The short form does not show a description; the long one does."""
    path = f"/api/v3/organizations/{service.organization_id}"
    short, long = (client.get(f"{path}{query}").headers for query in ("", "?full_service=true"))
    service.description = "Soup, and company."
    service.save()

    publish(service)

    assert client.get(path).headers["ETag"] == short["ETag"]
    answer = client.get(f"{path}?full_service=true", headers={"If-None-Match": long["ETag"]})
    assert answer.status_code == 200
    assert answer.json()["services"][0]["description"] == "Soup, and company."


def test_last_modified_is_that_of_the_document(client, service):
    answer = client.get(f"/api/v3/services/{service.pk}")

    header = parsedate_to_datetime(answer.headers["Last-Modified"])
    document = datetime.fromisoformat(answer.json()["last_modified"])
    assert header == document.replace(microsecond=0)


def test_gzip_is_the_same_text_under_an_etag_of_its_own(client, service):
    for address in every_address(client):
        plain, packed = client.get(address), client.get(address, headers=GZIP)

        assert packed.headers["Content-Encoding"] == "gzip", address
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(text(packed)) == text(plain)
        assert packed.headers["ETag"] != plain.headers["ETag"]
        assert "Accept-Encoding" in plain.headers["Vary"]
        assert "Accept-Encoding" in packed.headers["Vary"]
        known = {"If-None-Match": packed.headers["ETag"]}
        assert client.get(address, headers={**GZIP, **known}).status_code == 304
        assert client.get(address, headers=known).status_code == 200


@pytest.mark.parametrize(
    ("accept", "packed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=0.5", True),
        ("gzip;q=1.0, br", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("gzip;q=0, *", False),
        ("*, gzip;q=0", False),
        ("*;q=0, gzip", True),
        ("identity, *;q=0", False),
        ("br;q=0, *;q=0.5", True),
        ("gzip;q=0.001", True),
        ("GZIP ; Q = 0.000", False),
        ("x-gzip", True),
        ("x-gzip;q=0, *", False),
        ("br, deflate", False),
        ("identity", False),
        ("", False),
        ("gzipped", False),
        (";;,,q=", False),
    ],
)
def test_gzip_is_sent_to_those_who_take_it(client, service, accept, packed):
    answer = client.get("/api/v3/services", headers={"Accept-Encoding": accept})

    assert ("Content-Encoding" in answer.headers) == packed


def test_gzip_is_smaller(client):
    for _ in range(10):
        make_service(description="A hot meal and company. " * 20)

    plain = client.get("/api/v3/services?full=true")
    packed = client.get("/api/v3/services?full=true", headers=GZIP)

    assert len(packed.content) < len(plain.content) / 2


@pytest.mark.parametrize("headers", [{}, GZIP])
def test_the_head_of_an_answer_is_that_of_the_answer(client, service, headers):
    for address in every_address(client):
        body, head = client.get(address, headers=headers), client.head(address, headers=headers)

        assert head.status_code == 200
        assert head.content == b""
        for name in (
            *("ETag", "Last-Modified", "Content-Type", "Content-Encoding", "Content-Disposition"),
            *("Cache-Control", "Vary", "Link"),
        ):
            assert head.headers.get(name) == body.headers.get(name), (address, name)
        known = {"If-None-Match": body.headers["ETag"], **headers}
        assert client.head(address, headers=known).status_code == 304


def test_caches_must_ask_whether_an_answer_still_holds(client, service):
    for address in every_address(client):
        assert client.get(address).headers["Cache-Control"] == "public, max-age=0, must-revalidate"
