"""Importing and publishing a whole directory that others made, where it is at hand."""

import sys
import time
from collections.abc import Iterator

from benchmarks import directories
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.servers import ROOT

MIAMI = ROOT.parent / "shared/data/hsds-miami-open211/miami_hsds_1_1_2019.zip"
SECONDS = 60


def importing(bench: Bench) -> Iterator[Figure]:
    if not MIAMI.exists():
        print("The Miami package is not at hand, so its import is not measured.", file=sys.stderr)
        return
    bench.storage.create("benchmark_miami")
    url = bench.storage.url("benchmark_miami")
    directories.manage(url, "migrate", "--verbosity=0")
    started = time.perf_counter()
    command = ("import_hsds", str(MIAMI), "--mapping=hsds-1", "--publish")
    # It ends with 1: the package has faults, which the import reports and works around.
    directories.manage(url, *command, may_end_with=(0, 1))
    yield Figure(
        "Miami's 4,089 services imported and published in",
        bench.storage.name,
        time.perf_counter() - started,
        "s",
        SECONDS,
        at_most=True,
    )
