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

from django.db.models import Q

from directory.publication.models import NEVER, Mention, Role
from directory.search.conditions import ROW, Standing
from directory.search.models.traits import Name, Trait
from directory.search.traits.reading import ATTENDING
from directory.search.traits.wording import folded
from directory.search.words.marks import marks_of_attending, marks_of_terms


def having(name: Name, values: Iterable[str]) -> Standing:
    """One of `values` is said of it: of a language, its code as the documents have it."""
    wanted = {value for text in values if (value := folded(text))}
    told = name == Name.ATTENDING and wanted <= ATTENDING.keys()
    marks = marks_of_attending(wanted) if told else None
    return Standing(
        Trait, f"{ROW}.name = {name.value}", one_of=("value", wanted), marks=marks, told=told
    )


def under_terms(terms: Iterable[UUID]) -> Standing:
    """It is filed under one of `terms` or under a narrower one: `filed_under`, as a condition."""
    terms = set(terms)
    filed, marks = f"{ROW}.role = {Role.TERM.value}", marks_of_terms(terms)
    return Standing(Mention, filed, one_of=("mentioned", terms), marks=marks, told=True)


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
