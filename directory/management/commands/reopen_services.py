"""Ends closures whose last day has passed. A thin door to directory/review/closing.py."""

from django.utils import timezone

from directory.management.guided import GuidedCommand
from directory.review.closing import reopen_due

HELP = """\
Opens services again whose last closed day has passed: they are shown as they were before.

Run it once a day. A service that is closed until further notice stays closed. Nothing else that
was edited meanwhile becomes public.
"""
EXAMPLES = """\
examples:
  Every morning, by cron:
    5 4 * * * cd /srv/directory && .venv/bin/python manage.py reopen_services
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def handle(self, **_) -> None:
        opened = reopen_due(timezone.localdate())
        for service in opened:
            self.stdout.write(f"Open again: {service.name} ({service.pk})")
        self.stdout.write(f"{len(opened):,} services opened again")
