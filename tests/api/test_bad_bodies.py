"""A query in a body is held to the same as one in the URL, and nonsense is no question."""

import json
import re
from uuid import uuid4

import pytest

from tests.api.refusals import post, problem, refused
from tests.factories import make_service

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"page": 0}, "page"),
        ({"page": "1"}, "page"),
        ({"page": 1.5}, "page"),
        ({"page": True}, "page"),
        ({"page": None}, "page"),
        ({"page": []}, "page"),
        ({"page": [1]}, "page"),
        ({"page": {}}, "page"),
        ({"page": 10**400}, "page"),
        ({"page": -(2**64)}, "page"),
        ({"full": "true"}, "full"),
        ({"full": 1}, "full"),
        ({"status": []}, "status"),
        ({"status": [[]]}, "status"),
        ({"status": None}, "status"),
        ({"status": "open"}, "status"),
        ({"status": ["active", "open"]}, "status"),
        ({"status": "\x00"}, "status"),
        ({"status": "\ud800"}, "status"),
        ({"status": "🦦"}, "status"),
        ({"organization_id": {}}, "organization_id"),
        ({"organization_id": 1}, "organization_id"),
        ({"organization_id": [None]}, "organization_id"),
        ({"modified_after": 0}, "modified_after"),
        ({"minimum_age": "18"}, "minimum_age"),
        ({"minimum_age": [18, 1000]}, "minimum_age"),
        ({"sort": ["name"]}, "sort"),
        ({"nothing": 1}, "nothing"),
        ({"\ud800": 1}, None),
        ({"🦦": 1}, "🦦"),
    ],
)
def test_a_body_is_held_to_the_same(client, body, name):
    answer = post(client, "services", body)

    if name is None:
        problem(answer, 400)
    else:
        refused(answer, name)


def test_everything_wrong_with_a_body_is_told_at_once(client):
    body = {"page": "1", "nam": 1, "status": "open", "full": 1, "minimum_age": -1}

    details = problem(post(client, "services?sort=size&per_page=0", body), 400)

    assert sorted(error["parameter"] for error in details["errors"]) == sorted(
        [*body, "sort", "per_page"]
    )


def test_a_parameter_that_is_wrong_in_the_url_and_in_the_body_is_told_twice(client):
    details = problem(post(client, "services?page=0", {"page": "1"}), 400)

    assert [error["parameter"] for error in details["errors"]] == ["page", "page"]


def test_a_body_that_is_no_question_does_not_hide_what_is_wrong_with_the_url(client):
    details = problem(post(client, "services?page=0", []), 400)

    assert [error["parameter"] for error in details["errors"]] == ["", "page"]


@pytest.mark.parametrize(
    "body",
    [
        *("[]", "[1]", "1", '"page"', "null", "true", "{", "}", "{'page': 1}", "{page: 1}", "\x00"),
        *('{"page": NaN}', '{"page": Infinity}', '{"page": 1e999}', '{"page": 01}', '{"page": 1,}'),
        *('{"page": 1}{"page": 2}', "page=1", "<page>1</page>", "=", "\ufeff{}"),
        '{"page": ' + "9" * 10_000 + "}",
        "[" * 60_000,
        "[" * 30_000 + "]" * 30_000,
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        '{"status": ' + "[" * 5000 + "]" * 5000 + "}",
        b"\xff\xfe",
        b"\x80",
        '{"page": 1}'.encode("utf-16"),
        b'{"status": "\xff"}',
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_question_is_refused(client, body):
    problem(post(client, "services", body), 400)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("minimum_age=60", "application/x-www-form-urlencoded"),
        ("{minimum_age: 60}", "application/json"),
        ("[" * 60_000, "application/json"),
    ],
)
def test_a_body_that_is_no_json_is_told_what_to_send(client, body, content_type):
    details = problem(post(client, "services", body, content_type), 400)

    assert details["type"].endswith(":parse-error")
    assert "`Content-Type: application/json`" in details["detail"]
    example = json.loads(re.search(r"\{.*\}", details["detail"])[0])
    assert post(client, "services", example).status_code == 200


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/xml",
        "text/plain",
        "application/octet-stream",
        "",
        "json",
        ";;;",
        "application/json; charset=rot13",
        "application/json; charset=base64",
        "application/json; charset=utf-16",
        "application/json; charset=nonsense",
    ],
)
def test_another_type_of_body_is_never_taken_for_no_question(client, content_type):
    make_service(status="inactive")

    answer = post(client, "services", '{"status": "active"}', content_type)

    if answer.status_code == 200:
        assert answer.json()["total_items"] == 0
    else:
        assert 400 <= answer.status_code < 500
        problem(answer, answer.status_code)


@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "nonsense"])
def test_the_charset_of_a_get_does_not_matter(client, charset):
    kind = f"text/plain; charset={charset}"

    answer = client.get("/api/v3/services?page=1", CONTENT_TYPE=kind)

    assert answer.status_code == 200
    record = client.get(f"/api/v3/services/{uuid4()}", CONTENT_TYPE=kind)
    problem(record, 404)


def test_an_oversized_body_is_refused(client):
    problem(post(client, "services", json.dumps({"status": "a" * 2_000_000})), 413)


@pytest.mark.parametrize("length", ["99999999999", "-5", "many", "1.5"])
def test_a_body_of_impossible_length_is_refused(client, length):
    answer = post(client, "services", {"page": 1}, CONTENT_LENGTH=length)

    assert answer.status_code in (400, 411, 413)
    problem(answer, answer.status_code)


def test_a_body_without_a_length_is_not_taken_for_no_question(client):
    """Sent in chunks, as some clients do, it has none; to pass over it would answer everything."""
    make_service(status="inactive")

    answer = post(
        client,
        "services",
        {"status": "active"},
        CONTENT_LENGTH="",
        headers={"Transfer-Encoding": "chunked"},
    )

    if answer.status_code == 200:
        assert answer.json()["total_items"] == 0
    else:
        problem(answer, 411)
