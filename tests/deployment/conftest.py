"""A local copy, as `bin/run` makes one: with a database of its own and the demo directory."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deployment.compose import REPOSITORY


@dataclass(frozen=True)
class LocalCopy:
    """What became of a run: whether it answered, and the SQLite database it left."""

    answered: bool
    database: Path


@pytest.fixture(scope="session")
def local_copy(tmp_path_factory: pytest.TempPathFactory) -> LocalCopy:
    """`bin/run`, started beside the settings of a deployment and stopped once it answered.

    Tests of it are one group of xdist, so that it runs once.
    """
    database = tmp_path_factory.mktemp("local-copy") / "directory.sqlite3"
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    variables = {
        "PATH": "/usr/bin:/bin",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{database}",
        "ALLOWED_HOSTS": "directory.example.org",
        "DEBUG": "false",
        "BEHIND_TLS": "true",
    }
    with subprocess.Popen([REPOSITORY / "bin/run"], env=variables) as process:
        try:
            return LocalCopy(answers(f"http://127.0.0.1:{port}/api/v3/", process), database)
        finally:
            process.terminate()


def answers(url: str, process: "subprocess.Popen[bytes]") -> bool:
    """Whether `process` answers 200 within two minutes; beside other tests it may need one."""
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        try:
            return urllib.request.urlopen(url, timeout=10).status == 200
        except urllib.error.HTTPError:
            return False
        except OSError:
            time.sleep(0.2)
    return False
