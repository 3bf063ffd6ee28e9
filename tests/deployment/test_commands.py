"""The scripts of `bin/` tell what they do, from any folder, and refuse what they do not know."""

import socket
import subprocess

import pytest

from tests.deployment.compose import REPOSITORY
from tests.halves import ONCE


def run(script: str, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [REPOSITORY / script, *arguments],
        cwd="/",
        env={"PATH": "/usr/bin:/bin"} | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    "script",
    ["bin/run", "bin/test", "bin/lint", "bin/openapi", "bin/lock", "bin/with-postgres", ".ci/run"],
)
def test_help_names_the_command(script):
    result = run(script, "--help")

    assert result.returncode == 0
    assert script in result.stdout


@pytest.mark.parametrize("script", ["bin/run", "bin/lint", "bin/openapi"])
def test_an_unknown_argument_is_refused(script):
    result = run(script, "--hepl")

    assert result.returncode == 1
    assert "--hepl" in result.stderr


@pytest.mark.parametrize("port", ["-", "http", "0", "65536", "80 80"])
def test_a_port_that_is_none_is_refused(port):
    result = run("bin/run", PORT=port)

    assert result.returncode == 1
    assert "is no port" in result.stderr


def test_a_taken_port_is_told_of_before_anything_else():
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]

        result = run("bin/run", PORT=str(port))

    assert result.returncode == 1
    assert f"Port {port} is taken" in result.stderr


@ONCE
@pytest.mark.xdist_group("local copy")
def test_a_local_copy_runs_beside_the_settings_of_a_deployment(local_copy):
    assert local_copy.answered


def test_output_that_is_no_terminal_has_no_colours():
    assert "\x1b" not in run("bin/run", "--hepl").stderr


def test_what_the_commands_make_is_for_nobody_else():
    result = subprocess.run(
        ["bash", "-c", "source bin/environment.sh && umask"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )

    assert result.stdout.strip() == "0077"
