"""Ten times the rows must not need ten times the memory."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from tests.conftest import REPOSITORY

SMALL, LARGE = 150, 1_500  # services; each brings four rows and some 40 KB
ALLOWED_GROWTH_MIB = 35  # the large source is 60 MiB
LAYOUTS = {"lines": ("", "\n", "\n"), "page": ('{"total_items": 1, "contents": [', ",\n", "]}")}

SCRIPT = """
import os, sys
os.environ["DATABASE_URL"] = "sqlite://:memory:"
import django
django.setup()
from django.conf import settings
from pathlib import Path
from directory.exchange.checks import Checker
from directory.exchange.ids import Identifiers
from directory.exchange.importing import Import, read
from directory.exchange.mapping import load_mapping
from directory.exchange.merging import merge
from directory.exchange.staging import staging
with staging() as store:
    identifiers = Identifiers("test")
    job = Import(path=Path(sys.argv[1]), mapping=load_mapping(""), source="test")
    read(job, store, identifiers)
    merge(store, identifiers, job.progress)
    for table in ("organization", "service", "phone", "schedule"):
        assert sum(len(rows) for rows in store.ready(table, 500)) >= int(sys.argv[2])
    assert len(list(zip(range(5), store.faults()))) == 5
# Not getrusage, whose peak a child inherits from the process that started it.
(peak,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(peak.split()[1]) // 1024)
"""


def service(number: int) -> dict:
    identifier = str(UUID(int=number + 1))
    return {
        "id": identifier,
        "name": f"Lunch club {number}",
        "description": "A hot meal\\nand company. " + "words " * 7_000,
        "status": "active",
        "organization": {
            "id": identifier,
            "name": f"Otter Bank {number}",
            "description": "Neighbours helping.",
        },
        "phones": [{"id": identifier, "number": f"01632 96{number:04}"}],
        "schedules": [{"freq": "WEEKLY", "byday": "MO"}],
    }


def peak_mib(path: Path, services: int) -> int:
    """The most memory that reading, checking and matching `path` took, in MiB."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), str(services)],
        cwd=REPOSITORY,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "assets_api.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def write(path: Path, services: int, before: str, between: str, after: str) -> None:
    with path.open("w") as stream:
        stream.write(before)
        for number in range(services):
            stream.write(between if number else "")
            json.dump(service(number), stream)
        stream.write(after)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_ten_times_the_records_take_hardly_more_memory(tmp_path, layout):
    peaks = []
    for services in (SMALL, LARGE):
        path = tmp_path / f"{services}.json"
        write(path, services, *LAYOUTS[layout])
        peaks.append(peak_mib(path, services))

    assert peaks[1] - peaks[0] < ALLOWED_GROWTH_MIB
