"""Finding: a word, a term and a distance at once, common words, facets, and times of the week."""

import statistics
import time
from collections.abc import Iterator

from benchmarks import questions
from benchmarks.bench import Bench
from benchmarks.figures import Figure
from benchmarks.load import Requests
from benchmarks.race import Entrant
from benchmarks.servers import BARE, USUAL_SETTINGS, Server, server

TIMES_THE_USUAL = {"PostgreSQL": 100, "SQLite": 30}
OF_BARE_SQL = 0.5
P99_MILLISECONDS = 50
COMMON_WORD_MILLISECONDS = {"PostgreSQL": 150, "SQLite": 100}
FACETS_BESIDE_THE_LIST = 3
OPEN_AT_BESIDE_WITHOUT = 2


def finding(bench: Bench) -> Iterator[Figure]:
    for services in (bench.services, bench.large):
        url = bench.url(services)
        with (
            server(url) as api,
            server(url, settings=USUAL_SETTINGS) as usual,
            server(url, application=BARE) as bare,
        ):
            asked = questions.that_fill_a_page(api, usual)
            first, second, third, fourth = (asked[part::4] for part in range(4))
            yield from _beside_peers(bench, services, first, api, usual, bare)
            yield _facets(bench, services, second, api)
            yield _open_at(bench, services, third, api)
            if services == bench.large:
                yield from _alone(bench, services, fourth, api)


def _beside_peers(
    bench: Bench,
    services: int,
    asked: list[questions.Asked],
    api: Server,
    usual: Server,
    bare: Server,
) -> Iterator[Figure]:
    requests = Requests(questions.combined(asked))
    peers = {"API": api, "usual": usual, "bare": bare}
    rates = bench.pace.race({name: Entrant(peer, requests) for name, peer in peers.items()})
    for peer, words, target in (
        ("usual", "beside the usual build", TIMES_THE_USUAL[bench.storage.name]),
        ("bare", "beside bare SQL", OF_BARE_SQL),
    ):
        yield Figure(
            f"Word, term and 5 km among {services:,} services, {words}",
            bench.storage.name,
            rates["API"] / rates[peer],
            "×",
            target,
            origin=f"{rates['API']:,.0f} and {rates[peer]:,.2f} a second",
        )


def _facets(bench: Bench, services: int, asked: list[questions.Asked], api: Server) -> Figure:
    lists = Entrant(api, Requests(questions.combined(asked)))
    counts = Entrant(api, Requests(questions.facets(asked)))
    rates = bench.pace.race({"list": lists, "facets": counts})
    return Figure(
        f"Facets among {services:,} services, beside the list",
        bench.storage.name,
        rates["list"] / rates["facets"],
        "× the cost",
        FACETS_BESIDE_THE_LIST,
        at_most=True,
        origin=f"{rates['list']:,.0f} and {rates['facets']:,.0f} a second",
    )


def _open_at(bench: Bench, services: int, asked: list[questions.Asked], api: Server) -> Figure:
    timed, untimed = (
        Entrant(api, Requests(questions.at_a_time(asked, timed=timed))) for timed in (True, False)
    )
    rates = bench.pace.race({"timed": timed, "untimed": untimed})
    return Figure(
        f"`open_at` among {services:,} services, beside the same without it",
        bench.storage.name,
        rates["untimed"] / rates["timed"],
        "× the cost",
        OPEN_AT_BESIDE_WITHOUT,
        at_most=True,
        origin=f"{rates['untimed']:,.0f} and {rates['timed']:,.0f} a second",
    )


def _alone(
    bench: Bench, services: int, asked: list[questions.Asked], api: Server
) -> Iterator[Figure]:
    """What one client waits, in a directory of the larger size."""
    times = _waits(api, questions.combined(asked)[-300:])
    yield Figure(
        f"Word, term and 5 km among {services:,} services, one client, 99th percentile",
        bench.storage.name,
        statistics.quantiles(times, n=100)[-1],
        "ms",
        P99_MILLISECONDS,
        at_most=True,
        origin=f"median {statistics.median(times):.1f} ms",
    )
    times = _waits(api, questions.common_words())
    yield Figure(
        f"A common word among {services:,} services, ranked, asked for the first time",
        bench.storage.name,
        max(times),
        "ms",
        COMMON_WORD_MILLISECONDS[bench.storage.name],
        at_most=True,
        origin=f"the slowest of {len(times)}; median {statistics.median(times):.0f} ms",
    )


def _waits(api: Server, paths: list[str]) -> list[float]:
    """Milliseconds of each of `paths`, asked one after the other by one client."""
    for path in paths[:: max(len(paths) // 10, 2)]:
        api.get(path)  # So that both workers have what they keep.
    times = []
    for path in paths:
        started = time.perf_counter()
        api.get(path)
        times.append(1000 * (time.perf_counter() - started))
    return times
