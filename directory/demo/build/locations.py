"""The rows of a group's places: buildings, a post box, a web room, and how to get into them."""

from directory.demo.build.sheet import Sheet
from directory.demo.content import HOME, ONLINE
from directory.demo.hours import schedules
from directory.demo.languages import LANGUAGES
from directory.demo.people import ROLES, STREETS
from directory.demo.places import Place, place_called
from directory.demo.rows import Degrees, Key, Told
from directory.models import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    Language,
    Location,
    Phone,
    Schedule,
)

ACCESS = (
    ("Step-free entrance", "The main door is level with the pavement and opens by a button."),
    ("Ramp", "A fixed ramp with a handrail is to the left of the steps."),
    ("Accessible toilet", "On the ground floor; transfer from the right. Ask for the key."),
    ("Changing Places toilet", "With a hoist and an adult-sized bench."),
    ("Hearing loop", "In the main hall and at the desk."),
    ("Lift", "To all floors; 80 cm door."),
    ("Blue badge parking", "Two bays by the door, first come, first served."),
    ("Large print", "Leaflets and menus in large print on request."),
    ("Quiet room", "A small room with soft light; just ask."),
    ("Assistance dogs welcome", "Water bowls by the door."),
    ("Not wheelchair accessible", "Seven steps and no ramp. Ring us and we will meet elsewhere."),
)
FEATURES = (
    "A red door beside the bus shelter; ring the bell.",
    "Single-storey, with a garden at the back.",
    "Up the yard and through the archway; follow the painted footprints.",
    "Stone building with a blue noticeboard.",
    "Ground floor of a former mill; the entrance is on the canal side.",
    "Shares its front door with the surgery.",
)
TRAVEL = (
    "Buses stop outside every twenty minutes by day.",
    "The nearest bus stop is three minutes' walk, on the flat.",
    "Free parking behind the building; the yard is cobbled.",
    "On-street parking. Buses are hourly, so check before you set out.",
    "Covered cycle stands by the door.",
)
OPENING = ("MO-FR 09:00-17:00", "MO-FR 09:00-17:00; SA 09:30-13:00", "TU-SA 10:00-16:00")


def add_locations(sheet: Sheet) -> None:
    """Put down the group's home, its venues, and a web room if it has use for one."""
    group = sheet.group
    _add_home(sheet)
    for venue in group.venues:
        sheet.locations[venue.name] = _add_building(sheet, venue.name, place_called(venue.at))
    if (
        any(ONLINE in offer.at.split("; ") for offer in group.offers)
        and ONLINE not in sheet.locations
    ):
        sheet.locations[ONLINE] = _add_web_room(sheet)


def _add_home(sheet: Sheet) -> None:
    group = sheet.group
    name = group.home or group.name
    if group.home_type == "virtual":
        sheet.locations[HOME] = sheet.locations[ONLINE] = _add_web_room(sheet)
    elif group.home_type == "postal":
        _add_post_box(sheet, name)
    else:
        sheet.locations[HOME] = _add_building(
            sheet, name, sheet.place, secret=group.home_type == "secret"
        )


def _add_building(sheet: Sheet, name: str, place: Place, *, secret: bool = False) -> Key:
    coordinates = {
        "latitude": Degrees(place.name, 0, round(sheet.random.uniform(-0.0012, 0.0012), 5)),
        "longitude": Degrees(place.name, 1, round(sheet.random.uniform(-0.0018, 0.0018), 5)),
    }
    # A few entries come without coordinates, as real ones do.
    located = secret or not sheet.chance(0.03)
    property_number = "" if secret or not sheet.chance(0.3) else _property_number(sheet)
    location = sheet.add(
        Location,
        name,
        organization_id=sheet.organization,
        location_type="physical",
        name=sheet.name(name),
        description="" if secret else sheet.one_of(("", "", *FEATURES)),
        transportation="" if secret else _travel(sheet, place),
        hide_address=secret,
        external_identifier=property_number,
        external_identifier_type="UPRN (demonstration)" if property_number else "",
        **(coordinates if located else {}),
    )
    _add_address(sheet, name, location, place)
    if not secret:
        _add_access(sheet, name, location)
        _add_desk(sheet, name, location)
    return location


def _property_number(sheet: Sheet) -> str:
    return f"DEMO-{sheet.random.randrange(1_000_000):06}"


def _travel(sheet: Sheet, place: Place) -> str:
    if place.station and sheet.chance(0.6):
        minutes = sheet.random.randint(3, 12)
        return f"{minutes} minutes' walk from {place.name} station."
    return sheet.one_of(TRAVEL)


def _add_address(
    sheet: Sheet, name: str, location: Key, place: Place, *, kind: str = "physical"
) -> None:
    number = sheet.random.randint(1, 148)
    unit = sheet.random.randrange(3)
    street = f"PO Box {900 + number}" if kind == "postal" else f"{number} {sheet.one_of(STREETS)}"
    sheet.add(
        Address,
        name,
        location_id=location,
        attention=sheet.one_of(("", "", "The Secretary")),
        address_1=street,
        address_2=sheet.one_of(("", "", "", "First floor", "Rear entrance")),
        city=Told(f"%(town-{place.name})s"),
        region=Told(f"%(region-{place.name})s"),
        state_province=Told(f"%(county-{place.name})s"),
        postal_code=Told(f"%(postcode{unit}-{place.name})s"),
        country="GB",
        address_type=kind,
    )


def _add_access(sheet: Sheet, name: str, location: Key) -> None:
    # The last line contradicts the first few: a building has one or the others.
    choices = ACCESS[-1:] if sheet.chance(0.1) else ACCESS[:-1]
    for description, details in sheet.some_of(choices, least=1, most=4):
        sheet.add(
            Accessibility,
            name,
            description,
            location_id=location,
            description=description,
            details=details,
            url=sheet.web("access") if sheet.chance(0.15) else "",
        )


def _add_desk(sheet: Sheet, name: str, location: Key) -> None:
    """What a visitor meets: opening hours, a phone, somebody's name, languages, seats."""
    if sheet.chance(0.4):
        for number, columns in enumerate(schedules(sheet.one_of(OPENING))):
            sheet.add(Schedule, name, str(number), location_id=location, **columns)
    if sheet.chance(0.3):
        phone = sheet.add(
            Phone, name, location_id=location, number=sheet.landline(), type="voice",
            description="Reception",
        )  # fmt: skip
        for code in sheet.group.languages.split()[:2]:
            sheet.add(Language, "phone", name, code, phone_id=phone, **named(code))
    if sheet.chance(0.15):
        sheet.add(
            Contact, name, location_id=location, name=sheet.person(), title=sheet.one_of(ROLES)
        )
    for code in sheet.some_of(sheet.group.languages.split(), least=0, most=3):
        sheet.add(Language, name, code, location_id=location, **named(code))
    if sheet.chance(0.3):
        sheet.add(
            Attribute,
            name,
            link_id=location,
            link_entity="location",
            link_type="Facilities",
            label="Seats in the hall",
            value=str(10 * sheet.random.randint(2, 18)),
        )


def named(code: str) -> dict[str, str]:
    """A language row's name and code."""
    return {"name": LANGUAGES[code], "code": code}


def _add_post_box(sheet: Sheet, name: str) -> None:
    location = sheet.add(
        Location,
        name,
        organization_id=sheet.organization,
        location_type="postal",
        name=sheet.name(name),
        description="For letters only; nobody is there to meet you.",
    )
    _add_address(sheet, name, location, sheet.place, kind="postal")


def _add_web_room(sheet: Sheet) -> Key:
    return sheet.add(
        Location,
        ONLINE,
        organization_id=sheet.organization,
        location_type="virtual",
        name=sheet.name(f"{sheet.group.name} online"),
        description="A video call; we send the link when you join.",
        url=sheet.web("join"),
    )
