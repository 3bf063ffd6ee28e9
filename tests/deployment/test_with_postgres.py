"""The throwaway server that `bin/test` and `bin/bench` rest on leaves nothing behind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deployment.compose import REPOSITORY
from tests.postgres import NoServer, find_binaries, version_in_path

PRINT_VERSION = """
import os, psycopg2
with psycopg2.connect(os.environ["DATABASE_URL"]) as connection:
    print(os.environ["DATABASE_URL"], connection.server_version, flush=True)
"""


def has_server(folder: Path) -> bool:
    try:
        find_binaries(folder)
    except NoServer:
        return False
    return True


@pytest.fixture
def start(tmp_path):
    if not has_server(tmp_path):
        pytest.skip("no PostgreSQL server can be had here")

    def start(program: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "tests/postgres.py", sys.executable, "-c", program]
        return subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)

    return start


def folder_of(url: str) -> Path:
    return Path(url.split("?host=")[1].split()[0])


def test_the_command_gets_a_server_which_is_gone_afterwards(start):
    process = start(PRINT_VERSION)

    printed, _ = process.communicate(timeout=60)

    assert process.returncode == 0
    assert int(printed.split()[1]) >= 130000
    assert not folder_of(printed).exists()


def test_the_exit_status_is_the_command_s(start):
    assert start("raise SystemExit(3)").wait(60) == 3


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_being_stopped_stops_the_server(start, number):
    process = start(PRINT_VERSION + "import time; time.sleep(60)")
    folder = folder_of(process.stdout.readline())
    assert folder.exists()

    process.send_signal(number)

    assert process.wait(30) == 128 + number
    assert not folder.exists()


def test_the_newest_installed_server_is_preferred():
    paths = [Path(f"/usr/lib/postgresql/{version}/bin") for version in (9, 17, 15)]

    assert max(paths, key=version_in_path).parent.name == "17"
