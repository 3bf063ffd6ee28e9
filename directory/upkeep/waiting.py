"""What waits for somebody: for the home page of the admin, and whatever else shows lists of it."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from directory.models import Service
from directory.people.scope import within_reach
from directory.publication.freshness import fresh_since
from directory.publication.models import PublicService
from directory.upkeep.models import LinkUse, Problem, WebLink


def open_problems(user: Any) -> QuerySet[Problem]:
    """The reports `user` can see to, longest waiting first."""
    return within_reach(user, Problem.objects.unsettled())


def overdue_services(user: Any, today: date | None = None) -> QuerySet[Service]:
    """The public services within reach that nobody has confirmed for a year, or ever.

    Longest neglected first. What counts is what the public sees, not a date in a draft.
    """
    return services_to_check(user, today=today)


def services_to_check(
    user: Any, *, months: int | None = None, today: date | None = None
) -> QuerySet[Service]:
    """The public services within reach that nobody has confirmed for so many months, or ever."""
    today = today or timezone.localdate()
    since = fresh_since(today, months) if months else fresh_since(today)
    stale = PublicService.objects.filter(assured_date__lt=since).order_by().values("id")
    reached = within_reach(user, Service.objects.filter(pk__in=stale))
    return reached.order_by(F("assured_date").asc(nulls_first=True), "name", "id")


def dead_links(user: Any) -> QuerySet[LinkUse]:
    """The web addresses within reach that lead nowhere, each where it can be mended.

    With its `link`, whose `said` tells what is wrong.
    """
    dead = WebLink.objects.dead().order_by().values("pk")
    uses = within_reach(user, LinkUse.objects.filter(link__in=dead))
    return uses.select_related("link").order_by("link__failing_since", "name", "pk")
