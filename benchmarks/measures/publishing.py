"""How fast services are published in bulk."""

from collections.abc import Iterator

from benchmarks.bench import Bench
from benchmarks.figures import Figure

SERVICES = 5000
SERVICES_A_SECOND = 1000


def publishing(bench: Bench) -> Iterator[Figure]:
    services = min(SERVICES, bench.services)
    yield Figure(
        f"{services:,} services published in one act",
        bench.storage.name,
        bench.inside("publishing", bench.url(services)),
        "a second",
        SERVICES_A_SECOND,
    )
