"""docker-compose.yml is one Docker accepts, and keeps the promises of docs/operations.md."""

import shutil
import subprocess

import pytest

from tests.deployment.compose import (
    REPOSITORY,
    MissingVariable,
    compose_file,
    dockerfile_instructions,
    environment_of,
    service,
)

VARIABLES = {
    "SECRET_KEY": "x" * 50,
    "POSTGRES_PASSWORD": "secret",
    "ALLOWED_HOSTS": "directory.example.org",
}


def has_docker_compose() -> bool:
    docker = shutil.which("docker")
    return (
        bool(docker)
        and not subprocess.run([docker, "compose", "version"], capture_output=True).returncode
    )


@pytest.mark.skipif(not has_docker_compose(), reason="no `docker compose` on this machine")
def test_docker_accepts_it():
    subprocess.run(
        ["docker", "compose", "config", "--quiet"], cwd=REPOSITORY, env=VARIABLES, check=True
    )


@pytest.mark.parametrize("missing", sorted(VARIABLES))
def test_a_secret_left_out_stops_the_start(missing):
    variables = {name: value for name, value in VARIABLES.items() if name != missing}

    with pytest.raises(MissingVariable, match=missing):
        environment_of("web", variables)


def test_nothing_runs_as_root():
    users = {name: service(name)["user"] for name in compose_file()["services"]}

    assert users.pop("db") == "postgres"
    assert {*users.values()} == {"10001:10001"}
    assert dockerfile_instructions("USER") == ["10001:10001"]


@pytest.mark.parametrize("name", ["web", "timers"])
def test_what_reads_the_database_waits_for_the_migrations(name):
    assert service(name)["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_the_migrations_wait_for_the_database():
    assert service("migrate")["depends_on"]["db"] == {"condition": "service_healthy"}


def test_debugging_is_off_whatever_the_variables_say():
    assert environment_of("web", VARIABLES | {"DEBUG": "true"})["DEBUG"] == "false"


def test_the_database_outlives_its_container():
    assert service("db")["volumes"] == ["database:/var/lib/postgresql/data"]
    assert "database" in compose_file()["volumes"]


@pytest.mark.parametrize("name", ["db", "web"])
def test_what_keeps_running_is_watched(name):
    assert service(name)["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", ["migrate", "web", "timers"])
def test_nothing_that_is_written_can_be_run(name):
    assert service(name)["read_only"]
    for folder in service(name)["tmpfs"]:
        assert {"noexec", "nosuid"} < set(folder.partition(":")[2].split(","))
        assert "size=" in folder


@pytest.mark.parametrize("name", ["web", "timers"])
def test_what_keeps_running_leaves_the_database_its_share_of_the_machine(name):
    assert service(name)["mem_limit"]
    assert service(name)["pids_limit"]
