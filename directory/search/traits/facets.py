"""Counts, for each facet, how many of the matching records have each of its values.

Each facet is counted under the filters of the others, not its own: whoever chose Urdu still sees
how many there are in Polish. So the facets without a filter of their own share one statement, and
each facet with one takes one more. Within a statement the matching rows are found once, and all
that is counted is joined to them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q

from directory.publication.models import (
    Mention,
    OfferQuerySet,
    PublicOrganization,
    PublicTaxonomy,
    PublicTaxonomyTerm,
    Role,
)
from directory.publication.storing import sort_name
from directory.search.conditions import Standing
from directory.search.models.traits import Name, Trait
from directory.search.words.matching import keys_of

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
# How the rows of one statement say which facet they are of.
NUMBERS = {facet: number for number, facet in enumerate(Facet)}
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
    that are no facet's own. One statement, and one more for each of `filters` that is counted. Of
    each facet the `most` commonest values are given.
    """
    filters = filters or {}
    together: dict[Facet | None, list[Facet]] = defaultdict(list)
    for facet in facets:
        together[facet if facet in filters else None].append(facet)
    rows: dict[Facet, list[Row]] = {facet: [] for facet in facets}
    for own, members in together.items():
        matching = base
        for facet, condition in filters.items():
            if facet != own:
                matching = matching.filter(condition)
        for number, *row in _rows(matching, members, most):
            rows[FACETS[number]].append(Row(*row))
    return {facet: _counted(facet, found, most) for facet, found in rows.items()}


@dataclass(frozen=True)
class Row:
    """A value as the database counted it; `different` is 0 where all values are given."""

    value: str
    label: str
    count: int
    taxonomy_id: str | None
    taxonomy: str | None
    different: int


def _counted(facet: Facet, rows: list[Row], most: int) -> Counted:
    ids = facet in (Facet.ORGANIZATION, Facet.TERM)
    values = [
        Value(
            value=_id(row.value) if ids else row.value,
            label=row.label or (_id(row.value) if ids else row.value),
            count=row.count,
            taxonomy_id=_id(row.taxonomy_id) if row.taxonomy_id else "",
            taxonomy=row.taxonomy or "",
        )
        for row in rows
    ]
    values.sort(key=lambda value: (-value.count, sort_name(value.label), value.value))
    return Counted(
        tuple(values[:most]), max((row.different for row in rows), default=0) or len(rows)
    )


def _id(text: str) -> str:
    return str(UUID(text))


def _rows(matching: OfferQuerySet, facets: Collection[Facet], most: int) -> list[tuple[Any, ...]]:
    """What one statement counts: a facet's number, then the columns of `Row`."""
    own = {Facet.STATUS, Facet.ORGANIZATION}.intersection(facets)
    columns = matching.order_by().values_list("pk", "status", "organization_id")
    try:
        base, parameters = columns.query.sql_with_params() if own else keys_of(matching)
    except EmptyResultSet:
        return []
    parts = []
    if names := [TRAITS[facet] for facet in facets if facet in TRAITS]:
        parts.append(_of_traits(names))
    if Facet.STATUS in facets:
        parts.append(_OF_STATUS)
    if Facet.ORGANIZATION in facets:
        parts.append(_OF_ORGANIZATIONS.format(most=max(most, 0)))
    if Facet.TERM in facets:
        parts.append(_OF_TERMS)
    statement = (
        f"WITH matching (record{', status, organization_id' if own else ''}) AS ({base}) "
        f"{' UNION ALL '.join(parts)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


# CROSS JOIN keeps SQLite from beginning with the larger table, when it cannot tell how many rows
# match; to PostgreSQL it is any join. `0 * matching.record` keeps it from reading the whole table
# into a Bloom filter first, as it does where a condition concerns that table alone.


def _of_traits(names: Collection[Name]) -> str:
    facets = {name: facet for facet, name in TRAITS.items()}
    numbered = " ".join(f"WHEN {name.value} THEN {NUMBERS[facets[name]]}" for name in names)
    wanted = ", ".join(str(name.value) for name in names)
    return (
        f"SELECT CASE trait.name {numbered} END, trait.value, MIN(trait.label), COUNT(*), "
        "NULL, NULL, 0 FROM matching "
        f"CROSS JOIN {_table(Trait)} AS trait "
        f"WHERE trait.record = matching.record AND trait.name + 0 * matching.record IN ({wanted}) "
        "GROUP BY trait.name, trait.value"
    )


def _table(model: Any) -> str:
    return f'"{model._meta.db_table}"'


def _text(column: str) -> str:
    """An identifier as text, and NULL as NULL, on both databases."""
    return f"CAST({column} AS text)"


_OF_STATUS = (
    f"SELECT {NUMBERS[Facet.STATUS]}, status, status, COUNT(*), NULL, NULL, 0 "
    "FROM matching GROUP BY status"
)
# There may be very many, so the database cuts the list.
_OF_ORGANIZATIONS = (
    f"SELECT * FROM (SELECT {NUMBERS[Facet.ORGANIZATION]}, {_text('grouped.organization_id')}, "
    "organization.name, grouped.records, NULL, NULL, grouped.different FROM "
    "(SELECT organization_id, COUNT(*) AS records, COUNT(*) OVER () AS different "
    "FROM matching GROUP BY organization_id) AS grouped "
    f"LEFT JOIN {_table(PublicOrganization)} AS organization "
    "ON organization.id = grouped.organization_id "
    "ORDER BY grouped.records DESC, COALESCE(organization.sort_name, ''), grouped.organization_id "
    "LIMIT {most}) AS organizations"
)
_OF_TERMS = (
    f"SELECT {NUMBERS[Facet.TERM]}, {_text('grouped.mentioned')}, term.name, grouped.records, "
    f"{_text('taxonomy.id')}, taxonomy.name, 0 FROM "
    "(SELECT mention.mentioned, COUNT(*) AS records FROM matching "
    f"CROSS JOIN {_table(Mention)} AS mention WHERE mention.record = matching.record "
    f"AND mention.role = {Role.TERM.value} + 0 * matching.record "
    "GROUP BY mention.mentioned) AS grouped "
    f"LEFT JOIN {_table(PublicTaxonomyTerm)} AS term ON term.id = grouped.mentioned "
    f"LEFT JOIN {_table(PublicTaxonomy)} AS taxonomy ON taxonomy.id = term.taxonomy_id"
)
