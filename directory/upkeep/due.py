"""Which services are due to be asked about, and whom to ask."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q

from directory.people.models import Membership
from directory.publication.freshness import fresh_since
from directory.publication.models import NEVER, PublicService
from directory.upkeep.models import Letter, Question

# A person hears from us once a week at the most: what falls due meanwhile waits for the next
# letter. It is also how long a letter that may or may not have gone out counts as sent.
QUIET = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """A public service that nobody has confirmed for so many months, or, `NEVER`, at all."""

    id: UUID
    name: str
    organization_id: UUID
    assured_date: date
    months: int

    @property
    def last_confirmed(self) -> date | None:
        return None if self.assured_date == NEVER else self.assured_date


@dataclass(frozen=True)
class ToAsk:
    """A person, and what to ask them, the longest neglected first."""

    person: Any
    services: list[Due]


def due_services(today: date) -> list[Due]:
    """The public services for which a reminder's time has come, the longest neglected first."""
    stages = sorted(settings.REMIND_AFTER_MONTHS)
    since = {months: fresh_since(today, months) for months in stages}
    rows = PublicService.objects.filter(assured_date__lt=since[stages[0]])
    columns = rows.order_by("assured_date", "sort_name", "id").values_list(
        "id", "name", "organization_id", "assured_date"
    )
    return [
        Due(id, name, organization, assured, max(m for m in stages if assured < since[m]))
        for id, name, organization, assured in columns.iterator(chunk_size=2000)
    ]


def to_ask(today: date) -> Iterator[ToAsk]:
    """Everybody who is to be written to today, with what to ask them. A few queries a person."""
    by_organization: dict[UUID, list[Due]] = defaultdict(list)
    for service in due_services(today):
        by_organization[service.organization_id].append(service)
    for person, organizations in people_of(by_organization):
        if in_quiet(person, today):
            continue
        services = [one for id in organizations for one in by_organization[id]]
        services.sort(key=lambda one: (one.assured_date, one.name.casefold(), str(one.id)))
        if remaining := not_yet_asked(person, services):
            yield ToAsk(person, remaining)


def people_of(organizations: Iterable[UUID]) -> Iterator[tuple[Any, list[UUID]]]:
    """Each person with an e-mail address who looks after some of these, and which."""
    members: dict[int, list[UUID]] = defaultdict(list)
    rows = Membership.objects.filter(
        organization_id__among=list(organizations), user__is_active=True
    ).exclude(user__email="")
    for user, organization in rows.order_by("user_id", "pk").values_list(
        "user_id", "organization_id"
    ):
        members[user].append(organization)
    people: Any = get_user_model()._default_manager.in_bulk(members)
    for user, theirs in members.items():
        if user in people:
            yield people[user], theirs


def in_quiet(person: Any, today: date) -> bool:
    """Whether `person` was written to, or may have been, within the last week."""
    return Letter.objects.filter(person=person, day__gt=today - QUIET).exists()


def not_yet_asked(person: Any, services: Sequence[Due]) -> list[Due]:
    """Those that `person` was not asked about at this stage, or a later one, since they were last
    confirmed."""
    counts = Q(letter__sent_at__isnull=False) | ~Q(answer="")
    asked = Question.objects.filter(
        counts, letter__person=person, service_id__among=[one.id for one in services]
    ).values_list("service_id", "assured_date", "months")
    furthest: dict[tuple[UUID, date], int] = {}
    for service, assured, months in asked:
        furthest[service, assured] = max(months, furthest.get((service, assured), 0))
    return [one for one in services if one.months > furthest.get((one.id, one.assured_date), 0)]


def without_anybody(today: date) -> int:
    """How many services are due and have nobody who could be asked."""
    services = due_services(today)
    asked = {
        id for _, theirs in people_of({one.organization_id for one in services}) for id in theirs
    }
    return sum(one.organization_id not in asked for one in services)
