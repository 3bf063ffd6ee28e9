"""A small random neighbourhood, published: all a question may ask of, now and then unsaid."""

import json
from datetime import date, time, timedelta
from random import Random

from directory.models import (
    Accessibility,
    Attribute,
    CostOption,
    Language,
    Location,
    Organization,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    Taxonomy,
    TaxonomyTerm,
    Unit,
)
from directory.places.geometry import Point
from directory.places.models import OutwardCode
from directory.publication.models import Kind
from tests.api.town import publish_all
from tests.search.nearby.making import (
    BRADFORD,
    NORTH_YORKSHIRE,
    WARD,
    load_area,
    load_postcodes,
    polygon,
    square,
)

# Made up, so that neither the thesaurus nor English has other forms of them.
WORDS = ("kwob", "frimp", "zolk", "brunk", "tweld", "quonk")
MIDDLE = Point(53.81, -1.79)
# Where the areas that are loaded are, as squares: their middle, and half their width in degrees.
SQUARES = {
    BRADFORD: (MIDDLE, 0.1),
    WARD: (Point(53.8, -1.8), 0.02),
    NORTH_YORKSHIRE: (Point(54.1, -1.9), 0.15),
}
URI = "http://statistics.data.gov.uk/id/statistical-geography/"
PATCH = (Point(53.8, -1.79), 0.05)
AREAS = (
    {"name": "Our patch", "extent": polygon(*square(*PATCH))},
    {"name": "The district", "uri": URI + BRADFORD},
    {"name": "The ward", "uri": URI + WARD},
    {"name": "North Yorkshire", "uri": URI + NORTH_YORKSHIRE},
    {"name": "England"},
    {"name": "Wherever we can"},
)
LANGUAGES = (("ur", "Urdu"), ("pl", "Polish"), ("", "Sign language"))
FEATURES = ("Ramp", "Lift", "Hearing loop")
ATTENDING = ("", "", "in person", "online", "by phone", "at your home", "ask us")
APPLYING = ("", "Just turn up.", "By referral from a GP.", "By referral from a GP, or ring us.")


def build(random: Random, *, services: int = 14) -> None:
    """Make and publish a neighbourhood, with the areas and postcodes round it."""
    load_postcodes()
    OutwardCode.objects.update(latitude=53_805_000, longitude=-1_780_000)
    load_area(BRADFORD, "local_authority", "Bradford", *square(*SQUARES[BRADFORD]))
    load_area(WARD, "ward", "Heaton", *square(*SQUARES[WARD]), within=BRADFORD)
    load_area(
        NORTH_YORKSHIRE, "local_authority", "North Yorkshire", *square(*SQUARES[NORTH_YORKSHIRE])
    )
    needs = Taxonomy.objects.create(name="Needs", description="A list.")
    groups = Taxonomy.objects.create(name="Groups", description="A list.")
    food = _term(needs, "food")
    terms = [food, _term(needs, "breakfast", food), _term(needs, ""), _term(groups, "food")]
    organizations = [
        Organization.objects.create(name=_words(random, "Group"), description="Neighbours.")
        for _ in range(4)
    ]
    places = [_place(random) for _ in range(6)]
    unit = Unit.objects.create(name="places")
    for _ in range(services):
        _service(random, organizations, places, terms, unit)
    for model, kind in (
        (Taxonomy, Kind.TAXONOMY),
        (TaxonomyTerm, Kind.TAXONOMY_TERM),
        (Organization, Kind.ORGANIZATION),
        (Location, Kind.LOCATION),
        (Service, Kind.SERVICE),
    ):
        publish_all(model, kind)


def _words(random: Random, ending: str) -> str:
    return " ".join([*random.sample(WORDS, random.randrange(3)), ending])


def _term(taxonomy: Taxonomy, code: str, parent: TaxonomyTerm | None = None) -> TaxonomyTerm:
    return TaxonomyTerm.objects.create(
        name=code or "Uncoded", code=code, description="A need.", taxonomy=taxonomy, parent=parent
    )


def _place(random: Random) -> Location:
    kind = random.choice(["physical"] * 4 + ["virtual"])
    near = random.choice([0.02, 0.1, 0.4])
    somewhere = kind == "physical" and random.random() < 0.85
    location = Location.objects.create(
        name=_words(random, "Hall"),
        location_type=kind,
        latitude=round(MIDDLE.latitude + random.uniform(-near, near), 6) if somewhere else None,
        longitude=round(MIDDLE.longitude + random.uniform(-near, near), 6) if somewhere else None,
        hide_address=somewhere and random.random() < 0.2,
    )
    for feature in random.sample(FEATURES, random.randrange(3)):
        Accessibility.objects.create(location=location, description=feature)
    _said(random, location=location)
    return location


def _service(random, organizations, places, terms, unit) -> None:
    low = random.choice([None, None, 0, 11, 18])
    service = Service.objects.create(
        name=_words(random, "club"),
        alternate_name=random.choice(["", _words(random, "circle")]),
        description=_words(random, "meal."),
        organization=random.choice(organizations),
        status=random.choice(["active", "active", "inactive", "temporarily closed"]),
        minimum_age=low,
        maximum_age=random.choice([None, (low or 0) + 14]),
        assured_date=random.choice([None, date(2026, 11, 1), date(2025, 3, 1)]),
        application_process=random.choice(APPLYING),
    )
    for place in random.sample(places, random.choice((0, 1, 1, 2))):
        there = ServiceAtLocation.objects.create(service=service, location=place)
        _schedules(random, service_at_location=there)
        if random.random() < 0.2:
            ServiceArea.objects.create(service_at_location=there, **_area(random))
        if random.random() < 0.2:
            _file(there, random.choice(terms))
    for _ in range(random.choice((0, 0, 1, 2))):
        ServiceArea.objects.create(service=service, **_area(random))
    _said(random, service=service)
    for amount in random.sample([None, 0, 2], random.randrange(3)):
        CostOption.objects.create(
            service=service, option="All", amount=amount, currency="GBP" if amount else ""
        )
    for available in random.sample([0, 3], random.randrange(3)):
        ServiceCapacity.objects.create(
            service=service, unit=unit, available=available, updated="2026-11-16T09:00:00Z"
        )
    for term in random.sample(terms, random.randrange(3)):
        _file(service, term)


def _area(random: Random) -> dict:
    area = dict(random.choice(AREAS))
    if "extent" in area:
        area |= {"extent": json.dumps(area["extent"]), "extent_type": "geojson"}
    return area


def _file(record, term) -> None:
    Attribute.objects.create(link_id=record.pk, link_entity=record.entity(), taxonomy_term=term)


def _said(random: Random, **owner) -> None:
    for code, name in random.sample(LANGUAGES, random.randrange(3)):
        Language.objects.create(code=code, name=name, **owner)
    _schedules(random, **owner)


def _schedules(random: Random, **owner) -> None:
    for _ in range(random.choice((0, 0, 1, 2))):
        Schedule.objects.create(attending_type=random.choice(ATTENDING), **_rule(random), **owner)
    if random.random() < 0.15:
        first = date(2026, 11, 20) + timedelta(days=random.randrange(20))
        Schedule.objects.create(
            description="Closed", valid_from=first, valid_to=first + timedelta(days=9), **owner
        )


def _rule(random: Random) -> dict:
    """A rule of one of the usual shapes, or something nobody can read."""
    shape = random.choice(["weekly", "weekly", "nights", "fortnightly", "nth", "open-ended", "no"])
    if shape == "no":
        return {"description": "Ring us."}
    days = ",".join(random.sample(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 2))
    opens = random.choice([9, 10, 13, 18])
    rule = {"freq": "WEEKLY", "byday": days, "opens_at": time(opens, 30)}
    rule["closes_at"] = time(opens + random.choice([1, 2, 4]), 30)
    if shape == "nights":
        rule |= {"opens_at": time(21), "closes_at": time(6)}
    if shape == "fortnightly":
        rule |= {"interval": 2, "dtstart": date(2026, 11, 2) + timedelta(days=random.randrange(14))}
    if shape == "nth":
        rule |= {"freq": "MONTHLY", "byday": random.choice(["1TU", "-1FR", "2SA,4SA"])}
    if shape == "open-ended":
        rule["closes_at"] = None
    ending = random.choice(["", "", "", "over", "lapsed", "lapsing"])
    if ending == "over":
        rule |= {"dtstart": date(2026, 1, 5), "until": date(2026, 6, 30)}
    if ending == "lapsed":
        rule["valid_to"] = date(2026, 8, 31)
    if ending == "lapsing":
        rule["valid_to"] = date(2027, 2, 28)
    return rule
