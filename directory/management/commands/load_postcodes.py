"""Loads the official postcodes. A thin door to directory/places."""

import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from directory.management.guided import GuidedCommand
from directory.places.loading.faults import Unusable
from directory.places.loading.postcodes import Outcome, load_postcodes
from directory.progress import progress_on
from directory.search.nearby.index import renew

HELP = """\
Loads the postcodes of the United Kingdom, live and ended, with where each one is.

FILE is the ONS Postcode Directory (ONSPD) or the National Statistics Postcode Lookup (NSPL) as ONS
publishes it, free, every three months at geoportal.statistics.gov.uk: the zip, or a table out of
it as .csv or .csv.gz. Any other table with a postcode, a latitude and a longitude works as well.
Everything is saved at once at the end, or nothing. A minute for all 2.7 million.
"""
EXAMPLES = """\
examples:
  All of it, straight from ONS's zip:
    manage.py load_postcodes NSPL_MAY_2025.zip
  The next edition, three months later; postcodes it no longer has are removed:
    manage.py load_postcodes NSPL_AUG_2025.zip --remove-gone
  Points alone, then areas for one region (what a file has no column for stays as it is):
    manage.py load_postcodes nspl_latlong.csv.gz
    manage.py load_postcodes bradford_with_areas.csv

columns, by any of their names: pcds, pcd8, pcd7, pcd or postcode; lat; long; and where there
doterm (the month it ended), lsoa21(cd), osward or wd25cd, oslaua or lad25cd.
exit status: 0 all was loaded; 1 it was loaded, some rows had faults; 2 nothing was loaded.
Say where the data comes from: docs/places.md has the words.
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", metavar="FILE", type=Path, help="a .csv, .csv.gz or .zip")
        parser.add_argument(
            "--remove-gone",
            action="store_true",
            help="remove postcodes that the file does not have; only for a whole edition",
        )

    def handle(self, *args, **options) -> None:
        progress = progress_on(sys.stderr)
        try:
            outcome = load_postcodes(options["path"], progress, remove_gone=options["remove_gone"])
            if outcome.created or outcome.changed or outcome.removed:
                renew(progress)
        except Unusable as unusable:
            raise CommandError(f"{unusable} Nothing was loaded.", returncode=2) from unusable
        finally:
            progress.clear()
        for line in lines(outcome):
            self.stdout.write(line)
        if outcome.faults.count:
            sys.exit(1)


def lines(outcome: Outcome) -> Iterator[str]:
    """What a load did, a line for each thing."""
    yield (
        f"Postcodes: {outcome.created:,} created, {outcome.changed:,} changed, "
        f"{outcome.unchanged:,} unchanged, {outcome.gone:,} gone."
    )
    if outcome.removed:
        yield f"What was gone was removed: {outcome.removed:,}."
    elif outcome.gone:
        yield "What is gone stays; --remove-gone removes it, if this is a whole edition."
    if outcome.without_place:
        yield f"Passed over, as ONS gives them no place: {outcome.without_place:,}."
    if "ended" not in outcome.tells:
        yield "The file does not say which postcodes have ended (it has no doterm)."
    yield from outcome.faults.lines()
