"""NDJSON of everything, and what it takes of a worker's memory."""

import http.client
import time
from collections.abc import Iterator

from benchmarks.bench import LISTED, Bench
from benchmarks.figures import Figure
from benchmarks.servers import HOST, Server, server

SERVICES_A_SECOND = {"PostgreSQL": 8000, "SQLite": 20_000}
MEBIBYTES = 200
READ = 1 << 20


def streaming(bench: Bench) -> Iterator[Figure]:
    for services in dict.fromkeys((bench.services, bench.large)):
        with server(bench.url(services)) as api:
            runs = [_stream(api) for _ in range(1 + bench.pace.rounds)][1:]
            count, seconds = sorted(runs, key=lambda run: run[1])[len(runs) // 2]
            peak = api.peak_memory()
        yield Figure(
            f"NDJSON of {count:,} services in full",
            bench.storage.name,
            count / seconds,
            "a second",
            SERVICES_A_SECOND[bench.storage.name],
            origin=f"{seconds:.1f} s",
        )
        if peak is not None:
            yield Figure(
                f"Memory of the worker that streams {count:,} services",
                bench.storage.name,
                peak,
                "MiB",
                MEBIBYTES,
                at_most=True,
                origin="the most it ever held, resident",
            )


def _stream(api: Server) -> tuple[int, float]:
    """How many services came, and in how many seconds."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection(HOST, api.port, timeout=600)
    connection.request("GET", f"{LISTED}?format=ndjson&full=true")
    answer = connection.getresponse()
    count = 0
    while chunk := answer.read(READ):
        count += chunk.count(b"\n")
    connection.close()
    return count, time.perf_counter() - started
