"""A postcode alone finds the services that are for people there."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.models import ServiceArea, ServiceAtLocation
from directory.places.geometry import Point
from directory.publication.models import Kind, PublicKind
from directory.publication.publish import publish_many
from directory.search.models import Extent
from directory.search.nearby.coverage import Reader, gss_code
from directory.search.nearby.finding import covering
from tests.search.nearby.making import (
    BRADFORD,
    ROWS,
    WARD,
    load_area,
    make_offer,
    make_places,
    polygon,
    square,
)

pytestmark = pytest.mark.django_db

HERE = Point(53.7945, -1.7525)
KEIGHLEY = Point(53.8678, -1.9065)
LONDON = Point(51.5, -0.12)
URI = "http://statistics.data.gov.uk/id/statistical-geography/"
AREAS = {WARD, BRADFORD}


def covers(*areas: dict, point: Point = HERE, inside=frozenset(AREAS)) -> bool:
    """Whether a service for people of `areas` is for those at `point`."""
    service = make_offer(areas=list(areas))
    answers = {
        ROWS[PublicKind.SERVICE]
        .objects.filter(covering(PublicKind.SERVICE, point, inside, probed=probed))
        .filter(id=service.pk)
        .exists()
        for probed in (True, False)
    }
    (answer,) = answers
    return answer


def extent(*corners: Point) -> dict:
    return {"extent": json.dumps(polygon(*corners)), "extent_type": "geojson"}


@pytest.mark.parametrize(
    "uri",
    [
        f"{URI}{BRADFORD}",
        f"{URI}{WARD}/",
        f"https://findthatpostcode.uk/areas/{BRADFORD}",
        f"https://example.org/?area={BRADFORD}",
        f"{URI}E92000001",
        f"{URI}K02000001",
    ],
)
def test_by_the_code_its_uri_ends_in(uri):
    assert covers({"name": "X", "uri": uri})


@pytest.mark.parametrize(
    "uri", [f"{URI}E08000035", f"{URI}W92000004", f"{URI}{BRADFORD}/boundary", "https://x.org/"]
)
def test_not_by_another_code(uri):
    assert not covers({"name": "X", "uri": uri})


def test_by_its_outline():
    assert covers(extent(*square(HERE, 0.01)))
    assert not covers(extent(*square(KEIGHLEY, 0.01)))


@pytest.mark.parametrize(
    "wrap",
    [
        lambda shape: {"type": "Feature", "properties": {}, "geometry": shape},
        lambda shape: {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": polygon(*square(LONDON, 0.1))},
                {"type": "Feature", "geometry": shape},
            ],
        },
        lambda shape: {"type": "GeometryCollection", "geometries": [shape]},
        lambda shape: {"type": "MultiPolygon", "coordinates": [shape["coordinates"]]},
    ],
)
def test_by_an_outline_however_it_is_wrapped(wrap):
    assert covers({"extent": json.dumps(wrap(polygon(*square(HERE, 0.01))))})


def test_by_the_name_of_an_area_or_a_country_or_a_place():
    load_area(BRADFORD, "local_authority", "Bradford")
    load_area("E05099999", "ward", "Bradford")
    load_area("E05099998", "ward", "City")
    load_area("E05099997", "ward", "City")

    assert covers({"name": "Bradford"})
    assert covers({"name": "England"})
    assert covers({"name": "united kingdom"})
    assert covers({"name": "Keighley"}, point=KEIGHLEY)
    assert not covers({"name": "Keighley"})
    assert not covers({"name": "Scotland"})
    # Two wards are called so: it may be either.
    assert not covers({"name": "City"}, inside={"E05099998"})


def test_any_of_several_service_areas_will_do():
    assert covers({"name": "Leeds"}, extent(*square(HERE, 0.01)))


def test_with_no_areas_loaded_a_point_near_the_gazetteers_is_in_england():
    assert covers({"name": "England"}, inside=frozenset())
    assert not covers({"name": "England"}, inside=frozenset(), point=Point(55.9, -3.2))


def test_a_service_without_a_service_area_covers_nothing():
    assert not covers()


def test_at_a_place_its_own_service_areas_come_before_its_services():
    places = make_places(HERE, KEIGHLEY)
    service = make_offer(*places, areas=[{"name": "England"}])
    here = ServiceAtLocation.objects.get(service=service, location=places[0])
    ServiceArea.objects.create(service_at_location=here, name="Scotland")
    publish_many(Kind.SERVICE, [service.pk])
    kind = PublicKind.SERVICE_AT_LOCATION

    rows = ROWS[kind].objects.filter(covering(kind, HERE, AREAS))

    assert [row.location_id for row in rows] == [places[1].pk]


def test_services_with_the_same_outline_share_it():
    outline = extent(*square(HERE, 0.01))

    assert covers(outline)
    assert covers(outline)

    assert Extent.objects.count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        "[]",
        "null",
        '{"type": "Polygon"}',
        '{"type": "Polygon", "coordinates": "x"}',
        '{"type": "Polygon", "coordinates": [[[1e999, 0], [0, 0], [0, 1]]]}',
        '{"type": "Polygon", "coordinates": [[[400000, 5], [0, 0], [0, 1]]]}',
        '{"type": "Polygon", "coordinates": []}',
        '{"type": "Point", "coordinates": [0, 0]}',
        '{"type": "FeatureCollection", "features": {"a": 1}}',
        '{"type": "FeatureCollection", "features": null}',
        '{"geometry": ' * 500 + "1" + "}" * 500,
        "{" + "[" * 100_000,
        "Bradford and Keighley",
    ],
)
def test_an_extent_that_is_no_outline_covers_nothing(text):
    assert Reader([{"extent": text}]).codes([{"extent": text}]) == set()


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.floats() | st.sampled_from(["Polygon", "Feature"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["type", "coordinates", "geometry", "features", "geometries"]),
                inner,
            )
        ),
        max_leaves=20,
    )
)
def test_no_extent_stops_a_record_from_being_published(node):
    area = {"extent": json.dumps(node)}

    assert len(Reader([area]).codes([area])) <= 1


@pytest.mark.parametrize("uri", ["", "E08000032", " E08000032 ", "x:E08000032", "a/E08000032/"])
def test_codes_are_read_from_uris(uri):
    assert gss_code({"uri": uri}) == ("E08000032" if uri else "")
