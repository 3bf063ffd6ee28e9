"""The `Host` header is the client's word: no answer that a cache keeps may carry it to another."""

import pytest

from tests.factories import make_organization

pytestmark = pytest.mark.django_db

OTHER = {"HTTP_HOST": "localhost:6666"}


def test_a_list_says_nothing_of_the_host(client):
    for _ in range(3):
        make_organization()

    asked = client.get("/api/v3/organizations?per_page=1&page=2", **OTHER)

    assert "6666" not in str(asked.headers)
    assert b"6666" not in asked.content
    assert '</api/v3/organizations?per_page=1&page=3>; rel="next"' in asked.headers["Link"]


def test_the_root_names_the_host_it_was_asked_by(client):
    about = client.get("/api/v3/", **OTHER).json()

    assert about["openapi_url"] == "http://localhost:6666/api/openapi.json"


@pytest.mark.parametrize("headers", [{}, {"HTTP_ACCEPT_ENCODING": "gzip"}])
def test_one_hosts_root_is_never_confirmed_as_anothers(client, headers):
    theirs = client.get("/api/v3/", **OTHER, **headers).headers
    assert "Last-Modified" not in theirs
    known = {"HTTP_IF_NONE_MATCH": theirs["ETag"], **headers}

    assert client.get("/api/v3/", **known).status_code == 200
    assert client.get("/api/v3/", **known, **OTHER).status_code == 304
