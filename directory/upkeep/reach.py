"""Whose problem reports and dead links somebody may see: those of the records within their reach.

directory/people/scope.py decides which records those are; what is about a record that is gone is
for moderators alone.
"""

from typing import Any

from django.db.models import Q

from directory import models as hsds
from directory.people.scope import in_reach_of, reached
from directory.publication.models import PublicKind
from directory.upkeep.models import LinkUse, Problem, Step

MODELS: dict[PublicKind, type[hsds.HSDSModel]] = {
    PublicKind.SERVICE: hsds.Service,
    PublicKind.SERVICE_AT_LOCATION: hsds.ServiceAtLocation,
    PublicKind.ORGANIZATION: hsds.Organization,
    PublicKind.LOCATION: hsds.Location,
}


@in_reach_of(Problem)
@in_reach_of(LinkUse)
def of_a_record(user: Any) -> Q:
    """The record it is about is in reach."""
    within = Q(pk__in=[])
    for kind, model in MODELS.items():
        within |= Q(kind=kind, record_id__in=reached(user, model))
    return within


@in_reach_of(Step)
def of_a_problem(user: Any) -> Q:
    """The report it is a step of is in reach."""
    return Q(problem__in=reached(user, Problem))
