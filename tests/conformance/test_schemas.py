"""Every published document validates against all three standards, formats included."""

from pathlib import Path

import pytest
from django.core.management import call_command

from tests.conformance import full_house
from tests.conformance.schemas import faults

pytestmark = pytest.mark.django_db

# The schema of each endpoint's records. HSDS has no endpoint for locations, but the object.
OBJECTS = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization",
    "locations": "location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
LISTED = ("services", "service_at_locations", "organizations")
UK_COMPILED = ("services", "service_at_locations", "organizations")
# Its uncompiled files describe the columns of a service, and none of its rows.
WITHOUT_NESTING = ("HSDS-UK 3.0",)
# The UK validator asks for the first, a middle and the last page.
PER_PAGE = 5


@pytest.fixture
def standards(shared) -> Path:
    folder = shared / "standards"
    if not folder.is_dir():
        pytest.skip("needs ../shared/standards, the published schemas")
    return folder


def pages(client, path, query):
    """The first, a middle and the last page of a list."""
    address = f"/api/v3/{path}?per_page={PER_PAGE}{query}"
    first = client.get(address).json()
    last = max(first["total_pages"], 1)
    for number in sorted({1, (last + 1) // 2, last}):
        yield client.get(f"{address}&page={number}").json()


def schemas_of(path: str, *, listed: bool):
    """Each (set, name) that describes a record of `path`."""
    name = OBJECTS[path]
    for standard in ("HSDS 3.0", "HSDS 3.1", "HSDS-UK 3.0", "UK validator"):
        yield standard, name
    if listed and path in LISTED:
        for standard in ("HSDS 3.0 compiled", "HSDS 3.1 compiled", "HSDS-UK 3.0 compiled"):
            yield standard, f"{name}_list"
    if not listed and path in UK_COMPILED:
        yield "HSDS-UK 3.0 compiled", name


def check(client, standards, path):
    found = []
    for query in ("", "&full=true"):
        for page in pages(client, path, query):
            assert page["contents"]
            if path != "locations":
                found += faults(standards, "UK validator", f"{OBJECTS[path]}_list", page)
            for record in page["contents"]:
                for standard, name in schemas_of(path, listed=not query):
                    found += faults(standards, standard, name, record)
    for page in pages(client, path, "&minimal=true"):
        for record in page["contents"]:
            document = client.get(f"/api/v3/{path}/{record['id']}").json()
            for standard, name in schemas_of(path, listed=False):
                found += faults(standards, standard, name, document)
    assert found == []


@pytest.mark.parametrize("path", OBJECTS)
def test_a_directory_with_every_column_filled_conforms(client, standards, path):
    full_house.build()

    check(client, standards, path)


def test_the_demo_directory_conforms(client, standards):
    call_command("load_demo", verbosity=0)

    for path in OBJECTS:
        check(client, standards, path)


def test_an_organization_with_its_services_in_full_conforms(client, standards):
    full_house.build()
    for organization in client.get("/api/v3/organizations?full_service=true").json()["contents"]:
        for standard, name in schemas_of("organizations", listed=False):
            assert faults(standards, standard, name, organization) == []
        for service in organization.get("services", []):
            for standard, name in schemas_of("services", listed=False):
                assert faults(standards, standard, name, service) == []


def test_an_empty_directory_conforms(client, standards):
    for path in OBJECTS:
        page = client.get(f"/api/v3/{path}").json()
        if path != "locations":
            assert faults(standards, "UK validator", f"{OBJECTS[path]}_list", page) == []


def test_the_root_conforms(client, standards):
    about = client.get("/api/v3/").json()

    assert faults(standards, "UK validator", "api_details", about) == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("id", "not-a-uuid"),
        ("url", "www.example.org"),
        ("email", "nobody"),
        ("status", "open"),
        ("last_modified", "2026-11-22 09:30"),
        ("languages", [{"id": "not-a-uuid"}]),
    ],
)
def test_the_check_itself_finds_faults(client, standards, name, fault):
    """A check that passes everything would show nothing."""
    full_house.build()
    [service] = client.get("/api/v3/services?full=true").json()["contents"]
    for standard, schema in schemas_of("services", listed=False):
        if isinstance(fault, list) and standard in WITHOUT_NESTING:
            continue
        assert faults(standards, standard, schema, {**service, name: fault}), standard
