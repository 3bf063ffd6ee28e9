"""Lists and records: every endpoint, the page envelope, and the forms a record is shown in."""

import json
from uuid import uuid4

import pytest

from directory.models import Address, Phone
from directory.publication.publish import publish
from tests.api.naive import PATHS
from tests.factories import make_location, make_organization, make_service, make_term, tag

pytestmark = pytest.mark.django_db

ENVELOPE = [
    *("total_items", "total_pages", "page_number", "size"),
    *("first_page", "last_page", "empty", "contents"),
]


@pytest.fixture
def town():
    """One public record of every kind, all of them connected."""
    organization = make_organization(name="Otter Bank")
    service = make_service(
        published=False,
        name="Lunch club",
        organization=organization,
        at=make_location(name="Heron Hall", organization=organization),
    )
    Phone.objects.create(service=service, number="01632 960123")
    tag(service, make_term(name="Food"))
    return service


def contents(client, path, query=""):
    return client.get(f"/api/v3/{path}?{query}").json()["contents"]


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_directory_has_an_empty_first_page(client, path):
    page = client.get(f"/api/v3/{path}").json()

    assert page == {
        "total_items": 0,
        "total_pages": 0,
        "page_number": 1,
        "size": 0,
        "first_page": True,
        "last_page": True,
        "empty": True,
        "contents": [],
    }


@pytest.mark.parametrize("path", PATHS)
def test_a_list_leads_to_its_records(client, town, path):
    answer = client.get(f"/api/v3/{path}")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    page = answer.json()
    assert list(page) == ENVELOPE
    assert page["total_items"] == len(page["contents"]) == page["size"]
    for one in page["contents"]:
        record = client.get(f"/api/v3/{path}/{one['id']}")
        assert record.status_code == 200
        assert record.headers["Content-Type"] == "application/json"
        assert record.json()["id"] == one["id"]
        # What the short form says, the full form says too.
        assert {name: record.json()[name] for name in plain(one)} == plain(one)


def plain(node):
    return {name: value for name, value in node.items() if not isinstance(value, list | dict)}


@pytest.mark.parametrize("path", PATHS)
def test_full_gives_the_records_own_documents(client, town, path):
    for one in contents(client, path, "full=true"):
        assert one == client.get(f"/api/v3/{path}/{one['id']}").json()


@pytest.mark.parametrize("path", PATHS)
def test_minimal_gives_id_and_date_alone(client, town, path):
    full = {one["id"]: one["last_modified"] for one in contents(client, path, "full=true")}

    short = contents(client, path, "minimal=true")

    assert [list(one) for one in short] == [["id", "last_modified"]] * len(full)
    assert {one["id"]: one["last_modified"] for one in short} == full


@pytest.mark.parametrize("path", PATHS)
def test_what_is_not_there_is_404(client, path):
    answer = client.get(f"/api/v3/{path}/{uuid4()}")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_lists_carry_one_to_one_fields_and_objects_alone(client, town):
    [service] = contents(client, "services")
    assert service["organization"]["name"] == "Otter Bank"
    assert not any(isinstance(value, list) for value in service.values())
    assert not any(isinstance(value, list | dict) for value in service["organization"].values())

    [place] = contents(client, "service_at_locations")
    assert place["service"]["name"] == "Lunch club"
    assert place["location"]["name"] == "Heron Hall"

    [term] = contents(client, "taxonomy_terms")
    assert term["name"] == term["term"] == "Food"


def test_a_service_shows_everything_of_its_own(client, town):
    service = client.get(f"/api/v3/services/{town.pk}").json()

    assert service["organization_id"] == service["organization"]["id"]
    assert service["phones"][0]["number"] == "01632 960123"
    assert service["attributes"][0]["taxonomy_term"]["name"] == "Food"
    [place] = service["service_at_locations"]
    assert place["location"]["addresses"][0]["city"] == "Bradford"
    assert "service" not in place


def test_full_service_shows_an_organizations_services_in_full(client, town):
    organization = town.organization
    path = f"/api/v3/organizations/{organization.pk}"
    full = client.get(f"/api/v3/services/{town.pk}").json()
    assert client.get(path).json()["services"] == [
        {"id": str(town.pk), "name": "Lunch club", "status": "active"}
    ]

    assert client.get(f"{path}?full_service=true").json()["services"] == [full]
    assert contents(client, "organizations", "full_service=true")[0]["services"] == [full]
    lines = b"".join(client.get("/api/v3/organizations?full_service=true&format=ndjson"))
    assert json.loads(lines)["services"] == [full]


def test_full_service_of_an_organization_without_services_is_its_document(client):
    organization = make_organization()
    path = f"/api/v3/organizations/{organization.pk}"

    assert client.get(f"{path}?full_service=true").json() == client.get(path).json()


def test_services_of_an_organization_are_in_order_of_name(client):
    organization = make_organization()
    for name in ("b", "Ä", "a"):
        make_service(organization=organization, name=name)
    path = f"/api/v3/organizations/{organization.pk}"

    short = client.get(path).json()["services"]
    full = client.get(f"{path}?full_service=true").json()["services"]

    assert {one["name"] for one in short[:2]} == {"a", "Ä"}
    assert [one["id"] for one in short] == [one["id"] for one in full]


@pytest.mark.parametrize(
    ("page", "size", "first", "last"),
    [(1, 3, True, False), (2, 3, False, False), (3, 1, False, True), (4, 0, False, True)],
)
def test_the_envelope_tells_where_a_page_stands(client, page, size, first, last):
    for _ in range(7):
        make_organization()

    envelope = client.get(f"/api/v3/organizations?per_page=3&page={page}").json()

    assert len(envelope.pop("contents")) == size
    assert envelope == {
        "total_items": 7,
        "total_pages": 3,
        "page_number": page,
        "size": size,
        "first_page": first,
        "last_page": last,
        "empty": size == 0,
    }


@pytest.mark.parametrize("page", [2, 999, 2**31 - 1])
def test_past_the_end_is_an_empty_page(client, page):
    make_organization()

    answer = client.get(f"/api/v3/organizations?page={page}")

    assert answer.status_code == 200
    assert answer.json()["contents"] == []
    assert answer.json()["empty"]
    assert answer.json()["total_items"] == 1


def test_text_comes_back_as_it_was_written(client):
    name = "Zoë’s “café” — <b>ß</b> 漢字 🦦 \\ / \t & \u2028"
    service = make_service(name=name)

    answer = client.get(f"/api/v3/services/{service.pk}")

    assert answer.json()["name"] == name
    assert "🦦".encode() in answer.content


def test_numbers_are_numbers(client):
    hall = make_location(latitude=53.79123, longitude=-1.0)

    document = client.get(f"/api/v3/locations/{hall.pk}").json()

    assert document["latitude"] == 53.79123
    assert document["longitude"] == -1


def test_a_second_address_is_shown_with_the_first(client):
    hall = make_location(published=False)
    Address.objects.create(
        location=hall,
        address_1="PO Box 1",
        city="Bradford",
        state_province="West Yorkshire",
        postal_code="BD1 1AA",
        address_type="postal",
    )
    publish(hall)

    addresses = client.get(f"/api/v3/locations/{hall.pk}").json()["addresses"]

    assert [one["address_type"] for one in addresses] == ["physical", "postal"]


def test_the_root_says_what_this_is(client):
    about = client.get("/api/v3/").json()

    assert about["version"] == "HSDS-UK-3.0"
    assert about["profile"].startswith("https://")
    assert client.get(about["openapi_url"]).status_code == 200
    assert client.get(about["documentation_url"]).status_code == 200
