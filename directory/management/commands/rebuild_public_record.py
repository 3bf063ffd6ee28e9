"""`manage.py rebuild_public_record`: make everything the public sees again, from the log alone."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.publication.query_log import no_query_log
from directory.publication.rebuild import rebuild_public_record


class Command(BaseCommand):
    help = (
        "Makes the public record again from the revision log, to the same bytes. Needed after an "
        "upgrade that changes how documents are composed; safe at any time. Readers see the old "
        "record until it is done; publishing waits."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with no_query_log():
            counts = rebuild_public_record()
        for kind, count in counts.items():
            self.stdout.write(f"{count:>9,} {kind}")
        self.stdout.write(self.style.SUCCESS("The public record is as the log says."))
