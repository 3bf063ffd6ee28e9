"""The deployment's own commands, run outside Docker on the image's files and a real PostgreSQL.

Commands and variables are read from docker-compose.yml and the Dockerfile, so this fails when they
stop working. It belongs to the PostgreSQL half of `bin/test`.
"""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from directory.search.models import ThesaurusEntry
from tests.deployment.compose import (
    REPOSITORY,
    dockerfile_instructions,
    environment_of,
    files_in_image,
    service,
)
from tests.halves import ON_POSTGRES

SERVER = os.environ.get("DATABASE_URL", "")
START_SECONDS = 60
VARIABLES = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "POSTGRES_PASSWORD": "unused",
    "ALLOWED_HOSTS": "directory.example.org",
}

pytestmark = [
    pytest.mark.skipif(
        not ON_POSTGRES,
        reason="the deployment runs on PostgreSQL; this is the SQLite half",
    ),
    # One worker runs them all, so that the image's files are made once.
    pytest.mark.xdist_group("deployment"),
]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the Dockerfile puts into /app."""
    app = tmp_path_factory.mktemp("image") / "app"
    app.mkdir()
    for name in files_in_image():
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, app / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, app)
    for command in dockerfile_instructions("RUN"):
        subprocess.run(command, shell=True, cwd=app, env=on_path({"DEBUG": "false"}), check=True)
    return app


@pytest.fixture(scope="module")
def empty_database():
    """The URL of a new database on the server under test."""
    name = f"entry_{secrets.token_hex(4)}"
    with server_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield urlsplit(SERVER)._replace(path=f"/{name}").geturl()
    with server_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def migrated(image: Path, empty_database: str) -> str:
    """The database's URL, once the compose file's own migration step has run."""
    subprocess.run(
        service("migrate")["command"],
        cwd=image,
        env=container("migrate", DATABASE_URL=empty_database),
        check=True,
        timeout=120,
    )
    return empty_database


@pytest.fixture(scope="module")
def site(image: Path, migrated: str):
    """The address of the web process, started by the compose file's command."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        service("web")["command"],
        cwd=image,
        env=container("web", DATABASE_URL=migrated, PORT=str(port)),
    )
    try:
        wait_for(f"{address}/livez", process)
        yield address
    finally:
        process.terminate()
        assert process.wait(30) == 0, "gunicorn did not stop in an orderly way"


@pytest.mark.parametrize(
    "path", ["/livez", "/readyz", "/api/v3/", "/api/v3/services", "/api/docs/", "/admin/login/"]
)
def test_it_answers(site, path):
    assert get(site + path).status == 200


def test_the_image_starts_the_same_command():
    assert json.loads(dockerfile_instructions("CMD")[-1]) == service("web")["command"]


@pytest.mark.parametrize("page", ["/admin/login/", "/api/docs/"])
def test_the_files_of_a_page_are_served(site, page):
    html = get(site + page).read().decode()

    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)

    assert files
    for file in files:
        assert get(site + file).status == 200


def test_its_health_check_passes(site):
    kind, *command = service("web")["healthcheck"]["test"]

    assert kind == "CMD"
    subprocess.run(
        [part.replace("http://127.0.0.1:8000", site) for part in command],
        env=container("web"),
        check=True,
    )


def test_a_host_it_does_not_know_is_refused(site):
    with pytest.raises(urllib.error.HTTPError, match="400"):
        get(f"{site}/api/v3/", host="elsewhere.example.com")


def test_the_thesaurus_of_search_is_there(migrated):
    with closing(psycopg2.connect(migrated)) as connection, connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {ThesaurusEntry._meta.db_table}")

        assert cursor.fetchone()[0] > 0


def test_the_timers_run_until_they_are_stopped(image, migrated):
    timers = subprocess.Popen(
        service("timers")["command"],
        cwd=image,
        env=container("timers", DATABASE_URL=migrated),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert timers.stdout
    assert "Waiting for what comes due" in timers.stdout.readline()

    timers.terminate()

    assert timers.wait(timeout=START_SECONDS) == -signal.SIGTERM


def test_it_does_not_start_with_the_secret_of_a_local_copy(image, migrated):
    variables = container("web", DATABASE_URL=migrated, PORT=str(free_port()))
    del variables["SECRET_KEY"]

    start = subprocess.run(
        service("web")["command"],
        cwd=image,
        env=variables,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )

    assert start.returncode != 0
    assert "SECRET_KEY is not set" in start.stderr


def container(name: str, **changes: str) -> dict[str, str]:
    """The environment of a service's container, but for `changes`."""
    return on_path(environment_of(name, VARIABLES) | changes)


def on_path(variables: dict[str, str]) -> dict[str, str]:
    """`variables`, and a PATH on which `python` and `gunicorn` are this environment's."""
    return variables | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def server_cursor() -> "psycopg2.extensions.cursor":
    connection = psycopg2.connect(SERVER)
    connection.autocommit = True
    return connection.cursor()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def get(url: str, *, host: str = "directory.example.org"):
    # As the proxy in front passes requests on.
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10)


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the web process ended"
        try:
            get(url)
        except urllib.error.HTTPError:
            return  # an answer, of which the tests will have something to say
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answered on {url} within {START_SECONDS} seconds")
