"""Takes records from the public. A thin door to directory/publication/withdraw.py."""

import sys
from collections.abc import Iterable
from uuid import UUID

from django.core.management.base import CommandParser
from django.db import transaction
from django.db.models import Count

from directory.management.arguments import identifier
from directory.management.guided import GuidedCommand
from directory.publication.act import lock_log
from directory.publication.models import PUBLIC_ROWS, Kind, PublicKind, Revision
from directory.publication.withdraw import withdraw_many

HELP = """\
Takes records from the public: their addresses answer 404 and lists leave them out.

The working copy stays as it is, and so does the log. What cannot stay public without a record goes
with it: an organization's services, a taxonomy's terms. It is done at once, or not at all.
"""
EXAMPLES = """\
examples:
  A service that has ended:
    manage.py withdraw service 8896b788-7b3e-11ef-8db9-7f3d040352b3 --note "Ended in March"
  Two organizations, with all their services:
    manage.py withdraw organization d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610 \\
        ac148810-d857-441c-9679-408f346de14b

exit status: 0 all are withdrawn; 1 some were not public, the others are withdrawn; 2 the command
could not be understood, nothing is changed.
To make a record public again, publish it in the admin. An import with --publish does so too, for as
long as its source has the record.
A service at a location goes with its service: take the place off the service and publish that.
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "kind", metavar="KIND", choices=Kind.values, help=f"one of: {', '.join(Kind.values)}"
        )
        parser.add_argument(
            "ids",
            metavar="ID",
            nargs="+",
            type=identifier,
            help="its identifier, the UUID at the end of its address in the API",
        )
        parser.add_argument("--note", default="", help="why, for the log that only staff can read")

    def handle(self, *, kind: str, ids: list[UUID], note: str, **_) -> None:
        with transaction.atomic():
            before = lock_log().seq
            absent = not_public(kind, ids)
            withdraw_many(kind, dict.fromkeys(ids), note=note)
            counts = counts_since(before)
        for what, count in counts.items():
            self.stdout.write(f"{count:>9,} {what} withdrawn")
        for id in absent:
            self.stderr.write(f"Not withdrawn: there is no public {kind} with the id {id}.")
        if absent:
            sys.exit(1)


def not_public(kind: str, ids: Iterable[UUID]) -> list[UUID]:
    """Those of `ids` that are not public, whether withdrawn already or never seen."""
    public = PUBLIC_ROWS[PublicKind(kind)].objects.with_ids(*ids)
    found = set(public.values_list("id", flat=True))
    return [id for id in dict.fromkeys(ids) if id not in found]


def counts_since(seq: int) -> dict[str, int]:
    """How many records of each kind were revised after revision `seq`."""
    rows = Revision.objects.filter(seq__gt=seq).order_by("kind").values_list("kind")
    return dict(rows.annotate(Count("seq")))
