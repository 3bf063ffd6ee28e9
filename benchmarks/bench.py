"""What every measure is given, and what it does with it."""

import json
import random
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from benchmarks import directories
from benchmarks.directories import Storage
from benchmarks.race import Pace
from benchmarks.servers import ROOT, Server, environment

SEED = 5
LISTED = "/api/v3/services"


@dataclass
class Bench:
    """One storage, and directories of both sizes on it, made when they are first asked for."""

    storage: Storage
    pace: Pace
    services: int
    large: int
    reuse: bool = False
    urls: dict[int, str] = field(default_factory=dict)

    def url(self, services: int | None = None) -> str:
        """The DATABASE_URL of the directory of `services`, by default the usual size."""
        services = services or self.services
        if services not in self.urls:
            self.urls[services] = directories.directory(self.storage, services, reuse=self.reuse)
        return self.urls[services]

    def inside(self, task: str, url: str) -> Any:
        """What `python -m benchmarks.inside TASK` finds in the directory at `url`."""
        command = [sys.executable, "-m", "benchmarks.inside", task]
        output = subprocess.run(
            command, cwd=ROOT, env=environment(url), check=True, stdout=subprocess.PIPE
        ).stdout
        return json.loads(output)


def pages(server: Server, per_page: int = 50) -> int:
    """How many pages of services there are."""
    return json.loads(server.get(f"{LISTED}?per_page={per_page}")[1])["total_pages"]


def page_paths(numbers: range, query: str = "full=true") -> list[str]:
    """The pages with these numbers, in no order."""
    paths = [f"{LISTED}?{query}&page={number}" for number in numbers]
    random.Random(SEED).shuffle(paths)
    return paths


def service_paths(server: Server, count: int = 5000) -> list[str]:
    """Single services from all over the directory."""
    lines = server.get(f"{LISTED}?format=ndjson&minimal=true")[1].splitlines()
    chosen = random.Random(SEED).sample(lines, min(count, len(lines)))
    return [f"{LISTED}/{json.loads(line)['id']}" for line in chosen]
