"""The doors to the documentation: the description of the API, Swagger UI and ReDoc."""

import gzip
import json
from pathlib import Path

import pytest
from drf_spectacular.generators import SchemaGenerator

from directory.api import documentation

pytestmark = pytest.mark.django_db

ADDRESS = "/api/openapi.json"
COMMITTED = Path(__file__).resolve().parents[2] / "openapi" / "openapi.json"


@pytest.fixture
def made(monkeypatch):
    """How often the description was made since, in a process that had not made it yet."""
    documentation.description.cache_clear()
    times = []
    make = SchemaGenerator.get_schema

    def counted(*args, **kwargs):
        times.append(1)
        return make(*args, **kwargs)

    monkeypatch.setattr(SchemaGenerator, "get_schema", counted)
    return times


def test_the_description_served_is_the_one_under_version_control(client):
    served = client.get(ADDRESS)

    assert served.headers["Content-Type"] == "application/vnd.oai.openapi+json"
    assert served.json() == json.loads(COMMITTED.read_text())


def test_the_description_is_made_once_a_process(client, made):
    first, second = client.get(ADDRESS), client.get(ADDRESS)

    assert first.content == second.content
    assert len(made) == 1


def test_each_name_of_the_directory_has_a_description_of_its_own(client, settings):
    settings.DIRECTORY_NAME = "Otter & Heron directory"
    otter = client.get(ADDRESS)
    settings.DIRECTORY_NAME = "Kestrel directory"
    kestrel = client.get(ADDRESS)

    assert otter.json()["info"]["title"] == "Otter & Heron directory"
    assert kestrel.json()["info"]["title"] == "Kestrel directory"
    assert otter.headers["ETag"] != kestrel.headers["ETag"]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_the_description_is_not_sent_again_to_one_who_has_it(client, encoding):
    headers = {"Accept-Encoding": encoding}
    first = client.get(ADDRESS, headers=headers)

    again = client.get(ADDRESS, headers={**headers, "If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == first.headers["ETag"]


def test_the_description_is_compressed_for_those_who_take_it(client):
    plain = client.get(ADDRESS)
    packed = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
