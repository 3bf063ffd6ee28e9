"""Takes hidden addresses out of the log. A thin door to directory/publication/redact.py."""

import sys
from uuid import UUID

from django.core.management.base import CommandParser

from directory.management.arguments import identifier
from directory.management.guided import GuidedCommand
from directory.publication.redact import StillTold, redact_address

HELP = """\
Takes the address of locations that hide theirs out of what the log keeps of the time before.

Of each past version stays what would have been published had the address been secret then: half a
postcode and a rounded point; a text that tells the address is withheld whole. There is no undoing.
What the public sees does not change, nor do the log's numbers, times, actions and people.
"""
EXAMPLES = """\
examples:
  A refuge whose address was public until it was hidden and published again:
    manage.py redact_addresses 3a19ff88-4620-4d17-9830-ac1d859eb5d5

exit status: 0 all are redacted; 1 some were refused, the others are redacted; 2 the command could
not be understood, nothing is changed.
Not looked through: past versions of services and organizations, whose texts may have told it too.
Backups still have it, and so does the database's own file until it is vacuumed (PostgreSQL:
VACUUM FULL publication_revision; SQLite: VACUUM). What others copied, they have.
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "ids",
            metavar="LOCATION_ID",
            nargs="+",
            type=identifier,
            help="its identifier, the UUID at the end of its address in the API",
        )

    def handle(self, *, ids: list[UUID], **_) -> None:
        refused = False
        for id in dict.fromkeys(ids):
            try:
                count = redact_address(id)
            except StillTold as reason:
                self.stderr.write(f"Not redacted: {reason}")
                refused = True
            else:
                self.stdout.write(f"{count:>9,} past versions of {id} redacted")
        if refused:
            sys.exit(1)
