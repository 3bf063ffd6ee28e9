"""How much may be asked: short answers to long questions, each limit told by its name."""

import json
from time import process_time
from uuid import uuid4

import orjson
import pytest

from directory.api.organizations import with_services
from directory.api.parameters import (
    LONGEST_NAME_SHOWN,
    MOST_NAMES_DESCRIBED,
    MOST_NAMES_IN_BODY,
    MOST_VALUES,
)
from directory.publication import reading, tables
from directory.publication.models import PublicKind
from tests.factories import make_organization, make_service

pytestmark = pytest.mark.django_db


def ask(client, path, body):
    return client.post(f"/api/v3/{path}", json.dumps(body), content_type="application/json")


def faults(answer):
    """What is said of each parameter that cannot be used."""
    assert answer.status_code == 400
    return {error["parameter"]: error["detail"] for error in answer.json()["errors"]}


# --- Names ---------------------------------------------------------------------------------------


def test_a_body_of_too_many_names_is_refused_at_once(client):
    body = {f"organization_i{number}": 1 for number in range(2500)}
    start = process_time()

    answer = ask(client, "services", body)

    assert process_time() - start < 1
    assert faults(answer) == {"": "The body has 2,500 names; send at most 50."}
    assert len(answer.content) < 500


def test_the_first_few_of_many_unknown_names_are_described(client):
    names = [f"x{number}" for number in range(MOST_NAMES_IN_BODY)]

    for answer in (
        ask(client, "services", dict.fromkeys(names, 1)),
        client.get(f"/api/v3/services?{'&'.join(f'{name}=1' for name in names)}"),
    ):
        found = faults(answer)
        assert list(found) == [*names[:MOST_NAMES_DESCRIBED], ""]
        assert found[""] == "And 45 more names are unknown."


def test_a_long_name_is_cut_and_nothing_is_thought_to_be_meant_by_it(client):
    long = "organization_id" * 1000

    [(name, detail)] = faults(client.get(f"/api/v3/services?{long}=1")).items()

    assert name == f"{long[:LONGEST_NAME_SHOWN]}…"
    assert long[: LONGEST_NAME_SHOWN + 1] not in detail
    assert "Did you mean" not in detail


@pytest.mark.parametrize("sign", ["\x00", "\ud800", "\U0001f9a6"])
def test_a_long_name_of_odd_signs_is_cut_too(client, sign):
    answer = ask(client, "services", {f"name{sign}" * 1000: 1})

    assert len(faults(answer)) == 1
    assert len(answer.content) < 3000


# --- Values --------------------------------------------------------------------------------------


def test_a_filter_takes_as_many_values_as_it_says(client):
    kept = make_service()
    ids = [str(uuid4()) for _ in range(MOST_VALUES - 1)] + [str(kept.organization_id)]

    for answer in (
        ask(client, "services", {"organization_id": ids}),
        client.get(f"/api/v3/services?organization_id={'&organization_id='.join(ids)}"),
    ):
        assert answer.json()["total_items"] == 1


def test_a_filter_of_more_values_is_refused_by_name_with_the_limit(client):
    ids = [str(uuid4()) for _ in range(MOST_VALUES + 1)]
    query = "&organization_id=".join(ids)

    for answer in (
        ask(client, "services", {"organization_id": ids}),
        client.get(f"/api/v3/services?organization_id={query}"),
        ask(client, f"services?organization_id={ids[0]}", {"organization_id": ids[1:]}),
    ):
        assert faults(answer) == {
            "organization_id": "`organization_id` has 101 values; give at most 100, "
            "and ask again for the others."
        }


def test_a_value_given_again_is_one_value(client):
    kept = make_service()
    make_service()

    answer = ask(client, "services", {"organization_id": [str(kept.organization_id)] * 1000})

    assert answer.json()["total_items"] == 1


# --- Services in full ----------------------------------------------------------------------------


def test_services_in_full_are_read_a_page_at_a_time(monkeypatch):
    """Each organization has its own, in order, wherever a page of services ends."""
    organizations = [make_organization() for _ in range(3)]
    for organization, count in zip(organizations, (3, 0, 4), strict=True):
        for number in range(count):
            make_service(organization=organization, name=f"Lunch {number}")
    documents = [
        reading.read(PublicKind.ORGANIZATION, organization.pk, "full")[1]
        for organization in organizations
    ]
    read = []

    def documents_by_key(keys, column):
        read.append(len(keys))
        return found(keys, column)

    found = reading.documents_by_key
    monkeypatch.setattr(reading, "documents_by_key", documents_by_key)
    monkeypatch.setattr(tables.in_pages, "__defaults__", (2,))

    whole = with_services(documents)
    first = orjson.loads(next(whole))

    assert read == [2, 2]
    rest = [orjson.loads(document) for document in whole]
    assert read == [2, 2, 2, 1]
    names = [
        [service["name"] for service in organization.get("services", [])]
        for organization in (first, *rest)
    ]
    assert names == [[f"Lunch {number}" for number in range(count)] for count in (3, 0, 4)]


def test_a_body_longer_than_any_question_is_refused(client):
    answer = ask(client, "services", {"sort": "n" * 65_536})

    assert answer.status_code == 413
    assert "65,536 bytes" in answer.json()["detail"]
