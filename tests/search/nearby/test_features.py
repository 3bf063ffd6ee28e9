"""Records as GeoJSON that maps load."""

import orjson
import pytest

from directory.places.geometry import Point
from directory.publication.models import PublicKind, PublicRecord
from directory.search.nearby.features import PAGE, feature_collection, features
from tests.search.nearby.making import make_offer, make_places

pytestmark = pytest.mark.django_db

HERE, THERE = Point(53.7945, -1.7525), Point(53.8678, -1.9065)


def collection(kind: PublicKind) -> dict:
    keys = PublicRecord.objects.filter(kind=kind).order_by("key").values_list("key", flat=True)
    return orjson.loads(b"".join(feature_collection(list(keys))))


def check(node: dict) -> None:
    """What RFC 7946 asks of a FeatureCollection of points."""
    assert set(node) == {"type", "features"}
    assert node["type"] == "FeatureCollection"
    for feature in node["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        geometry = feature["geometry"]
        if geometry is None:
            continue
        assert set(geometry) == {"type", "coordinates"}
        positions = {
            "Point": [geometry["coordinates"]],
            "MultiPoint": geometry["coordinates"],
        }[geometry["type"]]
        for longitude, latitude in positions:
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90


def test_a_location_is_a_point_with_longitude_first():
    (place,) = make_places(HERE)

    found = collection(PublicKind.LOCATION)

    check(found)
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-1.7525, 53.7945]}
    assert feature["id"] == str(place.pk)
    listed = PublicRecord.objects.get(record_id=place.pk).listed
    assert feature["properties"] == orjson.loads(listed)


def test_a_service_at_several_places_is_several_points():
    make_offer(*make_places(HERE, THERE))

    service = collection(PublicKind.SERVICE)
    places = collection(PublicKind.SERVICE_AT_LOCATION)

    check(service)
    check(places)
    (feature,) = service["features"]
    assert feature["geometry"]["type"] == "MultiPoint"
    assert sorted(feature["geometry"]["coordinates"]) == [[-1.9065, 53.8678], [-1.7525, 53.7945]]
    assert [one["geometry"]["type"] for one in places["features"]] == ["Point", "Point"]


def test_what_has_no_point_has_no_geometry():
    make_offer(*make_places(None))

    for kind in (PublicKind.LOCATION, PublicKind.SERVICE, PublicKind.SERVICE_AT_LOCATION):
        found = collection(kind)
        check(found)
        assert [one["geometry"] for one in found["features"]] == [None]


def test_nothing_is_an_empty_collection():
    check(orjson.loads(b"".join(feature_collection([]))))


def test_many_are_streamed_a_page_at_a_time(django_assert_num_queries):
    make_places(*(Point(50 + n / 1000, -1) for n in range(PAGE + 1)))
    keys = list(PublicRecord.objects.order_by("key").values_list("key", flat=True))

    with django_assert_num_queries(4):
        pieces = list(feature_collection(keys))

    found = orjson.loads(b"".join(pieces))
    check(found)
    assert len(found["features"]) == PAGE + 1
    assert len(pieces) == 4


def test_a_record_that_has_just_gone_is_left_out():
    make_places(HERE)
    (key,) = PublicRecord.objects.values_list("key", flat=True)

    assert len(features([key, key + 1])) == 1
    assert orjson.loads(b"".join(feature_collection([key + 1])))["features"] == []
