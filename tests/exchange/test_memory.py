"""Ten times the rows must not need ten times the memory."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from tests.conftest import REPOSITORY

SMALL, LARGE = 400, 4_000  # services; each brings eight rows and some 3 KB
ALLOWED_GROWTH_MIB = 40  # the large source is 12 MB, and its rows as Python objects ten times that

SCRIPT = """
import os, resource, sys
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
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def service(number: int) -> dict:
    identifier = str(UUID(int=number + 1))
    return {
        "id": identifier,
        "name": f"Lunch club {number}",
        "description": "<p>A hot meal, and company.</p>" + "words " * 400,
        "status": "active",
        "organization": {
            "id": identifier,
            "name": f"Otter Bank {number}",
            "description": "Neighbours helping.",
        },
        "phones": [{"id": identifier, "number": f"01632 96{number:04}"}],
        "schedules": [{"freq": "WEEKLY", "byday": day} for day in ("MO", "TU", "WE", "TH", "FR")],
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


@pytest.mark.parametrize("layout", ["lines", "page"])
def test_ten_times_the_records_take_hardly_more_memory(tmp_path, layout):
    peaks = []
    for services in (SMALL, LARGE):
        path = tmp_path / f"{services}.json"
        records = (json.dumps(service(number)) for number in range(services))
        if layout == "lines":
            path.write_text("\n".join(records))
        else:
            path.write_text('{"total_items": 1, "contents": [' + ",\n".join(records) + "]}")
        peaks.append(peak_mib(path, services))

    assert peaks[1] - peaks[0] < ALLOWED_GROWTH_MIB
