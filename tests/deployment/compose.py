"""Reads the two files a deployment is made of, as Docker would."""

import re
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]

VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[?-])(?P<text>[^}]*))?\}")


class MissingVariable(Exception):
    """A variable the compose file insists on, and what it says of it."""


def compose_file() -> dict[str, Any]:
    return yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())


def service(name: str) -> dict[str, Any]:
    return compose_file()["services"][name]


def environment_of(name: str, variables: dict[str, str]) -> dict[str, str]:
    """What the container of a service sees, given the `variables` of `.env`."""
    return {
        key: interpolated(value, variables) for key, value in service(name)["environment"].items()
    }


def interpolated(text: str, variables: dict[str, str]) -> str:
    """Compose's `${NAME}`, `${NAME:-default}` and `${NAME:?message}`. Raises MissingVariable."""

    def value_of(match: re.Match[str]) -> str:
        if value := variables.get(match["name"], ""):
            return value
        if match["kind"] == "?":
            raise MissingVariable(f"{match['name']}: {match['text']}")
        return match["text"] or ""

    return VARIABLE.sub(value_of, text)


def dockerfile_instructions(name: str) -> list[str]:
    """The arguments of every `name` instruction of the last build stage, in order."""
    text = (REPOSITORY / "Dockerfile").read_text().replace("\\\n", " ")
    last_stage = re.split(r"^FROM ", text, flags=re.MULTILINE)[-1]
    return re.findall(rf"^{name} +(.+)$", last_stage, flags=re.MULTILINE)


def files_in_image() -> list[str]:
    """The files and folders `.dockerignore` lets into the image; it leaves out all others."""
    lines = (REPOSITORY / ".dockerignore").read_text().splitlines()
    assert "*" in lines, "the file is read as a list of what is let in"
    return [line.removeprefix("!") for line in lines if line.startswith("!")]
