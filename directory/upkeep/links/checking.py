"""Checks web addresses: a bounded number, one after another, with a rest for each site."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.db.models import F, Q
from django.utils import timezone

from directory.upkeep.links.asking import Asking, Outcome
from directory.upkeep.models import WebLink

# What led somewhere is asked again after so long, what failed sooner.
AGAIN, AGAIN_IF_FAILING = timedelta(days=30), timedelta(days=3)


@dataclass(frozen=True)
class Pace:
    """How much is asked in one run, and how fast."""

    most: int = 500
    seconds: float = 30 * 60
    # Between two requests to one site.
    rest: float = 2.0


@dataclass(frozen=True)
class Checked:
    """What came of one address."""

    url: str
    outcome: Outcome


def due(most: int) -> list[WebLink]:
    """The addresses whose turn it is: never checked first, then the longest ago."""
    now = timezone.now()
    turn = (
        Q(checked_at=None)
        | Q(checked_at__lt=now - AGAIN)
        | Q(checked_at__lt=now - AGAIN_IF_FAILING, failures__gt=0)
    )
    rows = WebLink.objects.filter(turn)
    return list(rows.order_by(F("checked_at").asc(nulls_first=True), "pk")[:most])


def check(
    pace: Pace,
    asking: Asking | None = None,
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Checked]:
    """Ask each address whose turn it is, keep what came of it, and tell it.

    One request at a time; sites take turns, so that a rest for one is another's turn.
    """
    asking = asking or Asking()
    end = clock() + pace.seconds
    rested: dict[str, float] = {}
    for link in in_turns(due(pace.most)):
        site = site_of(link.url)
        wait = rested.get(site, 0.0) - clock()
        if clock() + max(0.0, wait) >= end:
            return
        if not claim(link):
            continue
        if wait > 0:
            sleep(wait)
        outcome = asking.ask(link.url)
        rested[site] = clock() + pace.rest
        keep(link, outcome)
        yield Checked(link.url, outcome)


def in_turns(links: list[WebLink]) -> Iterator[WebLink]:
    """`links`, one of each site before the second of any."""
    queues: dict[str, deque[WebLink]] = defaultdict(deque)
    for link in links:
        queues[site_of(link.url)].append(link)
    while queues:
        for site in list(queues):
            yield queues[site].popleft()
            if not queues[site]:
                del queues[site]


def site_of(url: str) -> str:
    """Whose server it is, as far as the name tells."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def claim(link: WebLink) -> bool:
    """Keep that `link` is being checked now. False if another run has just done so."""
    rows = WebLink.objects.filter(pk=link.pk, checked_at=link.checked_at)
    return bool(rows.update(checked_at=timezone.now()))


def keep(link: WebLink, outcome: Outcome) -> None:
    """Keep what came of asking."""
    rows = WebLink.objects.filter(pk=link.pk)
    if not outcome.failing:
        rows.update(status=outcome.status, said="", failures=0, failing_since=None)
        return
    rows.update(
        status=outcome.status,
        said=outcome.said[:200],
        failures=min(link.failures + 1, 1000),
        failing_since=link.failing_since or timezone.now(),
    )
