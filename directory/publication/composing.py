"""Composes the documents of many records of one kind, with what they show fetched beforehand."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from directory.publication.documents import Composer, Document, Filing
from directory.publication.fields import IdText
from directory.publication.live import Core, LiveCores
from directory.publication.models import (
    Kind,
    Mention,
    PublicLocation,
    PublicService,
    PublicTaxonomyTerm,
    Role,
)

# Narrow rows made early are read when later kinds are composed: an organization lists its services.
ORDER = (Kind.TAXONOMY_TERM, Kind.TAXONOMY, Kind.LOCATION, Kind.SERVICE, Kind.ORGANIZATION)


def documents_of(kind: str, ids: Collection[str], live: LiveCores) -> list[Document]:
    """The documents of those of `ids` that are published."""
    live.fetch(kind, ids)
    cores = [core for id in ids if (core := live.get(kind, id))]
    compose = {
        Kind.TAXONOMY_TERM: _taxonomy_terms,
        Kind.TAXONOMY: _taxonomies,
        Kind.LOCATION: _locations,
        Kind.SERVICE: _services,
        Kind.ORGANIZATION: _organizations,
    }[Kind(kind)]
    return compose(cores, live)


def _ids(cores: list[Core]) -> list[str]:
    return [core["id"] for core in cores]


def _fetch_terms(live: LiveCores, shown: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Have the terms said of the records `shown`, ids of each kind, at hand."""
    said = (live.terms(kind, id) for kind, ids in shown for id in ids)
    live.fetch(Kind.TAXONOMY_TERM, set().union(*said))


def _taxonomy_terms(cores: list[Core], live: LiveCores) -> list[Document]:
    live.fetch(Kind.TAXONOMY, {core["taxonomy_id"] for core in cores if "taxonomy_id" in core})
    composer = Composer(live)
    return [composer.taxonomy_term(core) for core in cores]


def _taxonomies(cores: list[Core], live: LiveCores) -> list[Document]:
    composer = Composer(live)
    documents = []
    for core in cores:
        rows = PublicTaxonomyTerm.objects.filter(taxonomy_id=core["id"])
        terms = [str(id) for id in rows.order_by("sort_name", "id").values_list("id", flat=True)]
        live.fetch(Kind.TAXONOMY_TERM, terms)
        listed = [term for id in terms if (term := live.get(Kind.TAXONOMY_TERM, id))]
        documents.append(composer.taxonomy(core, listed))
    return documents


def _locations(cores: list[Core], live: LiveCores) -> list[Document]:
    _fetch_terms(live, [(Kind.LOCATION, _ids(cores))])
    composer = Composer(live)
    return [composer.location(core) for core in cores]


def _services(cores: list[Core], live: LiveCores) -> list[Document]:
    organizations = {core["organization_id"] for core in cores}
    locations = {
        place["location_id"] for core in cores for place in core.get("service_at_locations", [])
    }
    live.fetch(Kind.ORGANIZATION, organizations)
    live.fetch(Kind.LOCATION, locations)
    shown = {
        Kind.SERVICE: _ids(cores),
        Kind.ORGANIZATION: organizations,
        Kind.LOCATION: locations,
    }
    _fetch_terms(live, shown.items())
    composer = Composer(live)
    return [document for core in cores for document in composer.service(core)]


def _organizations(cores: list[Core], live: LiveCores) -> list[Document]:
    ids = _ids(cores)
    locations: dict[str, list[str]] = defaultdict(list)
    places = PublicLocation.objects.filter(organization_id__among=ids).order_by("sort_name", "id")
    for owner, location in places.values_list(IdText("organization_id"), IdText("id")):
        locations[owner].append(location)
    services: dict[str, list[dict[str, Any]]] = defaultdict(list)
    offered = PublicService.objects.filter(organization_id__among=ids).order_by("sort_name", "id")
    columns = (IdText("organization_id"), IdText("id"), "name", "status", "pk")
    owners = {}
    for owner, id, name, status, key in offered.values_list(*columns):
        services[owner].append({"id": id, "name": name, "status": status})
        owners[key] = owner
    offers: dict[str, Filing] = defaultdict(Filing)
    filed = Mention.objects.exclude(role=Role.SHOWS).filter(record__among=owners)
    for mentioned, role, key in filed.values_list(IdText("mentioned"), "role", "record"):
        offers[owners[key]].under(role).add(mentioned)

    live.fetch(Kind.LOCATION, {id for found in locations.values() for id in found})
    placed = [id for found in locations.values() for id in found]
    _fetch_terms(live, [(Kind.ORGANIZATION, ids), (Kind.LOCATION, placed)])
    composer = Composer(live)
    return [
        composer.organization(core, services[id], locations[id], offers[id])
        for id, core in zip(ids, cores, strict=True)
    ]
