"""Finds dead web addresses. A thin door to directory/upkeep/links."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from directory.management.arguments import at_least
from directory.management.guided import GuidedCommand
from directory.progress import progress_on
from directory.upkeep.links.checking import Pace, check, due
from directory.upkeep.links.collecting import collect
from directory.upkeep.models import WebLink

HELP = """\
Asks the web addresses that public entries give whether they are still there, and keeps those that
lead nowhere for editors to mend. An address counts as dead when it failed twice, days apart.

It is off unless CHECK_LINKS=true, or --on, is given: it is the one command that calls other hosts.
It asks for headers alone, one address at a time, says who it is, leaves each site its rest and
stops in time; never does it ask anything inside a private network, wherever a name or a redirect
leads. What was there is asked again after 30 days, what failed after 3.
"""
EXAMPLES = """\
examples:
  What would be asked:
    manage.py check_links --simulate
  Nightly, for half an hour at the most, from cron, with CHECK_LINKS=true in .env:
    30 2 * * *  cd /srv/directory && .venv/bin/python manage.py check_links
  A few, now:
    manage.py check_links --on --limit 20

exit status: 0 done, whatever was found; 2 it is off, or could not be understood; nothing was asked.
It connects directly: where sites can only be reached through a proxy, it finds every one dead.
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", action="store_true", help="check even without CHECK_LINKS=true")
        parser.add_argument(
            "--simulate", action="store_true", help="say what would be asked, and ask nothing"
        )
        parser.add_argument(
            "--limit", type=at_least(1), default=500, help="ask at most so many addresses (500)"
        )
        parser.add_argument(
            "--minutes", type=at_least(1), default=30, help="stop after so many minutes (30)"
        )
        parser.add_argument(
            "--rest",
            type=at_least(1),
            default=2,
            help="seconds between two requests to one site (2)",
        )

    def handle(self, *, on: bool, simulate: bool, limit: int, minutes: int, rest: int, **_: Any):
        if not (on or simulate or settings.CHECK_LINKS):
            raise CommandError("Checking is off. Set CHECK_LINKS=true, or give --on.", returncode=2)
        addresses = collect()
        self.stdout.write(f"{addresses:>9,} web addresses in public entries")
        if simulate:
            self.stdout.write(f"{len(due(limit)):>9,} would be asked")
            self.stdout.write("Simulated: nothing was asked.")
            return
        progress = progress_on(sys.stderr)
        asked = failing = 0
        for one in check(Pace(limit, minutes * 60, rest)):
            asked += 1
            progress("asked", asked)
            if one.outcome.failing:
                failing += 1
                progress.clear()
                self.stdout.write(f"{one.url}: {one.outcome.said}")
        progress.clear()
        self.stdout.write(f"{asked:>9,} asked, {failing:,} of them failed")
        self.stdout.write(f"{WebLink.objects.dead().count():>9,} are dead: editors see them")
