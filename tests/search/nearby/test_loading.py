"""What was public before places were loaded is found in them at once."""

import pytest

from tests.factories import make_location, make_service
from tests.places.files import collection, run, square, written

pytestmark = pytest.mark.django_db

WARDS = collection(({"WD25CD": "E05001341", "WD25NM": "Baildon"}, [square(-2, 53, 1)]))
POSTCODES = "pcds,lat,long,lsoa21cd,osward,oslaua\nBD1 1HY,53.79456,-1.75234,,E05009999,\n"


def found(client, **asked):
    answer = client.get("/api/v3/services", asked)
    return (
        [service["name"] for service in answer.json()["contents"]]
        if answer.status_code == 200
        else None
    )


def test_areas_hold_what_was_published_before(client, tmp_path):
    make_service(name="Pantry", at=make_location(latitude=53.5, longitude=-1.5))
    before = client.get("/api/v3/services")

    run("load_areas", written(tmp_path / "wards.geojson", WARDS))

    assert found(client, area="E05001341") == ["Pantry"]
    # Nobody is told that nothing has changed.
    again = client.get("/api/v3/services", headers={"if-none-match": before["ETag"]})
    assert again.status_code == 200


def test_postcodes_tell_the_areas_of_what_was_published_before(client, tmp_path):
    make_service(name="Pantry", at=make_location(address={"postal_code": "BD1 1HY"}))
    named = "WD25CD,WD25NM\nE05009999,City\n"
    run("load_areas", written(tmp_path / "named.csv", named))
    assert found(client, area="E05009999") == []

    run("load_postcodes", written(tmp_path / "postcodes.csv", POSTCODES))

    assert found(client, area="E05009999") == ["Pantry"]
