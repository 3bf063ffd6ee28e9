"""Points, places and what is known of them, for these tests."""

from itertools import count

from directory.models import Location, Service, ServiceArea, ServiceAtLocation
from directory.places.geometry import Point
from directory.places.models import Area, AreaBoundary, AreaWithin, KnownPostcode, OutwardCode
from directory.places.polygons import Boundary
from directory.publication.models import (
    Kind,
    PublicKind,
    PublicLocation,
    PublicService,
    PublicServiceAtLocation,
)
from directory.publication.publish import publish_many
from tests.factories import make_organization

ROWS = {
    PublicKind.LOCATION: PublicLocation,
    PublicKind.SERVICE: PublicService,
    PublicKind.SERVICE_AT_LOCATION: PublicServiceAtLocation,
}
KINDS = list(ROWS)
numbers = count(1)

BRADFORD, NORTH_YORKSHIRE, WARD = "E08000032", "E06000065", "E05001347"


def load_postcodes() -> None:
    KnownPostcode.objects.create(
        key="BD99QX",
        latitude=53_812_345,
        longitude=-1_794_321,
        ward=WARD,
        local_authority=BRADFORD,
    )
    OutwardCode.objects.create(code="BD9", latitude=53_834_444, longitude=-1_773_333, live=1)


def load_area(code: str, kind: str, name: str, *corners: Point, within: str = "") -> None:
    Area.objects.create(code=code, kind=kind, name=name)
    if within:
        AreaWithin.objects.create(code=code, within=within)
    if corners:
        boundary = Boundary.read(polygon(*corners))
        box = boundary.box
        AreaBoundary.objects.create(
            area_id=code,
            geojson=boundary.as_text(),
            south=box.south,
            west=box.west,
            north=box.north,
            east=box.east,
        )


def polygon(*corners: Point) -> dict:
    ring = [[point.longitude, point.latitude] for point in (*corners, corners[0])]
    return {"type": "Polygon", "coordinates": [ring]}


def square(middle: Point, half: float) -> tuple[Point, ...]:
    """The corners of a square of degrees."""
    turns = ((-1, -1), (-1, 1), (1, 1), (1, -1))
    return tuple(
        Point(middle.latitude + up * half, middle.longitude + along * half) for up, along in turns
    )


def make_places(*points: Point | None, **fields) -> list[Location]:
    """Published locations, as many as points; None is a place without one."""
    places = Location.objects.bulk_create(
        Location(
            name=f"Hall {next(numbers)}",
            latitude=point and point.latitude,
            longitude=point and point.longitude,
            **fields,
        )
        for point in points
    )
    publish_many(Kind.LOCATION, [place.pk for place in places])
    return places


def make_offer(*places: Location, areas: list[dict] | None = None, **fields) -> Service:
    """A published service at `places`, for people of `areas`."""
    service = Service.objects.create(
        organization=make_organization(), name="Lunch", description="A hot meal.", **fields
    )
    for place in places:
        ServiceAtLocation.objects.create(service=service, location=place)
    for area in areas or ():
        ServiceArea.objects.create(service=service, **area)
    publish_many(Kind.SERVICE, [service.pk])
    return service
