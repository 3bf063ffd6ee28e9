"""A record that was merged into another: its addresses lead to the one that took its place."""

import json
from pathlib import Path

import pytest

from directory.duplicates.merging.merge import merge
from directory.models import ServiceAtLocation
from directory.publication.publish import publish
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from tests.conftest import REPOSITORY
from tests.factories import make_location, make_organization, make_service

pytestmark = pytest.mark.django_db

API = "/api/v3"
MAKE = {"organization": make_organization, "location": make_location}


def pair(kind):
    old, new = MAKE[kind](), MAKE[kind]()
    merge(kind, old=old.pk, new=new.pk)
    return old, new


@pytest.mark.parametrize("kind", ["organization", "location"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_the_old_address_leads_to_the_new(client, kind, method):
    old, new = pair(kind)

    address = f"{API}/{kind}s/{old.pk}"
    answer = getattr(client, method)(address, headers={"Origin": "https://app.example.org"})

    assert answer.status_code == 308
    assert answer.headers["Location"] == f"{API}/{kind}s/{new.pk}"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "must-revalidate" in answer.headers["Cache-Control"]
    assert answer.content == b""
    followed = client.get(f"{API}/{kind}s/{old.pk}", follow=True)
    assert followed.status_code == 200
    assert followed.json()["id"] == str(new.pk)


def test_what_was_asked_goes_along(client):
    old, new = pair("organization")

    answer = client.get(f"{API}/organizations/{old.pk}?full_service=true")

    assert answer.headers["Location"] == f"{API}/organizations/{new.pk}?full_service=true"


def test_an_address_as_others_write_it(client):
    old, new = pair("organization")

    answer = client.get(f"{API}/organizations/{str(old.pk).upper()}")

    assert (answer.status_code, answer.headers["Location"]) == (
        308,
        f"{API}/organizations/{new.pk}",
    )


def test_a_bad_question_is_refused_first(client):
    old, _ = pair("organization")

    assert client.get(f"{API}/organizations/{old.pk}?full=yes").status_code == 400


def test_what_a_client_has_of_the_old_one_does_not_hold(client):
    old, new = make_organization(), make_organization()
    etag = client.get(f"{API}/organizations/{old.pk}").headers["ETag"]
    merge("organization", old=old.pk, new=new.pk)

    answer = client.get(f"{API}/organizations/{old.pk}", headers={"If-None-Match": etag})

    assert answer.status_code == 308


@pytest.mark.parametrize("rest", ["", "/sessions", "/sessions.ics"])
def test_a_service_at_both_places_has_one_address_and_its_sub_addresses(client, rest):
    old, new = make_location(), make_location()
    service = make_service(at=old)
    gone = service.service_at_locations.get()
    stays = ServiceAtLocation.objects.create(service=service, location=new)
    publish(service)
    merge("location", old=old.pk, new=new.pk)

    answer = client.get(f"{API}/service_at_locations/{gone.pk}{rest}")

    assert answer.status_code == 308
    assert answer.headers["Location"] == f"{API}/service_at_locations/{stays.pk}{rest}"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_one_that_only_moved_keeps_its_address(client):
    old, new = make_location(), make_location()
    place = make_service(at=old).service_at_locations.get()
    merge("location", old=old.pk, new=new.pk)

    shown = client.get(f"{API}/service_at_locations/{place.pk}").json()

    assert shown["location"]["id"] == str(new.pk)


def test_merges_of_merges_lead_to_the_last_at_once(client):
    first, second, third = (make_organization() for _ in range(3))
    merge("organization", old=first.pk, new=second.pk)
    merge("organization", old=second.pk, new=third.pk)

    for one in (first, second):
        answer = client.get(f"{API}/organizations/{one.pk}")
        assert answer.headers["Location"] == f"{API}/organizations/{third.pk}"


def test_one_that_is_withdrawn_since_answers_as_withdrawn(client):
    old, new = pair("organization")
    withdraw(new)

    for one in (old, new):
        answer = client.get(f"{API}/organizations/{one.pk}")
        assert answer.status_code == 404
        assert "withdrawn" in answer.json()["detail"]
    publish(new)
    assert client.get(f"{API}/organizations/{old.pk}").status_code == 308


def test_one_that_was_withdrawn_before_leads_on_too(client):
    old, new = make_organization(), make_organization()
    withdraw(old)
    assert client.get(f"{API}/organizations/{old.pk}").status_code == 404

    merge("organization", old=old.pk, new=new.pk)

    assert client.get(f"{API}/organizations/{old.pk}").status_code == 308


def test_one_that_is_public_again_answers_for_itself(client):
    old, _ = pair("organization")
    again = make_organization(id=old.pk)

    assert client.get(f"{API}/organizations/{again.pk}").status_code == 200


def test_records_made_again_from_the_log_answer_the_same(client):
    old, new = pair("location")
    before = client.get(f"{API}/locations/{new.pk}")

    rebuild_public_record()

    assert client.get(f"{API}/locations/{old.pk}").headers["Location"].endswith(str(new.pk))
    assert client.get(f"{API}/locations/{new.pk}").content == before.content


def test_looking_costs_nothing_where_it_is_not_needed(client, django_assert_num_queries):
    organization = make_organization()

    with django_assert_num_queries(1):
        client.get(f"{API}/organizations/{organization.pk}")


def test_openapi_tells_of_it():
    paths = json.loads(Path(REPOSITORY / "openapi/openapi.json").read_text())["paths"]
    told = {
        path for path, item in paths.items() if "308" in item.get("get", {}).get("responses", {})
    }

    assert told == {
        "/organizations/{id}",
        "/locations/{id}",
        "/service_at_locations/{id}",
        "/service_at_locations/{id}/sessions",
        "/service_at_locations/{id}/sessions.ics",
    }
    answer = paths["/organizations/{id}"]["get"]["responses"]["308"]
    assert "Location" in answer["headers"]
