"""Sends requests as fast as they are answered, and counts.

With wrk (https://github.com/wg/wrk; `apt-get install wrk`) where it is installed. Elsewhere with a
few Python processes, which take more of the machine away from the servers: compare the ratios of
such a run, not its rates.
"""

import http.client
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlsplit

WRK = shutil.which("wrk")
GENERATOR = "wrk" if WRK else "Python processes (wrk is not installed)"
SCRIPT = Path(__file__).with_name("wrk.lua")
CONNECTIONS = 8


class Failed(Exception):
    """Some answers were errors, so their rate means nothing."""


@dataclass(frozen=True)
class Requests:
    """What to ask for: `paths` in turn, so that no answer is flattered by repetition."""

    paths: list[str]
    headers: dict[str, str] = field(default_factory=dict)

    def lap(self, number: int, of: int) -> "Requests":
        """The same from further on: each of several laps begins with what no other began with."""
        start = number * len(self.paths) // of
        return replace(self, paths=self.paths[start:] + self.paths[:start])


def rate(origin: str, requests: Requests, *, seconds: float) -> float:
    """Answers a second from the server at `origin`, over eight connections. Raises Failed."""
    measure = _with_wrk if WRK else _with_python
    answers, elapsed, failed = measure(origin, requests, seconds)
    if failed or not answers:
        raise Failed(f"{failed} of {answers} requests to {origin}{requests.paths[0]} … failed")
    return answers / elapsed


def _with_wrk(origin: str, requests: Requests, seconds: float) -> tuple[int, float, int]:
    headers = [f"--header={name}: {value}" for name, value in requests.headers.items()]
    options = [f"--connections={CONNECTIONS}", f"--duration={seconds:.0f}s", "--timeout=30s"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as paths:
        paths.write("\n".join(requests.paths) + "\n")
        paths.flush()
        script = [f"--script={SCRIPT}", origin, "--", paths.name]
        command = [str(WRK), "--threads=1", *options, *headers, *script]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    [result] = [line for line in output.splitlines() if line.startswith("RESULT")]
    answers, microseconds, failed = map(int, result.split()[1:])
    return answers, microseconds / 1e6, failed


def _with_python(origin: str, requests: Requests, seconds: float) -> tuple[int, float, int]:
    with ProcessPoolExecutor(CONNECTIONS) as pool:
        started = time.perf_counter()
        counts = list(
            pool.map(
                _ask,
                [origin] * CONNECTIONS,
                [requests] * CONNECTIONS,
                range(CONNECTIONS),
                [time.time() + seconds] * CONNECTIONS,
            )
        )
        elapsed = time.perf_counter() - started
    answers, failed = map(sum, zip(*counts, strict=True))
    return answers, elapsed, failed


def _ask(origin: str, requests: Requests, number: int, until: float) -> tuple[int, int]:
    """Asks over one connection until it is `until`. Returns how many answers came, and errors."""
    where = urlsplit(origin)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)
    answers = failed = 0
    for path in islice(cycle(requests.paths), number * len(requests.paths) // CONNECTIONS, None):
        if time.time() > until:
            break
        connection.request("GET", path, headers=requests.headers)
        answer = connection.getresponse()
        answer.read()
        answers += 1
        failed += answer.status >= 400
    connection.close()
    return answers, failed
