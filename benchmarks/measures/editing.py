"""How long after it is saved an edit is live."""

import statistics
from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.figures import Figure

MILLISECONDS_FOR_A_SERVICE = 50
MILLISECONDS_FOR_AN_ORGANIZATION = 100


def editing(bench: Bench) -> Iterator[Figure]:
    for task, name, target in (
        ("editing_services", "An edited service is live in", MILLISECONDS_FOR_A_SERVICE),
        (
            "editing_organizations",
            "An edited organisation of 10 services is live in",
            MILLISECONDS_FOR_AN_ORGANIZATION,
        ),
    ):
        times = [1000 * seconds for seconds in bench.inside(task, bench.url())]
        yield Figure(
            name,
            bench.storage.name,
            statistics.median(times),
            "ms",
            target,
            at_most=True,
            origin=f"median of {len(times)}; 95th percentile "
            f"{statistics.quantiles(times, n=20)[-1]:.0f} ms",
        )
