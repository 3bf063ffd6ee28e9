"""Compares rates side by side: A B C, A B C, A B C, and the median of each."""

import statistics
from dataclasses import dataclass

from benchmarks.load import Requests, rate
from benchmarks.servers import Server


@dataclass(frozen=True)
class Entrant:
    """A server and what it is asked for."""

    server: Server
    requests: Requests


@dataclass(frozen=True)
class Pace:
    """How long and how often everything is measured."""

    seconds: float
    rounds: int

    def __str__(self) -> str:
        if self.rounds == 1:
            return f"{self.seconds:g} seconds, once"
        return f"the median of {self.rounds} rounds of {self.seconds:g} seconds"

    def race(self, entrants: dict[str, Entrant]) -> dict[str, float]:
        """Answers a second of each entrant, by name.

        They take turns, so that whatever else the machine does meets them all alike; the first
        lap, which warms caches up, does not count.
        """
        laps: dict[str, list[float]] = {name: [] for name in entrants}
        for lap in range(self.rounds + 1):
            for name, entrant in entrants.items():
                requests = entrant.requests.lap(lap, self.rounds + 1)
                found = rate(entrant.server.origin, requests, seconds=self.seconds)
                if lap:
                    laps[name].append(found)
        return {name: statistics.median(rates) for name, rates in laps.items()}
