"""Gzip answers of 50 services in full, beside the same answers from Django's GZipMiddleware.

They are asked for by date. By name, a page of the scaled demo directory is fifty copies of one
service, which no real page is: one stream deflates it to a twentieth, in next to no time.
"""

from collections.abc import Iterator

from benchmarks import bench as benches
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.load import Requests
from benchmarks.race import Entrant
from benchmarks.servers import GZIP_PEER_SETTINGS, server

TIMES_THE_MIDDLEWARE = 4


def compression(bench: Bench) -> Iterator[Figure]:
    url = bench.url()
    with server(url) as api, server(url, settings=GZIP_PEER_SETTINGS) as middleware:
        numbers = range(1, benches.pages(api) + 1)
        paths = benches.page_paths(numbers, query="full=true&sort=last_modified")
        requests = Requests(paths, {"Accept-Encoding": "gzip"})
        rates = bench.pace.race(
            {"API": Entrant(api, requests), "middleware": Entrant(middleware, requests)}
        )
        sizes = [len(peer.get(paths[0], requests.headers)[1]) for peer in (api, middleware)]
    yield Figure(
        "50 services in gzip, beside GZipMiddleware",
        bench.storage.name,
        rates["API"] / rates["middleware"],
        "×",
        TIMES_THE_MIDDLEWARE,
        origin=f"{rates['API']:,.0f} and {rates['middleware']:,.0f} a second, "
        f"{sizes[0] // 1000} and {sizes[1] // 1000} kB",
    )
