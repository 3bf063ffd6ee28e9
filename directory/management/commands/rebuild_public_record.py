"""`manage.py rebuild_public_record`: make everything the public sees again, from the log alone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from directory.publication.form import is_outdated
from directory.publication.query_log import no_query_log
from directory.publication.rebuild import rebuild_public_record


class Command(BaseCommand):
    help = (
        "Makes the public record again from the revision log, to the same bytes. Needed after an "
        "upgrade that changes how documents are composed; safe at any time. Readers see the old "
        "record until it is done; publishing waits."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="do nothing unless it was made by an older version; to be run after every migrate",
        )

    def handle(self, *args: Any, if_needed: bool, verbosity: int, **options: Any) -> None:
        if if_needed and not is_outdated():
            if verbosity:
                self.stdout.write("The public record has its present form; nothing was done.")
            return
        with no_query_log():
            counts = rebuild_public_record()
        for kind, count in counts.items():
            self.stdout.write(f"{count:>9,} {kind}")
        self.stdout.write(self.style.SUCCESS("The public record is as the log says."))
