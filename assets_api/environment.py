"""Reads variables of the environment, and of a `.env` file, which the environment overrides.

A value that cannot be used stops the start, and is told together with one that can.
"""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
DATABASES = ("sqlite", "postgres", "postgresql", "pgsql")

env = environ.Env()
env.read_env(BASE_DIR / ".env")

T = TypeVar("T")


def variable(
    name: str, default: T, *, read: Callable[[str], T], example: str, secret: bool = False
) -> T:
    """What `read` makes of the variable, or `default` where it is not set.

    Raises ImproperlyConfigured with `example`, and unless it is `secret` with the value.
    """
    if name not in os.environ:
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
