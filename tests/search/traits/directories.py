"""Random small directories, and what their documents say, worked out the plain way."""

from datetime import date, timedelta
from random import Random
from typing import Any

import orjson

from directory.models import (
    Accessibility,
    Attribute,
    CostOption,
    Language,
    Location,
    Organization,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    Taxonomy,
    TaxonomyTerm,
    Unit,
)
from directory.publication.models import Kind, Mention, PublicKind, PublicRecord, Role
from directory.publication.publish import publish_many
from directory.search.traits.facets import Facet

TODAY = date(2026, 11, 22)

LANGUAGES = {"ur": "Urdu", "pl": "Polish", "": "Sign language"}
FEATURES = ("Ramp", "Lift", "Hearing loop")
ATTENDING = {"in person": "in_person", "online": "online", "by phone": "phone", "ask us": ""}
APPLYING = {
    "": "",
    "Just turn up.": "self",
    "By referral from a GP.": "professional",
    "By referral from a GP, or ring us.": "self professional",
    "It varies.": "",
}


def make_directory(random: Random, *, services: int = 12) -> None:
    """Publish a directory in which every trait is sometimes said and sometimes not."""
    taxonomies = [Taxonomy(name=name, description="Needs.") for name in ("Needs", "Groups")]
    Taxonomy.objects.bulk_create(taxonomies)
    terms: list[TaxonomyTerm] = []
    for _ in range(6):
        parent = random.choice([None, *terms])
        terms.append(
            TaxonomyTerm(
                name=random.choice(["Food", "food", "Company", "Money"]),
                code=random.choice(["1", "2", ""]),
                description="A need.",
                taxonomy=parent.taxonomy if parent else random.choice(taxonomies),
                parent=parent,
            )
        )
    TaxonomyTerm.objects.bulk_create(terms)
    organizations = [
        Organization(name=f"{random.choice('ÉeZz')} group", description="Neighbours.")
        for _ in range(4)
    ]
    Organization.objects.bulk_create(organizations)
    locations = [
        Location(name=f"Hall {number}", location_type=random.choice(["physical", "virtual"]))
        for number in range(4)
    ]
    Location.objects.bulk_create(locations)
    for location in locations:
        _languages(random, location=location)
        _schedules(random, location=location)
        for feature in random.sample(FEATURES, random.randrange(3)):
            Accessibility.objects.create(location=location, description=feature)
    unit = Unit.objects.create(name="places")
    made = [_service(random, organizations, locations, terms, unit) for _ in range(services)]
    for kind, records in (
        (Kind.TAXONOMY, taxonomies),
        (Kind.TAXONOMY_TERM, terms[:-1]),
        (Kind.ORGANIZATION, organizations),
        (Kind.LOCATION, locations[:-1]),
        (Kind.SERVICE, made),
    ):
        publish_many(kind, [record.pk for record in records])


def _service(random, organizations, locations, terms, unit) -> Service:
    minimum = random.choice([None, 0, 11, 18])
    service = Service.objects.create(
        name="Lunch club",
        description="A hot meal.",
        organization=random.choice(organizations),
        status=random.choice(["active", "inactive", "temporarily closed"]),
        minimum_age=minimum,
        maximum_age=random.choice([None, (minimum or 0) + 7]),
        assured_date=random.choice([None, TODAY, TODAY - timedelta(days=400)]),
        application_process=random.choice(list(APPLYING)),
    )
    for location in random.sample(locations, random.randrange(3)):
        place = ServiceAtLocation.objects.create(service=service, location=location)
        _schedules(random, service_at_location=place)
        if random.random() < 0.3:
            _tag(place, random.choice(terms))
    _languages(random, service=service)
    _schedules(random, service=service)
    for amount in random.sample([None, 0, 2], random.randrange(3)):
        CostOption.objects.create(
            service=service, option="Everyone", amount=amount, currency="GBP" if amount else ""
        )
    for available in random.sample([0, 3], random.randrange(3)):
        ServiceCapacity.objects.create(
            service=service, unit=unit, available=available, updated="2026-11-16T09:00:00Z"
        )
    for term in random.sample(terms, random.randrange(3)):
        _tag(service, term)
    return service


def _languages(random, **owner) -> None:
    for code in random.sample(list(LANGUAGES), random.randrange(3)):
        Language.objects.create(code=code, name=LANGUAGES[code], **owner)


def _schedules(random, **owner) -> None:
    if random.random() < 0.4:
        Schedule.objects.create(attending_type=random.choice(list(ATTENDING)), **owner)


def _tag(record, term) -> None:
    Attribute.objects.create(link_id=record.pk, link_entity=record.entity(), taxonomy_term=term)


def documents(kind: PublicKind) -> list[dict[str, Any]]:
    """Every public document of `kind`, as the public reads it."""
    return [orjson.loads(record.full) for record in PublicRecord.objects.filter(kind=kind)]


def said(document: dict[str, Any]) -> dict[Facet, set[str]]:
    """The values of each facet `document` has."""
    service = document.get("service", document)
    places = [document] if "service" in document else document.get("service_at_locations", [])
    nodes = [service, *(place["location"] for place in places)]
    amounts = [option["amount"] for option in service.get("cost_options", []) if "amount" in option]
    room = [capacity["available"] for capacity in service.get("capacities", [])]
    return {
        Facet.LANGUAGE: {
            language.get("code") or language["name"].lower()
            for node in nodes
            for language in node.get("languages", [])
        },
        Facet.ACCESSIBILITY: {
            feature["description"].lower()
            for place in places
            for feature in place["location"].get("accessibility", [])
        },
        Facet.ATTENDING: _ways(service) | {way for place in places for way in _at(place, service)},
        Facet.FREE: {"true" if max(amounts) == 0 else "false"} if amounts else set(),
        Facet.CAPACITY: {"available" if max(room) > 0 else "full"} if room else set(),
        Facet.REFERRAL: {*APPLYING[service.get("application_process", "")].split()},
        Facet.STATUS: {service["status"]},
        Facet.ORGANIZATION: {service["organization_id"]},
        Facet.TERM: set(_terms(document)),
    }


def _ways(node) -> set[str]:
    said = {ATTENDING[one["attending_type"]] for one in node.get("schedules", [])}
    return said - {""}


def _at(place, service) -> set[str]:
    location = place["location"]
    nearest = _ways(place) or _ways(service) or _ways(location)
    if location["location_type"] == "virtual":
        return nearest | {"online"}
    return nearest or {"in_person"}


def _terms(document) -> set[str]:
    """What it is filed under: tests/publication/test_filing.py compares that with the terms."""
    rows = Mention.objects.filter(record__record_id=document["id"], role=Role.TERM)
    return {str(id) for id in rows.values_list("mentioned", flat=True)}


def fits_age(service: dict[str, Any], age: int, *, strict: bool) -> bool:
    low, high = service.get("minimum_age"), service.get("maximum_age")
    if low is None and high is None:
        return not strict
    return (low is None or low <= age) and (high is None or age <= high)
