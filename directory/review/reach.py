"""Whose places are whose to change: directory/people/scope.py, of what hangs on what is public."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from directory.models import Location, ServiceAtLocation
from directory.people.scope import in_reach_of, own_organizations
from directory.publication.models import PublicLocation, PublicServiceAtLocation


@in_reach_of(Location)
def of_a_location(user: Any) -> Q:
    """Looked after by an organisation of theirs; or by none, and nobody else's sessions are there.

    Of a place that the public sees, the sessions that it sees there count: a draft, which anybody
    can make, brings a place into nobody's reach and takes it from nobody.
    """
    own = own_organizations(user)
    drafted = ServiceAtLocation.objects.filter(location=OuterRef("pk"))
    seen = PublicServiceAtLocation.objects.filter(location_id=OuterRef("pk"))
    is_public = Exists(PublicLocation.objects.filter(id=OuterRef("pk")))
    theirs_alone = _alone(drafted, Q(service__organization__in=own)) & ~is_public
    seen_as_theirs_alone = _alone(seen, Q(organization_id__in=own)) & is_public
    return Q(organization__in=own) | Q(organization=None) & Q(theirs_alone | seen_as_theirs_alone)


def _alone(sessions: Any, own: Q) -> Any:
    """Whether there are sessions that are `own`, and no others."""
    return Exists(sessions.filter(own)) & ~Exists(sessions.exclude(own))
