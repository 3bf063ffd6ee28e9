"""Asks editors whether their entries are still right. A thin door to directory/upkeep."""

import sys
from typing import Any

from django.utils import timezone

from directory.management.mailing import MailingCommand, refuse_without_mail_server
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


class Command(MailingCommand):
    help = HELP
    examples = EXAMPLES

    def handle(self, *, simulate: bool, verbosity: int, **_: Any) -> None:
        if not simulate:
            refuse_without_mail_server()
        today = timezone.localdate()
        written, all_well = self.write(
            remind(today=today, simulate=simulate),
            lambda one: counted(one.services),
            simulate=simulate,
            verbosity=verbosity,
        )
        who = f"{len(written):>9,} {'person' if len(written) == 1 else 'people'}"
        done = "would be asked" if simulate else "asked"
        self.stdout.write(f"{who} {done} about {counted(sum(one.services for one in written))}")
        if nobody := without_anybody(today):
            self.stdout.write(f"{nobody:>9,} due that nobody looks after: moderators see them")
        if simulate:
            self.stdout.write("Simulated: nothing was kept or sent.")
        if not all_well:
            sys.exit(1)


def counted(services: int) -> str:
    return f"{services:,} service" if services == 1 else f"{services:,} services"
