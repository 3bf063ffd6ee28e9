"""Loads official areas. A thin door to directory/places."""

import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from directory.management.guided import GuidedCommand
from directory.places.loading.areas import Counts, Outcome, load_areas
from directory.places.loading.faults import Unusable
from directory.places.models import AreaKind
from directory.progress import progress_on
from directory.search.nearby.index import renew

HELP = """\
Loads areas: LSOAs, wards, local authorities and NHS places, with their names, middles, boundaries,
and which lies in which.

FILE is a table (CSV) or GeoJSON as ONS publishes it at geoportal.statistics.gov.uk, also in .gz or
.zip. What a file tells is known by its columns: LSOA21CD, WD25CD, ward24_code, LAD25CD, SICBL24CD,
their names (…NM, …_name), latitude and longitude. Any number at once, in any order; everything is
saved at once at the end, or nothing.
"""
EXAMPLES = """\
examples:
  Names, lookups and middles:
    manage.py load_areas lsoa21_ward24_ltla24.csv lsoa21_icb24.csv lsoa_centroids.csv
  Boundaries, so that places without a loaded postcode are found in their areas as well:
    manage.py load_areas LSOA_2021_BGC.geojson Wards_2025_BGC.geojson

What is public is brought into its new areas in the end.
Take boundaries in WGS84 (EPSG:4326), generalised (BGC). What files are silent of stays as it is.
exit status: 0 all was loaded; 1 it was loaded, some rows had faults; 2 nothing was loaded.
Say where the data comes from: docs/places.md has the words.
"""


class Command(GuidedCommand):
    help = HELP
    examples = EXAMPLES
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", metavar="FILE", type=Path, nargs="+", help="a .csv, .geojson, .gz or .zip"
        )

    def handle(self, *args, **options) -> None:
        progress = progress_on(sys.stderr)
        try:
            outcome = load_areas(options["paths"], progress)
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
    """What a load did, a line for each kind of thing."""
    yield f"{'':24}{'created':>10}{'changed':>10}{'unchanged':>10}"
    for kind in AreaKind:
        if kind in outcome.areas:
            yield counted(kind.label, outcome.areas[kind])
    yield counted("lookups", outcome.within)
    yield counted("boundaries", outcome.boundaries)
    yield from outcome.faults.lines()


def counted(name: str, counts: Counts) -> str:
    return f"{name:24}{counts.created:>10,}{counts.changed:>10,}{counts.unchanged:>10,}"
