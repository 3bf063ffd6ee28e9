"""The filters of each list. Each calls a method of the public queryset of the same meaning.

Different filters narrow one another (AND); one filter given twice widens (OR).
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

import django_filters
from django.db.models import Q

from directory.api.parameters import Faults, read_many
from directory.api.values import AGE, DATE, FLAG, IDENTIFIER, MOMENT, Value, one_of, text
from directory.models import ServiceStatus
from directory.publication.models import PublicQuerySet
from directory.search.models.traits import Name
from directory.search.traits import reading
from directory.search.traits.facets import Condition
from directory.search.traits.finding import assured_since, having, under_terms


class AnyOf(django_filters.Filter):
    """A filter that may be repeated. `method_name` names the queryset method it calls."""

    def __init__(self, value: Value, method_name: str, help_text: str) -> None:
        super().__init__(value=value, help_text=help_text)
        self.value, self.method_name = value, method_name

    def filter(self, queryset: PublicQuerySet, values: list[Any]) -> PublicQuerySet:
        return getattr(queryset, self.method_name)(*values) if values else queryset


class Meeting(AnyOf):
    """A filter that may be repeated, by a condition: it can be held apart from the others."""

    def __init__(
        self, value: Value, condition: Callable[[list[Any]], Condition], help_text: str
    ) -> None:
        super().__init__(value, "filter", help_text)
        self.condition = condition

    def filter(self, queryset: PublicQuerySet, values: list[Any]) -> PublicQuerySet:
        return queryset.filter(self.condition(values)) if values else queryset


class TopOnly(AnyOf):
    """`top_only=true`, as HSDS has it; `false` is as if it were not given."""

    def filter(self, queryset: PublicQuerySet, values: list[Any]) -> PublicQuerySet:
        return getattr(queryset, self.method_name)() if any(values) else queryset


class ModifiedFilters(django_filters.FilterSet):
    """What every list can be filtered by."""

    @classmethod
    def narrowed(
        cls,
        rows: PublicQuerySet,
        asked: Mapping[str, list[str]],
        *,
        apart: Collection[str],
        faults: Faults,
    ) -> tuple[PublicQuerySet, dict[str, Condition]]:
        """Those of `rows` that meet all that is `asked` but for filters in `apart`, and their

        conditions. What is wrong is added to `faults`. Only what is asked is looked at: a form of
        all the filters takes longer to make than most questions to answer.
        """
        conditions = {}
        for name, texts in asked.items():
            one = cls.base_filters[name]
            values, fault = read_many(name, one.value, texts)
            if fault:
                faults.setdefault(name, []).append(fault)
            elif name not in apart:
                rows = one.filter(rows, values)
            elif values:
                conditions[name] = one.condition(values)
        return rows, conditions

    modified_after = AnyOf(
        MOMENT,
        "modified_since",
        "Only records that changed at or after this moment, themselves or in what they show of "
        "other records. Without an offset it is UTC.",
    )


class FiledFilters(ModifiedFilters):
    """Filters by taxonomy."""

    taxonomy_term_id = Meeting(
        IDENTIFIER,
        under_terms,
        "Only records filed under this taxonomy term or under a narrower one.",
    )
    taxonomy_id = AnyOf(
        IDENTIFIER, "filed_in", "Only records filed under any term of this taxonomy."
    )


class OfferFilters(FiledFilters):
    """Filters of what is offered to people."""

    organization_id = Meeting(
        IDENTIFIER,
        lambda ids: Q(organization_id__in=ids),
        "Only what this organization offers.",
    )
    location_id = AnyOf(IDENTIFIER, "at_locations", "Only what is offered at this location.")
    language = Meeting(
        text(200, example="ur"),
        partial(having, Name.LANGUAGE),
        "Only services offered in this language: its code (ISO 639), or its name where it has "
        "none.",
    )
    accessibility = Meeting(
        text(200, example="Step-free entrance"),
        partial(having, Name.ACCESSIBILITY),
        "Only services at a place that says it has this, as `accessibility` of its location says "
        "it; case does not count.",
    )
    free = Meeting(
        FLAG,
        lambda values: having(Name.FREE, [str(value).lower() for value in values]),
        "`true` gives only services that say they cost nothing, `false` those that say they cost "
        "something.",
    )
    capacity = Meeting(
        one_of(*reading.CAPACITY),
        partial(having, Name.CAPACITY),
        "Only services that say they have room, or that they are full.",
    )
    referral = Meeting(
        one_of(*reading.REFERRAL),
        partial(having, Name.REFERRAL),
        "Only services people may come to of themselves, or those a professional refers to.",
    )
    assured_after = Meeting(
        DATE,
        lambda days: Q(assured_since(min(days))),
        "Only services whose details were confirmed on this day or later.",
    )
    status = Meeting(
        one_of(*ServiceStatus.values),
        lambda states: Q(status__in=states),
        "Only services in this state. Without it, services in every state.",
    )
    minimum_age = AnyOf(
        AGE,
        "from_age",
        "Only services whose minimum age, in years, is this or above (HSDS-UK). "
        "A service without one stays.",
    )
    maximum_age = AnyOf(
        AGE,
        "to_age",
        "Only services whose maximum age, in years, is this or below (HSDS-UK). "
        "A service without one stays.",
    )


class ServiceFilters(OfferFilters):
    pass


class ServiceAtLocationFilters(OfferFilters):
    service_id = AnyOf(IDENTIFIER, "of_services", "Only the places of this service.")


class OrganizationFilters(FiledFilters):
    """An organization is filed under its own terms and those of its services."""


class LocationFilters(FiledFilters):
    organization_id = AnyOf(
        IDENTIFIER, "of_organizations", "Only locations this organization looks after."
    )


class TaxonomyFilters(ModifiedFilters):
    pass


class TaxonomyTermFilters(ModifiedFilters):
    taxonomy_id = AnyOf(IDENTIFIER, "of_taxonomies", "Only terms of this taxonomy.")
    parent_id = AnyOf(IDENTIFIER, "right_under", "Only terms directly under this one.")
    top_only = TopOnly(FLAG, "at_the_top", "`true` gives only terms with no broader term.")
