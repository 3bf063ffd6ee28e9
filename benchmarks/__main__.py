"""`python -m benchmarks`: measures, prints a table, and keeps it if asked to."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import figures, machine
from benchmarks.bench import Bench
from benchmarks.directories import Storage
from benchmarks.figures import Figure
from benchmarks.measures import MEASURES
from benchmarks.race import Pace
from benchmarks.servers import ROOT
from tests.postgres import NoServer, throwaway_server

PAGE = ROOT / "docs" / "performance.md"
STORAGES = ("sqlite", "postgres")
# As docs/operations.md has it for a directory of that size ("Scaling"); tests need less.
SERVER = {"shared_buffers": "1GB", "autovacuum": "on"}
USUAL_PACE, QUICK_PACE = Pace(seconds=5, rounds=3), Pace(seconds=4, rounds=1)
USUAL_SIZES, QUICK_SIZES = (20_000, 200_000), (2_000, 20_000)


def main() -> int:
    options = read_arguments()
    pace = QUICK_PACE if options.quick else USUAL_PACE
    small, large = QUICK_SIZES if options.quick else USUAL_SIZES
    found: list[Figure] = []
    for kind in [options.database] if options.database else STORAGES:
        try:
            with storage(kind, options.server) as chosen:
                bench = Bench(
                    chosen,
                    pace,
                    services=options.services or small,
                    large=options.large or large,
                    reuse=options.reuse,
                )
                found += measured(bench, options.only or list(MEASURES))
        except NoServer as reason:
            print(f"Nothing was measured on PostgreSQL: {reason}", file=sys.stderr)
    text = f"{machine.description(str(pace))}\n\n{figures.table(found)}"
    print(text)
    if options.write:
        figures.write(PAGE, text)
    return 1 if any(figure.met is False for figure in found) else 0


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/bench",
        description="Measures the API beside the usual build and a bare driver loop, prints a "
        "table, and exits with 1 if a target is missed. Everything runs on this machine, over "
        "loopback; the databases are made anew from the demo directory and take some 10 GB. "
        "With the usual sizes it takes most of an hour.",
    )
    parser.add_argument(
        "--services",
        type=int,
        metavar="N",
        help=f"how many services to measure with (default: {USUAL_SIZES[0]})",
    )
    parser.add_argument(
        "--large",
        type=int,
        metavar="N",
        help=f"how many the larger directory has (default: {USUAL_SIZES[1]})",
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=MEASURES,
        metavar="NAME",
        help=f"measure this alone; may be repeated: {', '.join(MEASURES)}",
    )
    parser.add_argument("--database", choices=STORAGES, help="measure on this one alone")
    parser.add_argument(
        "--server",
        metavar="URL",
        help="a PostgreSQL server on which databases called benchmark_… may be made and dropped "
        "(default: a private one that never waits for the disk, thrown away afterwards)",
    )
    parser.add_argument(
        "--reuse",
        action="store_true",
        help="take the databases an earlier run left in var/benchmarks and on --server",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help=f"a rough look: {QUICK_SIZES[0]} and {QUICK_SIZES[1]} services, {QUICK_PACE}",
    )
    parser.add_argument(
        "--write", action="store_true", help=f"keep the table in {PAGE.relative_to(ROOT)}"
    )
    return parser.parse_args()


@contextmanager
def storage(kind: str, server: str | None) -> Iterator[Storage]:
    """The database called `kind`. Raises NoServer."""
    if kind == "sqlite":
        yield Storage()
    elif server:
        yield Storage(server)
    else:
        with throwaway_server(**SERVER) as url:
            yield Storage(url)


def measured(bench: Bench, names: list[str]) -> Iterator[Figure]:
    """The figures of the measures with these names; each is shown as soon as it is known."""
    for name in names:
        for figure in MEASURES[name](bench):
            print(figures.table([figure]).splitlines()[-1], file=sys.stderr, flush=True)
            yield figure


if __name__ == "__main__":
    sys.exit(main())
