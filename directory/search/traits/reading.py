"""Reads the traits of a service, or of a service at a location, from its public document.

| Trait         | HSDS fields                                                            |
| ------------- | ---------------------------------------------------------------------- |
| language      | `languages[].code`, else `.name`; of the service and of its places     |
| accessibility | `location.accessibility[].description`                                 |
| attending     | `schedules[].attending_type`, the nearest first; else `location_type`  |
| free          | `cost_options[].amount`; without amounts, `fees_description` or `fees` |
| capacity      | `capacities[].available`                                               |
| referral      | `attributes[]` with `link_type` "referral"; else `application_process` |

Only what is said counts: a service that says nothing of its price is neither free nor paid.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from directory.search.models.traits import Name
from directory.search.traits.wording import attending_in, folded, free_in, referral_in, shown

Node = Mapping[str, Any]

ATTENDING = {
    "in_person": "In person",
    "at_home": "At your home",
    "online": "Online",
    "phone": "By phone",
}
FREE = {"true": "Free", "false": "Costs something"}
CAPACITY = {"available": "Has room", "full": "Full"}
REFERRAL = {"self": "Come or apply yourself", "professional": "Referred by a professional"}

# `attributes[].value`, or the code or name of its term, where `link_type` is "referral".
REFERRAL_SAID = {
    "self": "self",
    "self referral": "self",
    "self-referral": "self",
    "professional": "professional",
    "professional referral": "professional",
    "professional-referral": "professional",
}


class Said(NamedTuple):
    """One trait of a document: what it is about, what is compared and what people read."""

    name: Name
    value: str
    label: str


def traits(document: Node) -> list[Said]:
    """The traits of `document`, the public document in full of a service or service_at_location.

    Each value once. Locations inside may be parsed, or finished JSON as while publishing.
    """
    service, places = _parts(document)
    said = [
        *_languages([service, *places, *(place["location"] for place in places)]),
        *_accessibility(place["location"] for place in places),
        *_listed(Name.ATTENDING, _attending(service, places), ATTENDING),
        *_listed(Name.FREE, _free(service), FREE),
        *_listed(Name.CAPACITY, _capacity(service), CAPACITY),
        *_listed(Name.REFERRAL, _referral(service), REFERRAL),
    ]
    # Of two spellings of one value the first in order, whatever the order of the rows.
    labels: dict[tuple[Name, str], str] = {}
    for name, value, label in said:
        labels[name, value] = min(label, labels.get((name, value), label))
    return [Said(name, value, label) for (name, value), label in labels.items()]


def _parts(document: Node) -> tuple[Node, list[Node]]:
    """The service that `document` is about, and its places, each with its location parsed."""
    service = document.get("service")
    if isinstance(service, Mapping):
        places = [document]
    else:
        service, places = document, _nodes(document, "service_at_locations")
    return service, [{**place, "location": _location(place.get("location"))} for place in places]


def _languages(nodes: Iterable[Node]) -> Iterator[Said]:
    for node in nodes:
        for language in _nodes(node, "languages"):
            code, name = shown(language.get("code")), shown(language.get("name"))
            if value := folded(code) or folded(name):
                yield Said(Name.LANGUAGE, value, name or code)


def _accessibility(locations: Iterable[Node]) -> Iterator[Said]:
    for location in locations:
        for feature in _nodes(location, "accessibility"):
            label = shown(feature.get("description"))
            if value := folded(label):
                yield Said(Name.ACCESSIBILITY, value, label)


def _attending(service: Node, places: list[Node]) -> set[str]:
    """How one takes part: what the schedules that are nearest to each place say.

    Where they say nothing, one goes to a physical location in person. A virtual one is online
    whatever is said, since nothing else can be meant by it.
    """
    of_service = _attending_said(service)
    found = set(of_service)
    for place in places:
        location = place["location"]
        said = _attending_said(place) or of_service or _attending_said(location)
        type = location.get("location_type")
        if type == "virtual":
            said = said | {"online"}
        elif type == "physical" and not said:
            said = frozenset({"in_person"})
        found |= said
    return found


def _attending_said(node: Node) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for schedule in _nodes(node, "schedules"):
        if isinstance(text := schedule.get("attending_type"), str):
            found |= attending_in(text)
    return found


def _free(service: Node) -> set[str]:
    """Whether there is nothing to pay. Amounts count before words, whatever their dates."""
    amounts = [
        amount
        for option in _nodes(service, "cost_options")
        if isinstance(amount := option.get("amount"), int | float) and not isinstance(amount, bool)
    ]
    if amounts:
        return {"false" if any(amounts) else "true"}
    given = (service.get(field) for field in ("fees_description", "fees"))
    texts = [text for text in given if isinstance(text, str) and text.strip()]
    return {"true"} if texts and all(map(free_in, texts)) else set()


def _capacity(service: Node) -> set[str]:
    """Whether there is room of any unit."""
    available = [
        number
        for capacity in _nodes(service, "capacities")
        if isinstance(number := capacity.get("available"), int | float)
    ]
    if not available:
        return set()
    return {"available" if any(number > 0 for number in available) else "full"}


def _referral(service: Node) -> Iterable[str]:
    said = set()
    for attribute in _nodes(service, "attributes"):
        if folded(attribute.get("link_type")) == "referral":
            term = attribute.get("taxonomy_term")
            term = term if isinstance(term, Mapping) else {}
            for text in (attribute.get("value"), term.get("code"), term.get("name")):
                said |= (
                    {REFERRAL_SAID[value]} if (value := folded(text)) in REFERRAL_SAID else set()
                )
    text = service.get("application_process")
    return said or (referral_in(text) if isinstance(text, str) else ())


def _listed(name: Name, values: Iterable[str], labels: Mapping[str, str]) -> list[Said]:
    return [Said(name, value, labels[value]) for value in sorted(values)]


def _nodes(node: Node, name: str) -> list[Node]:
    """The rows under `name`; what is not a row is passed over."""
    rows = node.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _location(node: Any) -> Node:
    if isinstance(node, orjson.Fragment):
        return _parsed(orjson.dumps(node))
    return node if isinstance(node, Mapping) else {}


@lru_cache(maxsize=512)
def _parsed(location: bytes) -> Node:
    return orjson.loads(location)
