"""The pages and letters call things what the admin calls them."""

import re
from pathlib import Path

import pytest

from directory import upkeep

TEMPLATES = sorted(Path(upkeep.__file__).parent.glob("templates/**/*.*"))
# The admin says “sign in” and “checked”.
OTHERWISE = re.compile(r"\blog(ged|ging)?[ -]?in\b|\bconfirm", re.IGNORECASE)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_one_signs_in_and_entries_are_checked(template):
    told = re.sub(r"{[{%].*?[%}]}", "", template.read_text(), flags=re.DOTALL)

    assert not OTHERWISE.findall(told)


def test_the_pages_and_the_letters_are_looked_at():
    assert {"confirm.html", "still_right.txt"} <= {template.name for template in TEMPLATES}
