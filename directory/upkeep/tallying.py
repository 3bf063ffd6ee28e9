"""Tallying: how often somebody may do something, counted in the database for all processes."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.upkeep.models import Tally

SALT = "directory.upkeep.tallying"
# An IPv6 household has a network of this size to itself, and as many addresses as it likes.
NETWORK_BITS = 64


@dataclass(frozen=True)
class Limit:
    """At most `most` of `what` in each stretch `per`."""

    what: str
    most: int
    per: timedelta


class TooMany(Exception):
    """`limit` is reached, until `retry_at`."""

    def __init__(self, limit: Limit, retry_at: datetime) -> None:
        super().__init__(limit.what)
        self.limit, self.retry_at = limit, retry_at

    @property
    def retry_after(self) -> int:
        """Whole seconds from now, for `Retry-After`."""
        return max(1, -int((timezone.now() - self.retry_at).total_seconds() // 1))


@transaction.atomic
def spend(limits: Iterable[tuple[Limit, str]]) -> None:
    """Count one more for each limit and whom it is for. Raises TooMany, counting nothing."""
    now = timezone.now()
    for limit, whom in limits:
        until = end_of(limit.per, now)
        key = salted_hmac(SALT, f"{limit.what}\0{until.isoformat()}\0{whom}", algorithm="sha256")
        rows = Tally.objects.filter(pk=key.hexdigest())
        Tally.objects.bulk_create([Tally(key=key.hexdigest(), until=until)], ignore_conflicts=True)
        if not rows.filter(count__lt=limit.most).update(count=F("count") + 1):
            raise TooMany(limit, until)


def forget_tallies() -> int:
    """Delete the counts of times gone by. Returns how many there were."""
    return Tally.objects.filter(until__lte=timezone.now()).delete()[0]


def end_of(per: timedelta, now: datetime) -> datetime:
    """When the stretch of time that `now` is in ends; they follow one another from 1970 on."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return epoch + ((now - epoch) // per + 1) * per


def household(address: str) -> str:
    """An IP address as it is counted: of IPv6 the network, of anything else the text."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address[:45]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, NETWORK_BITS), strict=False))
    return str(found)
