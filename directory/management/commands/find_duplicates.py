"""Finds records that may be entered twice. A thin door to directory/duplicates/finding.py."""

import sys
from typing import Any

from directory.duplicates.finding import find_pairs
from directory.management.guided import GuidedCommand
from directory.progress import progress_on

HELP = """\
Looks through all organisations, locations and services for those that may be one and the same.

They are compared by name, postcode, street, phone, web and e-mail address and charity number,
drafts too. Each pair that is worth a look waits for a moderator in the admin, with the reasons. A
pair that was set apart there stays so. Safe at any time, and made to run every night.
"""
EXAMPLES = """\
examples:
  Every night, from a timer:
    manage.py find_duplicates
  And say nothing when all went well:
    manage.py find_duplicates --verbosity 0
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        progress = progress_on(sys.stderr)
        try:
            counts = find_pairs(progress)
        finally:
            progress.clear()
        if verbosity:
            for what, count in vars(counts).items():
                self.stdout.write(f"{count:>9,} {WORDS[what]}")


WORDS = {
    "compared": "pairs compared",
    "new": "found for the first time",
    "gone": "no longer alike, or no longer two",
    "waiting": "wait for a moderator",
    "dismissed": "were set apart for good",
}
