"""Composes the documents of many records of one kind, with what they show fetched beforehand."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from directory.publication.documents import Composer, Document, Filing, terms_in
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


def _fetch_terms(cores: list[Core], live: LiveCores) -> None:
    live.fetch(Kind.TAXONOMY_TERM, {term for core in cores for term in terms_in(core)})


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
    _fetch_terms(cores, live)
    composer = Composer(live)
    return [composer.location(core) for core in cores]


def _services(cores: list[Core], live: LiveCores) -> list[Document]:
    organizations = {core["organization_id"] for core in cores}
    locations = {
        place["location_id"] for core in cores for place in core.get("service_at_locations", [])
    }
    live.fetch(Kind.ORGANIZATION, organizations)
    live.fetch(Kind.LOCATION, locations)
    embedded = [live.get(Kind.ORGANIZATION, id) for id in organizations]
    embedded += [live.get(Kind.LOCATION, id) for id in locations]
    _fetch_terms([*cores, *(core for core in embedded if core)], live)
    composer = Composer(live)
    return [document for core in cores for document in composer.service(core)]


def _organizations(cores: list[Core], live: LiveCores) -> list[Document]:
    ids = [core["id"] for core in cores]
    locations: dict[str, list[str]] = defaultdict(list)
    places = PublicLocation.objects.filter(organization_id__among=ids).order_by("sort_name", "id")
    for owner, location in places.values_list("organization_id", "id"):
        locations[str(owner)].append(str(location))
    services: dict[str, list[dict[str, Any]]] = defaultdict(list)
    offered = PublicService.objects.filter(organization_id__among=ids).order_by("sort_name", "id")
    for owner, id, name, status in offered.values_list("organization_id", "id", "name", "status"):
        services[str(owner)].append({"id": str(id), "name": name, "status": status})
    offers: dict[str, Filing] = defaultdict(Filing)
    filed = Mention.objects.exclude(role=Role.SHOWS).filter(record__in=offered.values("pk"))
    owners = dict(offered.values_list("pk", "organization_id"))
    for mentioned, role, key in filed.values_list("mentioned", "role", "record"):
        offers[str(owners[key])].under(role).add(str(mentioned))

    live.fetch(Kind.LOCATION, {id for found in locations.values() for id in found})
    embedded = [live.get(Kind.LOCATION, id) for found in locations.values() for id in found]
    _fetch_terms([*cores, *(core for core in embedded if core)], live)
    composer = Composer(live)
    return [
        composer.organization(core, services[id], locations[id], offers[id])
        for id, core in zip(ids, cores, strict=True)
    ]
