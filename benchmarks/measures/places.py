"""Loading every postcode of the United Kingdom, where ONS's table is at hand."""

import csv
import gzip
import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import directories
from benchmarks.bench import Bench
from benchmarks.directories import FOLDER
from benchmarks.figures import Figure
from benchmarks.servers import ROOT, environment

SHORT = ROOT.parent / "shared/data/uk-postcodes-nspl/nspl_2025_05_postcode_latlong.csv.gz"
WIDE = FOLDER / "nspl_as_published.zip"
SECONDS = 90
MIB = 300
# As many columns as NSPL has, of which most are passed over.
OTHERS = 30


def places(bench: Bench) -> Iterator[Figure]:
    if not SHORT.exists():
        print("ONS's postcodes are not at hand, so their load is not measured.", file=sys.stderr)
        return
    if not WIDE.exists():
        write_as_published(WIDE)
    bench.storage.create("benchmark_places")
    url = bench.storage.url("benchmark_places")
    directories.manage(url, "migrate", "--verbosity=0")
    for what, path in (
        ("2.7 million postcodes, with points alone, loaded in", SHORT),
        ("The same again, nothing changed, in", SHORT),
        ("A whole NSPL, every row of it changed, in", WIDE),
        ("The same again, nothing changed, in", WIDE),
    ):
        seconds, mib = load(url, path)
        yield Figure(
            what,
            bench.storage.name,
            seconds,
            "s",
            SECONDS,
            at_most=True,
            origin=f"{mib:,.0f} MiB resident at most",
        )
        yield Figure("… with, resident at most", bench.storage.name, mib, "MiB", MIB, at_most=True)


def load(url: str, path: Path) -> tuple[float, float]:
    """Seconds that loading `path` took, and the most memory it held, in MiB."""
    command = [sys.executable, "manage.py", "load_postcodes", str(path)]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment(url), stdout=sys.stderr)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def write_as_published(path: Path) -> None:
    """Lay the postcodes out as ONS's zip does. Months and areas are made up."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    header = ["pcd", "pcds", "doterm", "oslaua", "osward", "lsoa21", "lat", "long"]
    with (
        gzip.open(SHORT, "rt", newline="") as source,
        zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("Data/NSPL_MAY_2025_UK.csv", "w", force_zip64=True) as member,
        io.TextIOWrapper(member, encoding="ascii", newline="") as text,
    ):
        rows = csv.reader(source)
        next(rows)
        writer = csv.writer(text)
        writer.writerow([*header, *(f"other{number}" for number in range(OTHERS))])
        for number, (postcode, latitude, longitude) in enumerate(rows):
            ended = "202001" if number % 3 == 0 else ""
            block = number // 50
            areas = [f"E08{block % 300:06}", f"E05{block % 9000:06}", f"E01{block % 33000:06}"]
            others = ["E12000003"] * OTHERS
            writer.writerow([postcode, postcode, ended, *areas, latitude, longitude, *others])
    unfinished.rename(path)
