"""Tells editors and moderators of problem reports. A thin door to directory/upkeep."""

import sys
from typing import Any

from directory.management.mailing import MailingCommand, refuse_without_mail_server
from directory.upkeep.forgetting import forget_old_reports
from directory.upkeep.tallying import forget_tallies
from directory.upkeep.telling import tell

HELP = """\
Writes to those who look after an entry, and to moderators, when the public reported a problem with
it. However much is reported, a person gets one e-mail in six hours at the most, with all that is
new. Nothing a stranger wrote is in it: that is read in the admin.

It also tidies up: reports settled more than a year ago are deleted, and counts that held back
senders are forgotten. Meant for a timer, every quarter of an hour or so.
"""
EXAMPLES = """\
examples:
  Who would be written to now:
    manage.py tell_problems --simulate
  Every quarter of an hour, from cron:
    */15 * * * *  cd /srv/directory && .venv/bin/python manage.py tell_problems

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
        written, all_well = self.write(
            tell(simulate=simulate),
            lambda one: f"{one.reports:,} new",
            simulate=simulate,
            verbosity=verbosity,
        )
        if simulate:
            self.stdout.write(f"{len(written):>9,} would be told")
            self.stdout.write("Simulated: nothing was kept or sent.")
            return
        self.stdout.write(f"{len(written):>9,} told")
        forget_tallies()
        if forgotten := forget_old_reports():
            self.stdout.write(f"{forgotten:>9,} reports settled over a year ago deleted")
        if not all_well:
            sys.exit(1)
