"""What somebody may choose for a record of theirs to name: a place, an organisation, a category."""

from typing import Any

from django.db.models import QuerySet

from directory.models import ServiceAtLocation
from directory.people.scope import within_reach
from directory.review.naming import places_to_choose


def nameable(user: Any, column: Any, known: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `known` that `user` may name in `column`: their own; for a session, public places
    of others too."""
    if (column.model, column.name) == (ServiceAtLocation, "location"):
        return places_to_choose(user, known)
    return within_reach(user, known)
