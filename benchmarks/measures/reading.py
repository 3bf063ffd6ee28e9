"""Pages, single services and 304s, beside the usual build and a bare driver loop."""

from collections.abc import Iterator

from benchmarks import bench as benches
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.load import Requests
from benchmarks.race import Entrant
from benchmarks.servers import BARE, USUAL_SETTINGS, Server, server

TIMES_THE_USUAL_PAGE = {"PostgreSQL": 25, "SQLite": 40}
OF_THE_BARE_PAGE = 0.65
TIMES_THE_USUAL_SERVICE = 12
OF_THE_BARE_SERVICE = 0.45
TIMES_THE_SPARED_PAGE = 2


def reading(bench: Bench) -> Iterator[Figure]:
    url = bench.url()
    with (
        server(url) as api,
        server(url, settings=USUAL_SETTINGS) as usual,
        server(url, application=BARE) as bare,
    ):
        peers = {"API": api, "usual": usual, "bare": bare}
        count = benches.pages(api)
        pages = Requests(benches.page_paths(range(1, count + 1)))
        unchanged = Requests(pages.paths, {"If-None-Match": _etag(api, pages.paths[0])})
        entrants = {name: Entrant(peer, pages) for name, peer in peers.items()}
        entrants["304"] = Entrant(api, unchanged)
        rates = bench.pace.race(entrants)
        yield from _beside(
            "50 services in full",
            bench,
            rates,
            usual=TIMES_THE_USUAL_PAGE[bench.storage.name],
            bare=OF_THE_BARE_PAGE,
        )
        yield Figure(
            "304 beside the page it spares",
            bench.storage.name,
            rates["304"] / rates["API"],
            "×",
            TIMES_THE_SPARED_PAGE,
            origin=f"{rates['304']:,.0f} and {rates['API']:,.0f} a second",
        )
        one = Requests(benches.service_paths(api))
        rates = bench.pace.race({name: Entrant(peer, one) for name, peer in peers.items()})
        yield from _beside(
            "One service", bench, rates, usual=TIMES_THE_USUAL_SERVICE, bare=OF_THE_BARE_SERVICE
        )


def _beside(
    name: str, bench: Bench, rates: dict[str, float], *, usual: float, bare: float
) -> Iterator[Figure]:
    for peer, words, target in (
        ("usual", "beside the usual build", usual),
        ("bare", "beside a bare driver loop", bare),
    ):
        yield Figure(
            f"{name}, {words}",
            bench.storage.name,
            rates["API"] / rates[peer],
            "×",
            target,
            origin=f"{rates['API']:,.0f} and {rates[peer]:,.0f} a second",
        )


def _etag(api: Server, path: str) -> str:
    return api.get(path)[0].headers["ETag"]
