"""Anybody reports a problem, on the page or through the API; nobody drowns us in reports."""

import json
import re
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from directory.models import Location, Organization, ServiceAtLocation
from directory.publication.withdraw import withdraw
from directory.upkeep import reporting, stamps
from directory.upkeep.models import Channel, Problem, State, Tally, Topic
from directory.upkeep.tallying import Limit, forget_tallies, household
from tests.factories import make_location, make_service
from tests.upkeep.problems import fill_in, post, report_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """A browser that keeps no cookie, and would be refused for want of a CSRF token."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def service():
    return make_service(name="Lunch club", at=make_location(name="Heron Hall"))


def paths() -> dict[str, Any]:
    return {
        "services": ServiceAtLocation.objects.get().service,
        "service_at_locations": ServiceAtLocation.objects.get(),
        "organizations": Organization.objects.get(),
        "locations": Location.objects.get(),
    }


# --- The page ------------------------------------------------------------------------------------


def test_the_page_says_what_it_is_about_and_what_happens_next(client, service):
    answer = client.get(f"/report/services/{service.pk}")

    page = answer.content.decode()
    assert "<h1>Lunch club</h1>" in page
    assert "What happens next" in page
    assert "What we keep about you" in page
    assert "<script" not in page
    assert not answer.cookies


def test_a_report_is_kept_and_thanked_for(client, service):
    answer = fill_in(
        client, service, topic="wrong_times", message="Now\r\nWednesdays", reply_to="jo@example.org"
    )

    assert answer.status_code == 200
    assert "We have your report about Lunch club" in answer.content.decode()
    assert "one of them looks at it" in answer.content.decode()
    problem = Problem.objects.get()
    assert (problem.kind, problem.record_id, problem.name) == ("service", service.pk, "Lunch club")
    assert (problem.topic, problem.message) == (Topic.WRONG_TIMES, "Now\nWednesdays")
    assert (problem.reply_to, problem.state) == ("jo@example.org", State.NEW)
    assert (problem.channel, problem.by) == (Channel.PAGE, None)


def test_nothing_but_the_topic_is_needed(client, service):
    assert fill_in(client, service, topic="closed").status_code == 200
    assert Problem.objects.get().message == ""


@pytest.mark.parametrize("kind", ["services", "service_at_locations", "organizations", "locations"])
def test_each_kind_of_record_can_be_reported(client, service, kind):
    record = paths()[kind]

    for sent in (
        fill_in(client, record, kind, topic="closed"),
        post(client, f"/api/v3/{kind}/{record.pk}/problems", {"topic": "wrong_contact"}),
    ):
        assert sent.status_code in (200, 201)

    assert {one.record_id for one in Problem.objects.all()} == {record.pk}
    assert all(one.name for one in Problem.objects.all())


def test_what_is_not_public_cannot_be_reported_and_is_not_told_of(client, service):
    draft = make_service(name="A draft", published=False)
    gone = make_service(name="Gone")
    withdraw(gone)

    for id in (draft.pk, gone.pk, uuid4()):
        for answer in (
            client.get(f"/report/services/{id}"),
            client.post(f"/report/services/{id}", {"topic": "closed"}),
            post(client, f"/api/v3/services/{id}/problems", {"topic": "closed"}),
        ):
            assert answer.status_code == 404
            assert "draft" not in answer.content.decode()
    for path in ("taxonomies", "nothing", "service"):
        assert client.get(f"/report/{path}/{service.pk}").status_code == 404
    assert not Problem.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Choose what is wrong."),
        ({"topic": "nonsense"}, "nonsense is not one of the available choices"),
        ({"topic": "other", "message": ""}, "Tell us in a few words what is wrong."),
        ({"topic": "other", "message": " \n"}, "Tell us in a few words what is wrong."),
        ({"topic": "closed", "message": "x" * 2001}, "at most 2000 characters"),
        ({"topic": "closed", "message": "a\x1b[2Jb"}, "characters that no text has"),
        ({"topic": "closed", "message": "a\0b"}, "characters that no text has"),
        ({"topic": "closed", "reply_to": "jo"}, "valid email address"),
        ({"topic": "closed", "reply_to": "jo@example.org\nBcc: all@example.org"}, "valid email"),
        ({"topic": "closed", "reply_to": "\0@example.org"}, "valid email"),
        ({"topic": "closed", "website": "https://example.org"}, "leave this empty"),
    ],
)
def test_what_cannot_be_sent_is_said_beside_it_and_nothing_typed_is_lost(
    client, service, fields, told
):
    answer = fill_in(client, service, **({"message": "Typed in vain"} | fields))

    page = answer.content.decode()
    assert answer.status_code == 400
    assert told.lower() in page.lower()
    assert "<title>Error: " in page
    assert 'aria-invalid="true"' in page
    if "message" not in fields:
        assert "Typed in vain" in page
    assert not Problem.objects.exists()


def test_a_report_is_shown_as_text_alone(client, service):
    script = "<script>alert(1)</script> https://evil.example.org"
    fill_in(client, service, topic="nonsense", message=script)

    page = fill_in(client, service, topic="nonsense", message=script).content.decode()

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert 'href="https://evil' not in page


@pytest.mark.parametrize("size", [40_000, 3_000_000])
def test_a_huge_form_is_refused(client, service, size):
    answer = fill_in(client, service, topic="closed", message="x" * size)

    assert answer.status_code in (400, 413)
    assert not Problem.objects.exists()


@pytest.mark.parametrize(
    "body", [b"\xff\xfe%zz&&==", b"topic=closed&topic=%00", b"a" * 30_000, b"&" * 20_000]
)
def test_nonsense_is_no_fault_of_ours(client, service, body):
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "a/b", ""):
        answer = client.generic("POST", f"/report/services/{service.pk}", body, content_type=kind)
        assert 400 <= answer.status_code < 500


# --- Programs ------------------------------------------------------------------------------------


def stamped(service, *, ago: float = 60, subject: str = "") -> str:
    subject = subject or f"services/{service.pk}"
    return signing.dumps([subject, int(time.time() - ago)], salt=stamps.SALT)


@pytest.mark.parametrize(
    "stamp",
    [
        lambda one: "",
        lambda one: "nonsense",
        lambda one: stamped(one)[:-1] + "x",
        lambda one: stamped(one, ago=0),
        lambda one: stamped(one, ago=-3600),
        lambda one: stamped(one, ago=25 * 3600),
        lambda one: stamped(one, subject=f"services/{uuid4()}"),
        lambda one: signing.dumps(["x"], salt=stamps.SALT),
        lambda one: signing.dumps([f"services/{one.pk}", "x"], salt=stamps.SALT),
        lambda one: signing.dumps([f"services/{one.pk}", 1], salt="another"),
        lambda one: "\0",
    ],
)
def test_a_form_nobody_opened_a_while_ago_is_asked_for_again(client, service, stamp):
    answer = client.post(
        f"/report/services/{service.pk}",
        {"topic": "closed", "message": "Typed", "stamp": stamp(service)},
    )

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Please look once more, and send." in page
    assert "Typed" in page
    assert not Problem.objects.exists()
    assert re.search(r'name="stamp" value="([^"]{20,})"', page)


def test_the_same_report_twice_is_one(client, service):
    for _ in range(3):
        assert fill_in(client, service, topic="closed", message="Shut").status_code == 200
        assert report_on(client, service, topic="closed", message="Shut").status_code == 201

    assert Problem.objects.count() == 1


# --- Too many ------------------------------------------------------------------------------------


def limited(monkeypatch, name: str, most: int) -> None:
    limit = getattr(reporting, name)
    monkeypatch.setattr(reporting, name, Limit(limit.what, most, limit.per))


def test_one_address_sends_so_many_an_hour(client, service, monkeypatch):
    limited(monkeypatch, "FROM_ONE_ADDRESS_AN_HOUR", 3)
    for _ in range(3):
        assert report_on(client, make_service()).status_code == 201

    refused = report_on(client, service, message="more")
    page = fill_in(client, service, topic="closed", message="more")

    assert refused.status_code == page.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600
    assert 1 <= int(page.headers["Retry-After"]) <= 3600
    problem = refused.json()
    assert problem["type"] == "urn:community-assets:problem:too-many-requests"
    assert "Please try again later" in page.content.decode()
    assert Problem.objects.count() == 3
    assert report_on(client, service, message="x", REMOTE_ADDR="192.0.2.9").status_code == 201


def test_one_record_is_reported_so_often_a_day_by_whomever(client, service, monkeypatch):
    limited(monkeypatch, "OF_ONE_RECORD", 3)
    other = make_service()

    statuses = [
        report_on(client, service, message=str(n), REMOTE_ADDR=f"192.0.2.{n}").status_code
        for n in range(5)
    ]

    assert statuses == [201, 201, 201, 429, 429]
    assert report_on(client, other).status_code == 201


def test_one_address_leaves_room_for_what_others_report_of_a_record(client, service):
    """Of an IPv6 network all addresses are one."""
    statuses = [
        report_on(client, service, message=str(n), REMOTE_ADDR=f"2001:db8::{n}").status_code
        for n in range(5)
    ]

    assert statuses == [201, 201, 201, 429, 429]
    assert report_on(client, make_service(), REMOTE_ADDR="2001:db8::1").status_code == 201
    assert report_on(client, service, message="x", REMOTE_ADDR="2001:db8:0:1::1").status_code == 201


def test_there_is_an_end_to_all_reports(client, service, monkeypatch):
    limited(monkeypatch, "IN_ALL", 2)
    for number in range(4):
        report_on(client, make_service(), REMOTE_ADDR=f"192.0.2.{number}")

    assert Problem.objects.count() == 2


def test_the_next_hour_counts_anew(client, service, monkeypatch):
    limited(monkeypatch, "FROM_ONE_ADDRESS_AN_HOUR", 1)
    assert report_on(client, service, message="1").status_code == 201
    assert report_on(client, service, message="2").status_code == 429
    now = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert report_on(client, service, message="3").status_code == 201


def test_no_address_is_kept_and_the_counts_go(client, service, monkeypatch):
    report_on(client, service, REMOTE_ADDR="192.0.2.77")

    kept = json.dumps([list(Tally.objects.values()), list(Problem.objects.values())], default=str)
    assert "192.0.2" not in kept
    now = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert forget_tallies() == 5
    assert not Tally.objects.exists()


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:" + "x" * 100, "unix:" + "x" * 40),
    ],
)
def test_a_household_is_one_address(address, counted):
    assert household(address) == counted


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (1, "", "127.0.0.1"),
        (2, "198.51.100.1", "127.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxies_say(rf, settings, proxies, forwarded, counted):
    from directory.upkeep.callers import address_of

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    assert address_of(rf.get("/", headers=headers)) == counted


# --- The API -------------------------------------------------------------------------------------


def test_the_api_keeps_a_report_and_says_what_happens_next(client, service):
    answer = report_on(client, service, topic="wrong_contact", reply_to="jo@example.org")

    assert answer.status_code == 201
    assert answer.json()["state"] == "new"
    assert "looks at it" in answer.json()["what_happens_next"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert Problem.objects.get().channel == Channel.API


def test_it_may_be_asked_from_any_web_page(client, service):
    path = f"/api/v3/services/{service.pk}/problems"
    origin = {"Origin": "https://app.example.org"}

    asked = client.options(
        path,
        headers={
            **origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    sent = post(client, path, {"topic": "closed"}, headers=origin)

    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert sent.headers["Access-Control-Allow-Origin"] == "*"
    assert "Retry-After".lower() in sent.headers["Access-Control-Expose-Headers"].lower()
    assert "Access-Control-Allow-Credentials" not in sent.headers


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({}, "topic"),
        ({"topic": None}, "topic"),
        ({"topic": ["closed"]}, "topic"),
        ({"topic": {}}, "topic"),
        ({"topic": "Closed"}, "topic"),
        ({"topic": "other"}, "message"),
        ({"topic": "other", "message": "  "}, "message"),
        ({"topic": "closed", "message": 7}, "message"),
        ({"topic": "closed", "message": None}, "message"),
        ({"topic": "closed", "message": "x" * 2001}, "message"),
        ({"topic": "closed", "message": "a\0"}, "message"),
        ({"topic": "closed", "message": "\ud800"}, "message"),
        ({"topic": "closed", "reply_to": "jo"}, "reply_to"),
        ({"topic": "closed", "reply_to": "a@example.org\n"}, "reply_to"),
        ({"topic": "closed", "reply_to": "\ud800@example.org"}, "reply_to"),
        ({"topic": "closed", "reply_to": "a@" + "x" * 300 + ".org"}, "reply_to"),
        ({"topic": "closed", "reply_to": []}, "reply_to"),
        ({"topic": "closed", "state": "settled"}, "state"),
        ({"topic": "closed", "record_id": str(uuid4())}, "record_id"),
        ({"topic": "closed", "by": 1}, "by"),
        ([], ""),
        ("closed", ""),
        (7, ""),
        (None, ""),
    ],
)
def test_a_bad_body_is_refused_by_name_with_an_example_that_works(client, service, body, name):
    path = f"/api/v3/services/{service.pk}/problems"

    answer = post(client, path, body)

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["errors"][0]["parameter"] == name
    assert not Problem.objects.exists()
    if "For example" in problem["detail"]:
        works = json.loads(re.search(r"For example: (\{.*?\})", problem["detail"])[1])
        assert post(client, path, works).status_code == 201


def test_what_is_no_json_parameter_or_method_is_refused(client, service):
    path = f"/api/v3/services/{service.pk}/problems"

    assert client.post(path, "{", content_type="application/json").status_code == 400
    assert client.post(path, b"[" * 60_000, content_type="application/json").status_code == 400
    assert client.post(path, b'{"topic": "\xff"}', content_type="application/json").status_code == (
        400
    )
    assert client.post(path, "topic=closed", content_type="text/plain").status_code == 400
    assert client.post(path, {"topic": "closed"}).status_code == 400
    assert post(client, f"{path}?page=2", {"topic": "closed"}).status_code == 400
    huge = client.post(path, b"x" * 70_000, content_type="application/json")
    assert huge.status_code == 413
    for method in ("get", "put", "patch", "delete"):
        assert getattr(client, method)(path).status_code == 405
    assert post(client, "/api/v3/services/nonsense/problems", {"topic": "closed"}).status_code == (
        404
    )
    assert not Problem.objects.exists()


@pytest.mark.parametrize("kind", ["page", "api"])
def test_a_report_costs_a_fixed_number_of_queries(client, service, kind, django_assert_num_queries):
    send = fill_in if kind == "page" else report_on
    send(client, service, topic="closed", message="first")
    with django_assert_num_queries(21 if kind == "page" else 19):
        send(client, service, topic="closed", message="second")
