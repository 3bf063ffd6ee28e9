"""Composes public documents: a record's core with what it shows of others, as they are published.

Each function gives a `Document`. Its two forms follow HSDS: `full` is everything, nested; `listed`
has the one-to-one fields and one-to-one objects that lists carry.
Both hold `last_modified`, which is stamped on when the document is finished.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson

from directory.publication.cores import encode
from directory.publication.freshness import overdue_from
from directory.publication.live import Core, LiveCores
from directory.publication.models import NEVER, Kind, PublicKind, Role
from directory.publication.secrecy import is_withheld

Node = dict[str, Any]
PLAIN = (str, int, float)

# Names the UK profile gives to what HSDS calls otherwise (HSDS-UK 3.0 schemas).
UK_NAMES = {
    "accessibility": ("accessibility", "description"),
    "service_areas": ("service_area", "name"),
}


@dataclass
class Document:
    """One public document before it is stamped with `last_modified`.

    `name` is what it is sorted by, `columns` the values of its narrow row, `terms` and
    `taxonomies` what it is filed under, `awaits` the drafts it would be, `shows` the other records
    whose change may change it.
    """

    kind: str
    id: str
    name: str
    full: Node
    listed: Node
    columns: dict[str, Any] = field(default_factory=dict)
    terms: set[str] = field(default_factory=set)
    taxonomies: set[str] = field(default_factory=set)
    awaits: set[str] = field(default_factory=set)
    shows: set[str] = field(default_factory=set)


def stamped(node: Node, last_modified: str) -> bytes:
    """`node` as JSON with `last_modified` after its one-to-one fields, where HSDS shows it."""
    fields = {name: value for name, value in node.items() if isinstance(value, PLAIN)}
    nested = {name: value for name, value in node.items() if not isinstance(value, PLAIN)}
    return encode({**fields, "last_modified": last_modified, **nested})


def scalars(core: Core) -> Node:
    """The one-to-one fields of `core`."""
    return {name: value for name, value in core.items() if not isinstance(value, list | dict)}


def terms_in(node: Node) -> set[str]:
    """The ids of the terms said of `node` or of any row inside it."""
    terms: set[str] = set()
    _gather_terms(node, terms)
    return terms


def _gather_terms(node: Node, terms: set[str]) -> None:
    for name, value in node.items():
        if isinstance(value, str):
            continue
        if isinstance(value, dict):
            _gather_terms(value, terms)
        elif name == "attributes":
            terms |= {said["taxonomy_term_id"] for said in value if "taxonomy_term_id" in said}
        elif isinstance(value, list):
            for child in value:
                if isinstance(child, dict):
                    _gather_terms(child, terms)


def with_overdue_date(core: Core) -> Core:
    """A service's `core` with the day from which it is overdue after the day it was confirmed."""
    confirmed = core.get("assured_date")
    overdue = overdue_from(date.fromisoformat(confirmed)) if confirmed else None
    if overdue is None:
        return core
    dated: Core = {}
    for name, value in core.items():
        dated[name] = value
        if name == "assured_date":
            dated["overdue_from"] = overdue.isoformat()
    return dated


@dataclass
class Filing:
    """The published `terms` and `taxonomies` a record is filed under, and the terms it `awaits`:

    drafts among its own or broader terms, under which it is filed once they are public.
    """

    terms: set[str] = field(default_factory=set)
    taxonomies: set[str] = field(default_factory=set)
    awaits: set[str] = field(default_factory=set)

    def under(self, role: int) -> set[str]:
        """What it is filed under in one role."""
        return {
            Role.TERM.value: self.terms,
            Role.TAXONOMY.value: self.taxonomies,
            Role.AWAITS.value: self.awaits,
        }[role]


class Composer:
    """Composes documents from live cores. What it needs of other records is fetched beforehand."""

    def __init__(self, live: LiveCores) -> None:
        self.live = live
        self._shown: dict[tuple[str, str], orjson.Fragment | None] = {}

    # --- Pieces that several documents share -----------------------------------------------------

    def shown(self, node: Node) -> Node:
        """`node` as the public sees it: terms written out, UK names added, blanks left out."""
        public: Node = {}
        for name, value in node.items():
            if isinstance(value, dict):
                value = self.shown(value)
            elif isinstance(value, list):
                if name == "attributes":
                    value = [said for said in map(self._attribute, value) if said]
                else:
                    value = [self.shown(child) for child in value]
                    if name in UK_NAMES:
                        uk_name, hsds_name = UK_NAMES[name]
                        for child in value:
                            if hsds_name in child:
                                child[uk_name] = child[hsds_name]
                if not value:
                    continue
            public[name] = value
        return public

    def _attribute(self, said: Node) -> Node | None:
        """An attribute with its term written out; None if the term is not public."""
        if "taxonomy_term_id" not in said:
            return self.shown(said)
        term = self.live.get(Kind.TAXONOMY_TERM, said["taxonomy_term_id"])
        return {**self.shown(said), "taxonomy_term": self._term(term)} if term else None

    def _term(self, core: Core) -> Node:
        return {**scalars(core), "term": core["name"]}

    def embedded(self, kind: str, id: str | None) -> orjson.Fragment | None:
        """An organization or location as it stands inside another document; None if not public."""
        if id is None:
            return None
        if (kind, id) not in self._shown:
            core = self.live.get(kind, id)
            self._shown[kind, id] = orjson.Fragment(encode(self.shown(core))) if core else None
        return self._shown[kind, id]

    def filing(self, terms: set[str]) -> "Filing":
        """Where a record with `terms` is filed: under them and all that is broader."""
        filing = Filing()
        waiting = set(terms)
        while waiting:
            self.live.fetch(Kind.TAXONOMY_TERM, waiting)
            broader: set[str] = set()
            for id in waiting:
                core = self.live.get(Kind.TAXONOMY_TERM, id)
                (filing.terms if core else filing.awaits).add(id)
                if core:
                    broader |= {core["parent_id"]} if "parent_id" in core else set()
                    filing.taxonomies |= {core["taxonomy_id"]} if "taxonomy_id" in core else set()
            waiting = broader - filing.terms - filing.awaits
        return filing

    # --- One function a kind ---------------------------------------------------------------------

    def taxonomy(self, core: Core, terms: list[Core]) -> Document:
        listed = scalars(core)
        full = {**self.shown(core), "taxonomy_terms": [self._term(term) for term in terms]}
        if not terms:
            del full["taxonomy_terms"]
        columns = {"name": core["name"]}
        return Document(PublicKind.TAXONOMY, core["id"], core["name"], full, listed, columns)

    def taxonomy_term(self, core: Core) -> Document:
        listed = self._term(core)
        full = {**self.shown(core), "term": core["name"]}
        taxonomy = self.live.get(Kind.TAXONOMY, core.get("taxonomy_id"))
        if taxonomy:
            full["taxonomy_detail"] = scalars(taxonomy)
        return Document(
            PublicKind.TAXONOMY_TERM,
            core["id"],
            core["name"],
            full,
            listed,
            columns={
                "name": core["name"],
                "code": core.get("code", ""),
                "taxonomy_id": core.get("taxonomy_id"),
                "parent_id": core.get("parent_id"),
            },
            shows={core["taxonomy_id"]} if "taxonomy_id" in core else set(),
        )

    def location(self, core: Core) -> Document:
        filing = self.filing(self.live.terms(Kind.LOCATION, core["id"]))
        return Document(
            PublicKind.LOCATION,
            core["id"],
            core.get("name", ""),
            self.shown(core),
            scalars(core),
            columns={
                "organization_id": core.get("organization_id"),
                "location_type": core["location_type"],
                "is_withheld": is_withheld(core),
            },
            terms=filing.terms,
            taxonomies=filing.taxonomies,
            awaits=filing.awaits,
        )

    def organization(
        self, core: Core, services: list[Node], locations: list[str], offers: Filing
    ) -> Document:
        """`services` are the short forms of its services, `offers` where those are filed."""
        filing = self.filing(self.live.terms(Kind.ORGANIZATION, core["id"]))
        places = [place for id in locations if (place := self.embedded(Kind.LOCATION, id))]
        full = self.shown(core)
        if places:
            full["locations"] = places
        if services:
            full["services"] = services
        return Document(
            PublicKind.ORGANIZATION,
            core["id"],
            core["name"],
            full,
            scalars(core),
            columns={"name": core["name"]},
            terms=filing.terms | offers.terms,
            taxonomies=filing.taxonomies | offers.taxonomies,
            awaits=filing.awaits | offers.awaits,
            shows={*locations, *self._terms_of(Kind.LOCATION, locations)},
        )

    def service(self, core: Core) -> list[Document]:
        """The document of a service, and one for each of its public places."""
        dated = with_overdue_date(core)
        own = {name: value for name, value in dated.items() if name != "service_at_locations"}
        organization = self.live.get(Kind.ORGANIZATION, core["organization_id"])
        program = self._program(core.get("program_id"), organization)
        one_to_one = scalars(dated)
        if organization:
            one_to_one["organization"] = scalars(organization)
        if program:
            one_to_one["program"] = scalars(program)
        alone = self.shown(own)
        if organization:
            alone["organization"] = self.embedded(Kind.ORGANIZATION, organization["id"])
        if program:
            alone["program"] = self.shown(program)

        places = core.get("service_at_locations", [])
        location_ids = [place["location_id"] for place in places]
        public_places = [
            place for place in places if self.live.get(Kind.LOCATION, place["location_id"])
        ]
        terms = self.live.terms(Kind.SERVICE, core["id"])
        filing = self.filing(terms)
        own_terms = terms_in(own) if terms and places else set()
        columns = {
            "organization_id": core["organization_id"],
            "status": core["status"],
            "minimum_age": core.get("minimum_age"),
            "maximum_age": core.get("maximum_age"),
            "assured_date": core.get("assured_date", NEVER),
        }
        full = dict(alone)
        if public_places:
            full["service_at_locations"] = [self._place(core, place) for place in public_places]
        service = Document(
            PublicKind.SERVICE,
            core["id"],
            core["name"],
            full,
            one_to_one,
            columns={**columns, "name": core["name"]},
            terms=filing.terms,
            taxonomies=filing.taxonomies,
            awaits=filing.awaits,
            shows={
                core["organization_id"],
                *location_ids,
                *(place["id"] for place in places),
                *self._terms_of(Kind.ORGANIZATION, [core["organization_id"]]),
                *self._terms_of(Kind.LOCATION, location_ids),
            },
        )
        return [
            service,
            *(
                self._service_at_location(
                    core,
                    place,
                    alone,
                    one_to_one,
                    columns,
                    self.filing(own_terms | terms_in(place)) if terms else Filing(),
                )
                for place in public_places
            ),
        ]

    def _service_at_location(
        self,
        service: Core,
        place: Node,
        alone: Node,
        one_to_one: Node,
        columns: Node,
        filing: Filing,
    ) -> Document:
        location = self.live.get(Kind.LOCATION, place["location_id"])
        own = {"id": place["id"], "service_id": service["id"], **scalars(place)}
        return Document(
            PublicKind.SERVICE_AT_LOCATION,
            place["id"],
            service["name"],
            {**self._place(service, place), "service": alone},
            {**own, "location": scalars(location or {}), "service": one_to_one},
            columns={
                **columns,
                "service_id": service["id"],
                "location_id": place["location_id"],
            },
            terms=filing.terms,
            taxonomies=filing.taxonomies,
        )

    def _place(self, service: Core, place: Node) -> Node:
        shown = self.shown({"id": place["id"], "service_id": service["id"], **place})
        return {**shown, "location": self.embedded(Kind.LOCATION, place["location_id"])}

    def _program(self, id: str | None, organization: Core | None) -> Core | None:
        programs = organization.get("programs", []) if organization and id else []
        return next((program for program in programs if program["id"] == id), None)

    def _terms_of(self, kind: str, ids: list[str]) -> set[str]:
        return set().union(*(self.live.terms(kind, id) for id in ids))
