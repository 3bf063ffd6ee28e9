"""Deletes spreadsheets that were brought and forgotten."""

from directory.exchange.models import Upload
from directory.management.guided import GuidedCommand

HELP = """\
Deletes the spreadsheets that somebody brought to the admin and did not go on with in time. Opening
the page of spreadsheets does so too; this is for when nobody does.
"""
EXAMPLES = """\
examples:
  Every night, by cron:
    30 3 * * * cd /srv/directory && .venv/bin/python manage.py clear_uploads
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def handle(self, *, verbosity: int, **_) -> None:
        _all, gone = Upload.objects.forgotten().delete()
        if verbosity:
            self.stdout.write(f"{gone.get(Upload._meta.label, 0):,} forgotten spreadsheets deleted")
