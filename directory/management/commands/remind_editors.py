"""Asks editors whether their entries are still right. A thin door to directory/upkeep."""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from directory.management.guided import GuidedCommand
from directory.management.mailing import refuse_without_mail_server
from directory.progress import progress_on
from directory.upkeep.due import without_anybody
from directory.upkeep.reminding import remind

HELP = """\
Writes to editors whose services nobody has confirmed for a while: by default at 6, 9 and 12 months
since a service's assured date (REMIND_AFTER_MONTHS), and once where nobody ever confirmed it.

A person gets one e-mail about all their services, and at most one a week. Its links need no
password, work once for each service, and for 30 days (REMINDER_LINK_DAYS). Meant for a daily timer:
run again on the same day it sends nothing more, and when it is interrupted nobody gets two.
"""
EXAMPLES = """\
examples:
  Who would be written to today:
    manage.py remind_editors --simulate
  Daily, at a time when people read their e-mail, from cron:
    0 9 * * *  cd /srv/directory && .venv/bin/python manage.py remind_editors

exit status: 0 everybody was written to; 1 some could not be, they are tried again next time;
2 the command could not be understood, or EMAIL_URL is not set on a deployment: nothing was sent.
Links lead to SITE_URL; e-mail goes where EMAIL_URL says, on a local copy to this terminal.
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--simulate", action="store_true", help="say who would be written to, and send nothing"
        )

    def handle(self, *, simulate: bool, verbosity: int, **_: Any) -> None:
        if not simulate:
            refuse_without_mail_server()
        today = timezone.localdate()
        written, services, faults = 0, 0, []
        progress = progress_on(sys.stderr)
        for one in remind(today=today, simulate=simulate):
            if one.fault:
                progress.clear()
                self.stderr.write(f"{one.to}: {one.fault}")
                faults.append(one)
                continue
            written, services = written + 1, services + one.services
            progress("people", written)
            if simulate or verbosity > 1:
                progress.clear()
                self.stdout.write(f"{one.to}: {counted(one.services)}")
        progress.clear()
        done = "would be asked" if simulate else "asked"
        self.stdout.write(f"{written:>9,} {people(written)} {done} about {counted(services)}")
        if nobody := without_anybody(today):
            self.stdout.write(f"{nobody:>9,} due that nobody looks after: moderators see them")
        if simulate:
            self.stdout.write("Simulated: nothing was kept or sent.")
        if faults:
            sys.exit(1)


def people(count: int) -> str:
    return "person" if count == 1 else "people"


def counted(services: int) -> str:
    return f"{services:,} service" if services == 1 else f"{services:,} services"
