"""Facts of many records: of the working copy as it stands, or of what the public sees.

A fixed number of queries, however many records. Identifiers are text throughout.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from directory import models as hsds
from directory.duplicates.facts import Facts
from directory.publication.fields import IdText
from directory.publication.live import LiveCores
from directory.publication.models import Kind, PublicLocation
from directory.publication.tables import read

KINDS: dict[str, type[hsds.HSDSModel]] = {
    Kind.ORGANIZATION: hsds.Organization,
    Kind.LOCATION: hsds.Location,
    Kind.SERVICE: hsds.Service,
}


def facts_of(kind: str, ids: Collection[Any]) -> dict[str, Facts]:
    """The facts of the working-copy records `ids`; those that are gone are left out."""
    facts = {
        Kind.ORGANIZATION: _organizations,
        Kind.LOCATION: _locations,
        Kind.SERVICE: _services,
    }[Kind(kind)](ids)
    for owner, number in _rows(hsds.Phone, f"{kind}_id", facts, "number"):
        facts[owner].learn("phones", number)
    return facts


def _rows(
    model: type[hsds.HSDSModel], owner: str, ids: Collection[Any], *columns: str
) -> Iterator[Any]:
    """`columns`, after `owner`, of the rows of `model` that belong to `ids`, in a fixed order."""
    return (
        iter(
            sorted(read(model, owner, ids, (owner, *columns)), key=lambda row: list(map(str, row)))
        )
        if ids
        else iter(())
    )


def _organizations(ids: Collection[Any]) -> dict[str, Facts]:
    facts = {}
    columns = ("name", "alternate_name", "email", "website", "tax_id")
    for id, name, other, email, website, tax_id in _rows(hsds.Organization, "id", ids, *columns):
        one = facts[id] = Facts(id)
        one.call(name, other)
        one.learn("emails", email)
        one.learn("webs", website)
        if tax_id:
            one.learn_number(tax_id, kind="tax")
    registered = ("identifier", "identifier_scheme", "identifier_type")
    for owner, number, scheme, what in _rows(
        hsds.OrganizationIdentifier, "organization_id", facts, *registered
    ):
        facts[owner].learn_number(number, scheme=scheme, kind=what)
    places: dict[str, list[str]] = defaultdict(list)
    for owner, location in _rows(hsds.Location, "organization_id", facts, "id"):
        places[location].append(owner)
    for location, code in _rows(hsds.Address, "location_id", places, "postal_code"):
        for owner in places[location]:
            facts[owner].learn("postcodes", code)
    return facts


def _locations(ids: Collection[Any]) -> dict[str, Facts]:
    facts = {}
    columns = ("name", "alternate_name", "url", "organization_id")
    for id, name, other, url, organization in _rows(hsds.Location, "id", ids, *columns):
        one = facts[id] = Facts(id, organization_id=organization or "")
        one.call(name, other)
        one.learn("webs", url)
    for owner, street, code in _rows(
        hsds.Address, "location_id", facts, "address_1", "postal_code"
    ):
        facts[owner].learn("streets", street)
        facts[owner].learn("postcodes", code)
    return facts


def _services(ids: Collection[Any]) -> dict[str, Facts]:
    facts = {}
    columns = ("name", "alternate_name", "url", "email", "organization_id")
    for id, name, other, url, email, organization in _rows(hsds.Service, "id", ids, *columns):
        one = facts[id] = Facts(id, organization_id=organization)
        one.call(name, other)
        one.learn("webs", url)
        one.learn("emails", email)
    places: dict[str, list[str]] = defaultdict(list)
    for owner, location in _rows(hsds.ServiceAtLocation, "service_id", facts, "location_id"):
        places[location].append(owner)
    for location, code in _rows(hsds.Address, "location_id", places, "postal_code"):
        for owner in places[location]:
            facts[owner].learn("postcodes", code)
    return facts


def public_facts_of(kind: str, ids: Collection[str]) -> dict[str, Facts]:
    """The facts of `ids` as the public sees them; those that are not public are left out.

    A secret address is concealed in what is published, so it gives nothing here either.
    """
    if not ids:
        return {}
    live = LiveCores()
    live.fetch(kind, ids)
    cores = {id: core for id in ids if (core := live.get(kind, id))}
    facts = {id: _public(kind, core) for id, core in cores.items()}
    placed: dict[str, list[str]] = defaultdict(list)
    if kind == Kind.ORGANIZATION:
        rows = PublicLocation.objects.filter(organization_id__among=list(cores))
        for location, owner in rows.values_list(IdText("id"), IdText("organization_id")):
            placed[location].append(owner)
    elif kind == Kind.SERVICE:
        for id, core in cores.items():
            for place in core.get("service_at_locations", []):
                placed[place["location_id"]].append(id)
    live.fetch(Kind.LOCATION, placed)
    for location, owners in placed.items():
        place = live.get(Kind.LOCATION, location) or {}
        for owner in owners:
            codes = (address.get("postal_code") for address in place.get("addresses", []))
            facts[owner].learn("postcodes", *codes)
    return facts


def _public(kind: str, core: dict[str, Any]) -> Facts:
    facts = Facts(core["id"], organization_id=core.get("organization_id", ""))
    facts.call(core.get("name", ""), core.get("alternate_name", ""))
    facts.learn("emails", core.get("email"))
    facts.learn("webs", core.get("website"), core.get("url"))
    facts.learn("phones", *(phone.get("number") for phone in core.get("phones", [])))
    for said in core.get("organization_identifiers", []):
        facts.learn_number(
            said.get("identifier", ""),
            scheme=said.get("identifier_scheme", ""),
            kind=said.get("identifier_type", ""),
        )
    if core.get("tax_id"):
        facts.learn_number(core["tax_id"], kind="tax")
    if kind == Kind.LOCATION:
        for address in core.get("addresses", []):
            facts.learn("streets", address.get("address_1"))
            facts.learn("postcodes", address.get("postal_code"))
    return facts
