"""docs/operations.md tells of every variable that can be set."""

import re

import pytest

from tests.deployment.compose import REPOSITORY

READS = {
    "assets_api/settings.py": r'(?:env\.\w+|variable)\(\s*"(\w+)"',
    "gunicorn.conf.py": r"variable\(\s*['\"](\w+)",
    "docker-compose.yml": r"\$\{(\w+)",
}


@pytest.mark.parametrize("file", READS)
def test_every_variable_is_told_of(file):
    read = set(re.findall(READS[file], (REPOSITORY / file).read_text()))
    told = set(re.findall(r"`(\w+)`|^(\w+)=", page(), flags=re.MULTILINE))

    assert read
    assert read <= {name for pair in told for name in pair}


def page() -> str:
    return (REPOSITORY / "docs/operations.md").read_text()
