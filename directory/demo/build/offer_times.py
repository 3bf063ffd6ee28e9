"""The rows that say where and when an offer happens, and whom it reaches."""

import json
import math
from collections.abc import Iterator

from directory.demo.build.sheet import Sheet
from directory.demo.content import HOME, ONLINE, PHONE, VISITS, Offer
from directory.demo.hours import schedules
from directory.demo.people import ROLES
from directory.demo.places import Place
from directory.demo.rows import Key, Told
from directory.models import Contact, Phone, Schedule, ServiceArea, ServiceAtLocation

ATTENDING = {ONLINE: "online", PHONE: "by phone", VISITS: "at your home"}
KNOWN_AREAS = {
    "Bradford District": "E08000032",
    "Craven": "E07000163",
}
ROOMS = (
    "In the small hall on the first floor; there is a lift.",
    "In the back room; come in by the garden gate.",
    "Smaller and quieter here than at our own building.",
)


def add_places_and_times(sheet: Sheet, offer: Offer, service: Key) -> None:
    """Put down the service's locations, its schedules and its areas."""
    ways = [way for way in offer.at.split("; ") if way]
    locations = [way for way in ways if way in sheet.locations]
    links = [_add_link(sheet, offer, service, way, n) for n, way in enumerate(locations)]
    for number, (owner, jotting) in enumerate(_shared_out(offer.hours, service, links)):
        for part, columns in enumerate(schedules(jotting)):
            sheet.add(
                Schedule,
                offer.name,
                f"{number}.{part}",
                **owner,
                **columns,
                attending_type=_attending(ways),
                schedule_link=sheet.web("times") if sheet.chance(0.1) else "",
            )
    _add_areas(sheet, offer, service, links, near=set(ways).isdisjoint({PHONE, VISITS, ONLINE}))


def _shared_out(hours: str, service: Key, links: list[Key]) -> Iterator[tuple[dict[str, Key], str]]:
    """Each jotting with its owner.

    Several places and several jottings: one each, and the last jotting holds for the places left
    over. Otherwise the hours are the service's own.
    """
    jottings = [jotting for jotting in hours.split("; ") if jotting]
    if len(links) < 2 or len(jottings) < 2:
        yield from (({"service_id": service}, jotting) for jotting in jottings)
        return
    for number, link in enumerate(links):
        yield {"service_at_location_id": link}, jottings[min(number, len(jottings) - 1)]
    last = {"service_at_location_id": links[0]}
    yield from ((last, jotting) for jotting in jottings[len(links) :])


def _attending(ways: list[str]) -> str:
    return ", ".join(dict.fromkeys(ATTENDING.get(way, "in person") for way in ways))


def _add_link(sheet: Sheet, offer: Offer, service: Key, way: str, number: int) -> Key:
    link = sheet.add(
        ServiceAtLocation,
        offer.name,
        way,
        service_id=service,
        location_id=sheet.locations[way],
        description=sheet.one_of(ROOMS) if number and way not in (HOME, ONLINE) else "",
    )
    if number and sheet.chance(0.5):
        sheet.add(
            Phone,
            offer.name,
            way,
            service_at_location_id=link,
            number=sheet.phone("mobile"),
            type="voice",
            description="On the day only.",
        )
    if number and sheet.chance(0.3):
        sheet.add(
            Contact,
            offer.name,
            way,
            service_at_location_id=link,
            name=sheet.person(),
            title=sheet.one_of(ROLES),
        )
    return link


def _add_areas(sheet: Sheet, offer: Offer, service: Key, links: list[Key], *, near: bool) -> None:
    """Where people must live: said for what comes to them, and now and then for the rest."""
    named = [area for area in sheet.group.area.split("; ") if area]
    if named and (not near or sheet.chance(0.6)):
        for area in named:
            sheet.add(ServiceArea, offer.name, area, service_id=service, **_named(area))
        return
    if near and not sheet.chance(0.35):
        return
    owner = {"service_id": service}
    if len(links) > 1 and sheet.chance(0.4):
        owner = {"service_at_location_id": links[-1]}
    place = sheet.place.name
    drawn = sheet.chance(0.2)
    sheet.add(
        ServiceArea,
        offer.name,
        **owner,
        name=sheet.place.name,
        description=Told(f"The ward of %(ward-{place})s and the streets next to it."),
        extent=Told(f"%(extent-{place})s") if drawn else "",
        extent_type="geojson" if drawn else "",
    )


def _named(area: str) -> dict[str, str]:
    if not (code := KNOWN_AREAS.get(area)):
        return {"name": area, "description": f"People who live in or near {area}."}
    host = "http://statistics.data.gov.uk/id/statistical-geography"
    return {"name": area, "description": f"Anyone who lives in {area}.", "uri": f"{host}/{code}"}


def outline(place: Place) -> str:
    """A rough hexagon of about a kilometre round `place`, as GeoJSON text (WGS84)."""
    across = 1 / math.cos(math.radians(place.latitude))
    ring = [
        [
            round(place.longitude + 0.009 * across * math.cos(math.radians(60 * corner)), 4),
            round(place.latitude + 0.009 * math.sin(math.radians(60 * corner)), 4),
        ]
        for corner in range(6)
    ]
    return json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
