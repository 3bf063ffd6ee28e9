"""Conditions on public services and services at locations by who, how and how much.

Each answers with a condition for `filter`, on a queryset of `PublicService` or
`PublicServiceAtLocation`.

What is unknown: an age limit nobody stated excludes no one, unless `strict`. Every other condition
here asks for something that a person relies on, such as an interpreter or a free place, so a
service that says nothing of it is left out, `strict` or not. The facets count just so.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from directory.publication.models import NEVER, Mention, Role
from directory.search.models.traits import Name, Trait
from directory.search.traits.wording import folded
from directory.search.words.marks import Marked, marks_of_terms


def having(name: Name, values: Iterable[str]) -> Exists:
    """One of `values` is said of it: of a language, its code as the documents have it."""
    wanted = {value for text in values if (value := folded(text))}
    rows = Trait.objects.filter(name=name.value, value__in=wanted, record=OuterRef("pk"))
    return Exists(rows.order_by().values("name"))


def under_terms(terms: Iterable[UUID]) -> Exists:
    """It is filed under one of `terms` or under a narrower one: `filed_under`, as a condition."""
    wanted = set(terms)
    rows = Mention.objects.filter(mentioned__in=wanted, role=Role.TERM, record=OuterRef("pk"))
    return Marked(rows.order_by().values("role"), marks_of_terms(wanted))


def age(*ages: int, strict: bool = False) -> Q:
    """Someone of one of these ages, in whole years, may come.

    A limit that is not stated is none; `strict` leaves out services that state neither limit.
    """
    # Side by side: a hundred of them one inside the other take Django half a second.
    found = Q(*map(_fits, sorted(set(ages))), _connector=Q.OR) if ages else Q(pk__in=[])
    if strict:
        found &= Q(minimum_age__isnull=False) | Q(maximum_age__isnull=False)
    return found


def _fits(years: int) -> Q:
    old_enough = Q(minimum_age__isnull=True) | Q(minimum_age__lte=years)
    return old_enough & (Q(maximum_age__isnull=True) | Q(maximum_age__gte=years))


def assured_since(day: date) -> Q:
    """Its details were confirmed on `day` or later. Never confirmed is not since any day."""
    return Q(assured_date__gte=max(day, NEVER + timedelta(days=1)))
