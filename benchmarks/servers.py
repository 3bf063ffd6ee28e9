"""Gunicorn with two sync workers, for as long as something is measured. Loopback only."""

import http.client
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
WORKERS = 2
START_SECONDS = 60

API = "assets_api.wsgi:application"
BARE = "benchmarks.bare:application"
SETTINGS = "assets_api.settings"
USUAL_SETTINGS = "benchmarks.usual.settings"
GZIP_PEER_SETTINGS = "benchmarks.gzip_peer"


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    def get(
        self, path: str, headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """One answer and its body."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=600)
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def peak_memory(self) -> float | None:
        """The most memory a worker ever held, resident, in MiB; None where Linux is not at hand."""
        peaks = []
        try:
            pid = self.process.pid
            for worker in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
                status = Path(f"/proc/{worker}/status").read_text().splitlines()
                peaks += [int(line.split()[1]) for line in status if line.startswith("VmHWM")]
        except OSError:
            return None
        return max(peaks) / 1024 if peaks else None


@contextmanager
def server(
    database_url: str, *, application: str = API, settings: str = SETTINGS
) -> Iterator[Server]:
    """`application` served under `settings`; entered once it answers."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--config", "gunicorn.conf.py"),
        *("--bind", f"{HOST}:{port}", "--workers", str(WORKERS), "--max-requests", "0"),
    ]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(database_url, settings), stderr=log
        )
        try:
            if not _answers(port, process):
                log.seek(0)
                raise RuntimeError(f"gunicorn did not start:\n{log.read().decode()[-2000:]}")
            yield Server(port, process)
        finally:
            process.terminate()
            process.wait()


def environment(database_url: str, settings: str = SETTINGS) -> dict[str, str]:
    """The variables of a deployment."""
    return os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": settings,
        "DEBUG": "false",
        "BEHIND_TLS": "false",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": HOST,
        "LOG_LEVEL": "ERROR",
        "PYTHONWARNINGS": "ignore",
    }


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return found.getsockname()[1]


def _answers(port: int, process: "subprocess.Popen[bytes]") -> bool:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.1)
    return False
