"""Reporting: anybody says that an entry is wrong, without an account."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction
from django.utils import timezone

from directory.publication import reading
from directory.publication.models import PublicKind
from directory.upkeep.models import Channel, Problem, State, Topic
from directory.upkeep.tallying import Limit, household, spend

# What can be reported, by its name in the API's addresses.
KINDS = {
    "services": PublicKind.SERVICE,
    "service_at_locations": PublicKind.SERVICE_AT_LOCATION,
    "organizations": PublicKind.ORGANIZATION,
    "locations": PublicKind.LOCATION,
}
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FROM_ONE_ADDRESS_AN_HOUR = Limit("reports from one address in an hour", 10, HOUR)
FROM_ONE_ADDRESS = Limit("reports from one address in a day", 20, DAY)
OF_ONE_RECORD = Limit("reports of one entry in a day", 10, DAY)
# So that nobody alone can use up what others may report of an entry.
OF_ONE_RECORD_FROM_ONE_ADDRESS = Limit("reports of one entry from one address in a day", 3, DAY)
IN_ALL = Limit("reports in a day", 1_000, DAY)

# Said on the page and by the API alike.
WHAT_HAPPENS_NEXT = (
    "The people who look after this entry and the directory's moderators are told, and one of them "
    "looks at it, usually within a week. If you left an e-mail address a moderator may write to "
    "you; it is deleted once the report is settled."
)


class NotThere(Exception):
    """There is no public record of this kind and id."""


def name_of(kind: PublicKind, id: UUID) -> str:
    """What the public record is called. Raises NotThere."""
    found = reading.read(kind, id, "listed")
    if found is None:
        raise NotThere
    document = orjson.loads(found[1])
    named = document.get("service", document)
    return str(named.get("name", "") or "a place without a name")[:255]


def report(
    kind: PublicKind,
    id: UUID,
    *,
    topic: Topic,
    message: str = "",
    reply_to: str = "",
    channel: Channel,
    address: str,
) -> Problem:
    """Keep what somebody at the IP `address` reports of a public record.

    The same report of the same record made again within a day is the first one. Raises NotThere,
    and TooMany for more than anybody reports in earnest.
    """
    name = name_of(kind, id)
    with transaction.atomic():
        again = Problem.objects.filter(
            kind=kind,
            record_id=id,
            topic=topic,
            message=message,
            state=State.NEW,
            made_at__gt=timezone.now() - DAY,
        ).first()
        here = household(address)
        spend([(FROM_ONE_ADDRESS_AN_HOUR, here), (FROM_ONE_ADDRESS, here)])
        if again:
            return again
        record = f"{kind} {id}"
        spend(
            [
                (OF_ONE_RECORD_FROM_ONE_ADDRESS, f"{record} {here}"),
                (OF_ONE_RECORD, record),
                (IN_ALL, ""),
            ]
        )
        return keep_report(
            kind, id, name, topic=topic, message=message, reply_to=reply_to, channel=channel
        )


def keep_report(
    kind: PublicKind,
    id: UUID,
    name: str,
    *,
    topic: Topic,
    message: str = "",
    reply_to: str = "",
    channel: Channel,
    by: Any = None,
) -> Problem:
    """Keep a report, from whomever it is."""
    return Problem.objects.create(
        kind=kind,
        record_id=id,
        name=name[:255],
        topic=topic,
        message=message,
        reply_to=reply_to,
        channel=channel,
        by=by,
        made_at=timezone.now(),
    )
