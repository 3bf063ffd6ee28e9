"""Where templates stand: overrides of Django's own in `admin/`, ours in `directory_admin/`."""

import re
from pathlib import Path

import django.contrib.admin
import pytest
from django.template.loader import get_template

from tests.conftest import REPOSITORY

ADMIN = REPOSITORY / "directory" / "admin"
OURS = ADMIN / "templates"
DJANGOS = Path(django.contrib.admin.__file__).parent / "templates"
NAMED = re.compile(r"""["'](?P<name>(?:admin|directory_admin)/[\w/]+\.html)["']""")


def test_only_overrides_of_djangos_templates_stand_among_djangos():
    """One of a single list or form may stand in a folder of its app and model, as Django has it."""
    strays = [
        str(path.relative_to(OURS))
        for path in (OURS / "admin").rglob("*.html")
        if not (DJANGOS / "admin" / path.name).exists()
    ]

    assert strays == []


def test_all_others_stand_together():
    assert {path.name for path in OURS.iterdir()} == {"admin", "directory_admin"}


@pytest.mark.parametrize("kind", ["*.py", "*.html"])
def test_every_template_that_is_named_is_there(kind):
    names = {
        found["name"] for path in ADMIN.rglob(kind) for found in NAMED.finditer(path.read_text())
    }

    assert len(names) > 20
    for name in sorted(names):
        get_template(name)
