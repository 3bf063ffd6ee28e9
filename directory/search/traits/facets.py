"""Counts, for each facet, how many of the matching records have each of its values.

Each facet is counted under the filters of the others, not its own: whoever chose Urdu still sees
how many there are in Polish. So the facets without a filter of their own share one statement, and
each facet with one takes one more. Within a statement the matching rows are found once, and not
their traits are counted, but the profiles they have (directory/search/traits/profiles.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from directory.publication.among import among, one_parameter
from directory.publication.models import (
    OfferQuerySet,
    PublicOrganization,
    PublicTaxonomy,
    PublicTaxonomyTerm,
)
from directory.publication.storing import sort_name
from directory.search.conditions import Standing
from directory.search.models.traits import Name
from directory.search.traits.profiles import said_in
from directory.search.words.looking import Look, look_for

Condition = Q | Standing
MOST = 50


class Facet(StrEnum):
    """What can be counted, by the name of the parameter that filters by it."""

    LANGUAGE = "language"
    ACCESSIBILITY = "accessibility"
    ATTENDING = "attending"
    FREE = "free"
    CAPACITY = "capacity"
    REFERRAL = "referral"
    STATUS = "status"
    ORGANIZATION = "organization_id"
    TERM = "taxonomy_term_id"


TRAITS = {
    Facet.LANGUAGE: Name.LANGUAGE,
    Facet.ACCESSIBILITY: Name.ACCESSIBILITY,
    Facet.ATTENDING: Name.ATTENDING,
    Facet.FREE: Name.FREE,
    Facet.CAPACITY: Name.CAPACITY,
    Facet.REFERRAL: Name.REFERRAL,
}
FACETS = tuple(Facet)


@dataclass(frozen=True)
class Value:
    """One value of a facet and how many of the matching records have it.

    `value` is what the facet's parameter takes. A term has its taxonomy, where that is public.
    """

    value: str
    label: str
    count: int
    taxonomy_id: str = ""
    taxonomy: str = ""


@dataclass(frozen=True)
class Counted:
    """The commonest values of a facet, most records first, then by label; `different` is how many

    values there are, those that are not given included.
    """

    values: tuple[Value, ...]
    different: int

    @property
    def more(self) -> int:
        """How many values are not given."""
        return self.different - len(self.values)


def count(
    base: OfferQuerySet,
    filters: Mapping[Facet, Condition] | None = None,
    *,
    facets: Iterable[Facet] = FACETS,
    most: int = MOST,
) -> dict[Facet, Counted]:
    """Each of `facets`, counted over the rows of `base` under the `filters` of all other facets.

    `base` is a queryset of `PublicService` or `PublicServiceAtLocation` with all filters in force
    that are no facet's own. One statement, one more for each of `filters` that is counted, and one
    for the names of terms. Of each facet the `most` commonest values are given.
    """
    filters = filters or {}
    together: dict[Facet | None, list[Facet]] = defaultdict(list)
    for facet in facets:
        together[facet if facet in filters else None].append(facet)
    counted: dict[Facet, Counted] = {}
    for own, members in together.items():
        matching = base
        for facet, condition in filters.items():
            if facet != own:
                matching = matching.filter(condition)
        tallied = Tallied(tuple(members), most)
        counted |= tallied.counted(tallied.of(look_for(matching))[1])
    return {facet: counted[facet] for facet in facets}


# A part of `Tallied`; a profile or an organization; how many records have it; the name of an
# organization, and how many there are.
Row = tuple[int, Any, int, str | None, int]
TRAITS_PART, TERMS_PART, ORGANIZATIONS_PART = range(3)


@dataclass(frozen=True)
class Tallied:
    """What `facets` are counted from, in one statement: the `Wanted` of a look for offers."""

    facets: tuple[Facet, ...] = FACETS
    most: int = MOST
    is_small = False

    def of(self, look: Look) -> tuple[int, list[Row]]:
        parts = [_OF_PROFILES.format(part=TRAITS_PART, column="traits")]
        if Facet.TERM in self.facets:
            parts.append(_OF_PROFILES.format(part=TERMS_PART, column="terms"))
        if Facet.ORGANIZATION in self.facets:
            parts.append(_OF_ORGANIZATIONS.format(most=max(self.most, 0)))
        rows = look.counted(("traits", "terms", "organization_id"), " UNION ALL ".join(parts))
        return sum(records for part, _, records, *_ in rows if part == TRAITS_PART), rows

    def counted(self, rows: Iterable[Row]) -> dict[Facet, Counted]:
        """What `of` gave, told for each facet. One query, for the names of terms."""
        tallies: dict[Facet, Tally] = {facet: Tally() for facet in self.facets}
        profiles: dict[int, int] = {}
        for part, what, records, name, different in rows:
            if part == ORGANIZATIONS_PART:
                tallies[Facet.ORGANIZATION].add(_id(what), name or "", records)
                tallies[Facet.ORGANIZATION].different = different
            else:
                profiles[int(what)] = records
        for number, said in said_in(profiles).items():
            for facet, value, label in said:
                if tally := tallies.get(Facet(facet)):
                    tally.add(value, label, profiles[number])
        if Facet.TERM in tallies:
            _name_terms(tallies[Facet.TERM])
        return {facet: tally.counted(self.most) for facet, tally in tallies.items()}


@dataclass
class Tally:
    """The values of a facet while they are counted: how many have each, and what it is called."""

    records: Counter[str] = field(default_factory=Counter)
    labels: dict[str, str] = field(default_factory=dict)
    taxonomies: dict[str, tuple[str, str]] = field(default_factory=dict)
    different: int = 0

    def add(self, value: str, label: str, records: int) -> None:
        self.records[value] += records
        # Of two spellings of one value the first in order.
        self.labels[value] = min(label, self.labels.get(value, label))

    def counted(self, most: int) -> Counted:
        values = [
            Value(value, self.labels[value] or value, records, *self.taxonomies.get(value, ()))
            for value, records in self.records.items()
        ]
        values.sort(key=lambda value: (-value.count, sort_name(value.label), value.value))
        return Counted(tuple(values[:most]), self.different or len(values))


def _name_terms(tally: Tally) -> None:
    """Say of each term what it is called, and its taxonomy, where those are public."""
    if not tally.records:
        return
    id = PublicTaxonomyTerm._meta.get_field("id")
    among_these = among(connection, "term.id", id)
    with connection.cursor() as cursor:
        cursor.execute(
            _NAMES.format(met=among_these), [one_parameter(connection, id, tally.records)]
        )
        for term, name, taxonomy, taxonomy_name in cursor.fetchall():
            tally.labels[_id(term)] = name
            if taxonomy:
                tally.taxonomies[_id(term)] = _id(taxonomy), taxonomy_name


def _id(text: str) -> str:
    return str(UUID(text))


_OF_PROFILES = (
    "SELECT {part}, CAST({column} AS text), COUNT(*), NULL, 0 FROM cards GROUP BY {column}"
)
_NAMES = (
    "SELECT CAST(term.id AS text), term.name, CAST(taxonomy.id AS text), taxonomy.name "
    f'FROM "{PublicTaxonomyTerm._meta.db_table}" AS term '
    f'LEFT JOIN "{PublicTaxonomy._meta.db_table}" AS taxonomy ON taxonomy.id = term.taxonomy_id '
    "WHERE {met}"
)
# There may be very many, so the database cuts the list.
_OF_ORGANIZATIONS = (
    f"SELECT * FROM (SELECT {ORGANIZATIONS_PART}, CAST(grouped.organization_id AS text), "
    "grouped.records, organization.name, grouped.different FROM "
    "(SELECT organization_id, COUNT(*) AS records, COUNT(*) OVER () AS different "
    "FROM cards GROUP BY organization_id) AS grouped "
    f'LEFT JOIN "{PublicOrganization._meta.db_table}" AS organization '
    "ON organization.id = grouped.organization_id "
    "ORDER BY grouped.records DESC, COALESCE(organization.sort_name, ''), grouped.organization_id "
    "LIMIT {most}) AS organizations"
)
