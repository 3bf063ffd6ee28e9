"""A value that cannot be used stops the start, and is told together with one that can."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.halves import ONCE

pytestmark = ONCE

GUNICORN = str(Path(sys.executable).with_name("gunicorn"))
SECRET = "a-secret-of-this-test-only-that-has-fifty-characters-and-more"


def start(*command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"]} | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


def check(**variables: str) -> "subprocess.CompletedProcess[str]":
    return start(sys.executable, "manage.py", "check", **variables)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "ture"),
        ("DEBUG", ""),
        ("BEHIND_TLS", "maybe"),
        ("HSTS_SECONDS", "abc"),
        ("CONN_MAX_AGE", "-1"),
        ("LOG_LEVEL", "FOO"),
        ("TIME_ZONE", "Europe/Lundon"),
        ("TIME_ZONE", "Europe"),
        ("SITE_URL", "directory.example.org"),
        ("SITE_URL", "https://directory.example.org/here"),
        ("TRUSTED_PROXIES", "one"),
        ("REMIND_AFTER_MONTHS", "6,9,"),
        ("REMIND_AFTER_MONTHS", "0"),
        ("REMINDER_LINK_DAYS", "0"),
        ("CHECK_LINKS", "yes"),
    ],
)
def test_a_misspelt_value_stops_the_start_with_a_hint(name, value):
    result = check(**{"BEHIND_TLS": "true", name: value})

    assert result.returncode == 1
    assert result.stderr.startswith(f"{name}={value} cannot be used. What works, for example:")


@pytest.mark.parametrize("url", ["foo", "", "mysql://u:otter@h/n", "postgres://u:otter@h:port/n"])
def test_the_address_of_no_database_is_refused_without_its_password(url):
    result = check(DATABASE_URL=url)

    assert result.returncode == 1
    assert result.stderr.startswith("DATABASE_URL=… cannot be used.")
    assert "postgres://user:password@host:5432/name" in result.stderr
    assert "otter" not in result.stderr


@pytest.mark.parametrize("url", ["smtp.example.org", "http://user:otter9@smtp.example.org"])
def test_the_address_of_no_mail_server_is_refused_without_its_password(url):
    result = check(EMAIL_URL=url)

    assert result.returncode != 0
    assert "EMAIL_URL=… cannot be used" in result.stderr
    assert "otter9" not in result.stderr


def test_what_the_compose_file_leaves_blank_is_as_if_it_were_not_set():
    variables = {"SITE_URL": "", "EMAIL_URL": "", "DEFAULT_FROM_EMAIL": ""}
    deployment = {"DEBUG": "false", "SECRET_KEY": SECRET, "ALLOWED_HOSTS": "otters.example.org"}
    told = (
        "from django.conf import settings as s;"
        "print(s.SITE_URL, s.EMAIL_BACKEND, s.DEFAULT_FROM_EMAIL)"
    )
    result = start(sys.executable, "manage.py", "shell", "-c", told, **variables, **deployment)

    address, backend, sender = result.stdout.splitlines()[-1].split()
    assert address == "https://otters.example.org"
    assert backend.endswith("console.EmailBackend")
    assert sender == "directory@localhost"


def test_letters_through_a_server_take_its_name_and_password_from_one_address():
    told = (
        "from django.conf import settings as s;"
        "print(s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD,"
        " s.EMAIL_USE_TLS)"
    )
    url = "smtp+tls://me%40example.org:p%3Aw@smtp.example.org:587"
    result = start(sys.executable, "manage.py", "shell", "-c", told, EMAIL_URL=url)

    assert result.stdout.split()[-5:] == [
        "smtp.example.org",
        "587",
        "me@example.org",
        "p:w",
        "True",
    ]


def test_a_pattern_of_hosts_asks_for_the_sites_address():
    deployment = {"DEBUG": "false", "SECRET_KEY": SECRET, "ALLOWED_HOSTS": ".example.org"}
    deploy = ("manage.py", "check", "--deploy", "--tag", "deployment")

    assert "SITE_URL is not set" in start(sys.executable, *deploy, **deployment).stderr
    named = deployment | {"SITE_URL": "https://directory.example.org"}
    assert start(sys.executable, *deploy, **named).returncode == 0


def test_the_hint_reaches_those_who_run_a_command_of_ours():
    result = start(sys.executable, "manage.py", "load_demo", LOG_LEVEL="FOO")

    assert result.stderr.startswith("LOG_LEVEL=FOO cannot be used.")


def test_good_values_are_taken():
    result = check(
        DEBUG="False",
        SECRET_KEY=SECRET,
        LOG_LEVEL="warning",
        TIME_ZONE="Europe/Dublin",
        CONN_MAX_AGE="0",
        DATABASE_URL="postgres://directory:secret@db:5432/directory",
    )

    assert result.returncode == 0, result.stderr


# --- gunicorn ------------------------------------------------------------------------------------


def test_gunicorn_does_not_start_a_deployment_that_forgot_to_turn_debug_off():
    result = start(GUNICORN, "--bind", "127.0.0.1:0", SECRET_KEY=SECRET)

    assert result.returncode != 0
    assert "DEBUG is on" in result.stderr
    assert "Set DEBUG=false" in result.stderr


def test_gunicorn_tells_a_misspelt_setting():
    result = start(GUNICORN, "--bind", "127.0.0.1:0", DEBUG="false", LOG_LEVEL="FOO")

    assert result.returncode != 0
    assert "LOG_LEVEL=FOO cannot be used." in result.stderr


def test_gunicorn_tells_a_misspelt_port():
    result = start(GUNICORN, PORT="http", DEBUG="false", SECRET_KEY=SECRET)

    assert result.returncode != 0
    assert "PORT=http cannot be used." in result.stderr
