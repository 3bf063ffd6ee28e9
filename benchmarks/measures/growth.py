"""What the same page costs in a directory ten times as large, exact totals included."""

from collections.abc import Iterator

from benchmarks import bench as benches
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.load import Requests
from benchmarks.race import Entrant
from benchmarks.servers import server

TIMES_FOR_FIRST_PAGES = 1.25
TIMES_NINE_TENTHS_THROUGH = 1.5
WIDTH = 40


def growth(bench: Bench) -> Iterator[Figure]:
    with server(bench.url()) as small, server(bench.url(bench.large)) as large:
        sizes = {bench.services: small, bench.large: large}
        for depth, target in ((0, TIMES_FOR_FIRST_PAGES), (0.9, TIMES_NINE_TENTHS_THROUGH)):
            entrants = {}
            for services, peer in sizes.items():
                pages = benches.pages(peer)
                first = int(pages * depth) + 1
                paths = benches.page_paths(range(first, min(first + WIDTH, pages)))
                entrants[str(services)] = Entrant(peer, Requests(paths))
            rates = bench.pace.race(entrants)
            few, many = rates[str(bench.services)], rates[str(bench.large)]
            yield Figure(
                f"{'Nine tenths through' if depth else 'First pages'}, "
                f"{bench.large:,} services beside {bench.services:,}",
                bench.storage.name,
                few / many,
                "× the cost",
                target,
                at_most=True,
                origin=f"{few:,.0f} and {many:,.0f} a second",
            )
