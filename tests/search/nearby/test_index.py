"""The index of where things are follows what is published, withdrawn and made again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Service, ServiceArea, ServiceAtLocation
from directory.places.geometry import Point
from directory.places.models import KnownPostcode
from directory.publication.models import Kind, PublicKind, PublicRecord
from directory.publication.publish import publish, publish_many
from directory.publication.rebuild import rebuild_public_record
from directory.publication.withdraw import withdraw
from directory.search.models import Coverage, Extent, RecordArea, Whereabouts
from directory.search.nearby.finding import in_areas
from directory.search.nearby.index import renew
from directory.search.nearby.units import NUMBERS
from tests.factories import make_location, make_organization
from tests.publication.history import History
from tests.search.nearby import naive
from tests.search.nearby.making import (
    BRADFORD,
    KINDS,
    ROWS,
    WARD,
    load_area,
    make_offer,
    make_places,
    square,
)

pytestmark = pytest.mark.django_db

CENTRE = Point(53.7945, -1.7525)
KEIGHLEY = Point(53.8678, -1.9065)


def everything():
    """All of it, with each record's own id in place of its key: a rebuild gives out new keys."""
    ids = dict(PublicRecord.objects.values_list("key", "record_id"))
    points = Whereabouts.objects.values_list("record", "number", "kind", "latitude", "longitude")
    codes = (
        model.objects.values_list("record", "kind", "code") for model in (RecordArea, Coverage)
    )
    tables = [sorted((ids[key], *row) for key, *row in rows) for rows in (points, *codes)]
    return [*tables, sorted(Extent.objects.values_list())]


def indexed(kind: PublicKind) -> dict[str, list[Point]]:
    ids = dict(PublicRecord.objects.filter(kind=kind).values_list("key", "record_id"))
    found = {str(id): [] for id in ids.values()}
    rows = Whereabouts.objects.filter(kind=NUMBERS[kind]).order_by("record", "number")
    for key, *point in rows.values_list("record", "latitude", "longitude"):
        found[str(ids[key])].append(Point(*point))
    return found


def told(kind: PublicKind) -> dict[str, list[Point]]:
    """The same from the documents."""
    return {
        document["id"]: sorted(set(naive.points(kind, document)))
        for document in naive.documents(kind)
    }


@pytest.mark.parametrize("seed", range(3))
def test_after_a_long_history_it_has_what_the_documents_say_and_a_rebuild_agrees(seed):
    load_area(BRADFORD, "local_authority", "Bradford", *square(CENTRE, 0.1))
    History(seed).live(50)
    before = everything()

    for kind in KINDS:
        assert indexed(kind) == told(kind)
    assert before[0]
    assert before[1]

    rebuild_public_record()

    assert everything() == before

    renew()

    assert everything() == before


def test_what_is_withdrawn_is_nowhere():
    service = make_offer(*make_places(CENTRE), areas=[{"name": "England"}])

    withdraw(service)

    kinds = set(Whereabouts.objects.values_list("kind", flat=True))
    assert kinds == {NUMBERS[PublicKind.LOCATION]}
    assert not Coverage.objects.exists()


def test_a_place_that_moves_takes_its_services_along():
    place = make_location(latitude=CENTRE.latitude, longitude=CENTRE.longitude)
    make_offer(place)
    place.latitude, place.longitude = KEIGHLEY

    place.save()
    publish(place)

    for kind in KINDS:
        assert list(indexed(kind).values()) == [[KEIGHLEY]]


def test_a_draft_is_nowhere():
    draft = make_location(published=False)
    service = make_offer(draft)

    assert not Whereabouts.objects.exists()
    assert indexed(PublicKind.SERVICE) == {str(service.pk): []}


def test_services_are_where_people_can_go():
    make_offer(
        *make_places(CENTRE, location_type="postal"), *make_places(CENTRE, location_type="virtual")
    )

    assert list(indexed(PublicKind.SERVICE).values()) == [[]]
    assert list(indexed(PublicKind.SERVICE_AT_LOCATION).values()) == [[], []]
    assert list(indexed(PublicKind.LOCATION).values()) == [[CENTRE], [CENTRE]]


def test_two_places_at_one_point_are_one_point():
    service = make_offer(*make_places(CENTRE, CENTRE, KEIGHLEY))

    assert indexed(PublicKind.SERVICE) == {str(service.pk): [CENTRE, KEIGHLEY]}


def test_a_record_is_in_the_areas_its_postcode_or_its_point_is_in(postcodes):
    load_area("E08000035", "local_authority", "Leeds", *square(Point(53.80, -1.55), 0.05))
    by_postcode = make_location(address={"postal_code": "bd9 9qx"})
    (by_point,) = make_places(Point(53.81, -1.56))
    (nowhere,) = make_places(Point(51.5, 0))
    offer = make_offer(by_postcode, by_point, nowhere)

    def found(kind, *codes):
        return set(ROWS[kind].objects.filter(in_areas(kind, codes)).values_list("id", flat=True))

    kind = PublicKind.LOCATION
    assert found(kind, BRADFORD) == found(kind, WARD) == {by_postcode.pk}
    assert found(kind, "E08000035") == {by_point.pk}
    assert found(kind, "E08000035", WARD) == {by_point.pk, by_postcode.pk}
    assert found(kind, "E06000001") == found(kind) == set()
    assert found(PublicKind.SERVICE, BRADFORD) == {offer.pk}
    assert len(found(PublicKind.SERVICE_AT_LOCATION, BRADFORD)) == 1


def test_renewing_takes_in_areas_that_were_loaded_since():
    make_offer(*make_places(CENTRE), areas=[{"name": "Bradford"}])
    assert not RecordArea.objects.exists()
    load_area(BRADFORD, "local_authority", "Bradford", *square(CENTRE, 0.1))

    renew()

    assert RecordArea.objects.filter(code=BRADFORD).count() == 3
    assert Coverage.objects.filter(code=BRADFORD).count() == 2


def drafts(count: int) -> list:
    places = make_places(*(Point(53.7 + n / 1000, -1.7) for n in range(count)))
    organization = make_organization()
    services = Service.objects.bulk_create(
        Service(name=f"Lunch {n}", description="A meal.", organization=organization)
        for n in range(count)
    )
    for service, place in zip(services, places, strict=True):
        ServiceAtLocation.objects.create(service=service, location=place)
        ServiceArea.objects.create(service=service, name=f"Keighley {place.name}")
        ServiceArea.objects.create(service=service, uri=f"https://example.org/{WARD}")
    return [service.pk for service in services]


def test_publishing_100_takes_as_many_queries_as_10(postcodes):
    load_area(BRADFORD, "local_authority", "Bradford", *square(CENTRE, 0.1))
    costs = []
    for count in (10, 100):
        ids = drafts(count)
        with CaptureQueriesContext(connection) as captured:
            publish_many(Kind.SERVICE, ids)
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_no_postcode_and_no_area_is_needed():
    assert not KnownPostcode.objects.exists()

    make_offer(*make_places(CENTRE), areas=[{"name": "Otter Bank"}])

    assert Whereabouts.objects.count() == 3
    assert not RecordArea.objects.exists()
    assert not Coverage.objects.exists()
