"""What a table came from: the machine, the versions, the load generator."""

import os
import platform
import subprocess
from datetime import date
from importlib.metadata import version
from pathlib import Path

import django

from benchmarks import load


def description(pace: str) -> str:
    """A paragraph to stand above the table. `pace` tells how long was measured."""
    python = f"Python {platform.python_version()}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("gunicorn", "psycopg2-binary"))
    return (
        f"{date.today().isoformat()}, commit {_commit()}. {_processor()}, {cores()} cores, "
        f"{_memory()}, {platform.system()}. {python}, Django {django.__version__}, {packages}. "
        f"Load: {load.GENERATOR}, {load.CONNECTIONS} connections, on the same machine. "
        f"Rates: {pace}, in turns."
    )


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory() -> str:
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{size / 2**30:.0f} GiB of memory"


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return found.stdout.strip()
