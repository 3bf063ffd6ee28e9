"""Reads variables of the environment, and of a `.env` file, which the environment overrides.

A value that cannot be used stops the start, and is told together with one that can.
"""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
DATABASES = ("sqlite", "postgres", "postgresql", "pgsql")
MAIL_SERVERS = (
    "consolemail",
    "smtp",
    "smtp+tls",
    "smtp+ssl",
    "filemail",
    "memorymail",
    "dummymail",
)

env = environ.Env()
env.read_env(BASE_DIR / ".env")

T = TypeVar("T")


def variable(
    name: str,
    default: T,
    *,
    read: Callable[[str], T],
    example: str,
    secret: bool = False,
    blank_is_default: bool = False,
) -> T:
    """What `read` makes of the variable, or `default` where it is not set.

    The compose file passes on as blank what `.env` does not have: `blank_is_default` for those.

    Raises ImproperlyConfigured with `example`, and unless it is `secret` with the value.
    """
    if name not in os.environ or (blank_is_default and not os.environ[name].strip()):
        return default
    try:
        return read(os.environ[name])
    except (ValueError, LookupError, OSError):
        shown = "…" if secret else os.environ[name]
        raise ImproperlyConfigured(
            f"{name}={shown} cannot be used. What works, for example: {name}={example}"
        ) from None


def flag(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text.lower()]


def whole_number(text: str) -> int:
    """A whole number from 0."""
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return int(text)


def months(text: str) -> tuple[int, ...]:
    """Numbers of months, each once, the fewest first: 6,9,12."""
    found = sorted({whole_number(part.strip()) for part in text.split(",")})
    if not found or found[0] < 1 or found[-1] > 120:
        raise ValueError(text)
    return tuple(found)


def days(text: str) -> int:
    """A whole number of days, from one to a year."""
    if not 1 <= whole_number(text) <= 366:
        raise ValueError(text)
    return int(text)


def log_level(text: str) -> str:
    """The name of one of Python's levels, however it is written."""
    return logging.getLevelName(logging.getLevelNamesMapping()[text.upper()])


def time_zone(text: str) -> str:
    """A name out of the IANA database."""
    return ZoneInfo(text).key


def database(url: str) -> dict[str, Any]:
    """Django's settings of the SQLite or PostgreSQL database at `url`."""
    if url.partition("://")[0] not in DATABASES:
        raise ValueError(url)
    return env.db_url_config(url)


def web_address(url: str) -> str:
    """A site's address without the slash at the end: https://directory.example.org."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError(url)
    return f"{parts.scheme}://{parts.netloc}"


def site_of(hosts: list[str], *, local: bool) -> str:
    """The address of the site on the first of `hosts`: over TLS, but for a local copy.

    Blank where that is a pattern; directory/checks.py then asks for SITE_URL.
    """
    if local:
        return "http://127.0.0.1:8000"
    first = hosts[0] if hosts else ""
    return "" if first.startswith((".", "*")) or not first else f"https://{first}"


def mail_server(url: str) -> dict[str, Any]:
    """Django's settings for sending e-mail: to the console, or through the SMTP server at `url`."""
    if url.partition("://")[0] not in MAIL_SERVERS:
        raise ValueError(url)
    return env.email_url_config(url)
