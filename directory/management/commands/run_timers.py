"""Runs everything that has to run on a timer, for deployments without a cron of their own."""

import logging
from datetime import datetime
from time import sleep

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections
from django.utils.timezone import localtime

from directory.management.guided import GuidedCommand
from directory.management.timers import TIMERS

logger = logging.getLogger(__name__)

HELP = """\
Runs, until it is stopped, each command that has to be run every now and then, when it is due:
tell_problems every quarter of an hour; find_duplicates, clear_uploads, clearsessions and
reopen_services at night, remind_editors at nine in the morning, and with CHECK_LINKS=true
check_links at night. The clock is TIME_ZONE's.

One that fails is told of in the log and tried again when it is next due; the others go on. What was
due while this did not run waits for its next time. Where there is a cron, use that instead.
"""
EXAMPLES = """\
examples:
  docker-compose.yml runs it in a container of its own:
    manage.py run_timers
"""
LOOK_EVERY = 30  # seconds


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def handle(self, **_) -> None:
        since = localtime()
        self.stdout.write("Waiting for what comes due.")
        self.stdout.flush()
        while True:
            sleep(LOOK_EVERY)
            now = localtime()
            run_due(since, now)
            since = now


def run_due(since: datetime, now: datetime) -> None:
    """Run, one after the other, what has come due after `since`."""
    for timer in TIMERS:
        if timer.is_due(since, now) and (timer.command != "check_links" or settings.CHECK_LINKS):
            run(timer.command)


def run(command: str) -> None:
    # A connection may be hours old, or the database have been started anew.
    close_old_connections()
    try:
        call_command(command, verbosity=0)
    except SystemExit as end:
        if end.code:
            logger.warning("%s ended with status %s", command, end.code)
    except Exception:
        logger.exception("%s failed", command)
