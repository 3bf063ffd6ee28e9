"""The worked example of docs/importing.md, run as it is printed there."""

import re

import pytest

from directory.exchange.transforms import EXPANDERS, TRANSFORMS
from directory.models import Address, Language, Location, Organization, Schedule, Service
from tests.conftest import REPOSITORY
from tests.exchange.packages import import_it

GUIDE = (REPOSITORY / "docs" / "importing.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The first block of `language` in the guide."""
    return re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)[1]


@pytest.mark.django_db
def test_the_worked_example_does_what_the_guide_says(tmp_path):
    (tmp_path / "clubs.csv").write_text(block("csv"), encoding="utf-8")
    (tmp_path / "clubs.toml").write_text(block("toml"), encoding="utf-8")

    imported = import_it(tmp_path / "clubs.csv", mapping=str(tmp_path / "clubs.toml"))

    assert imported.faults == []
    assert Organization.objects.get().name == "Otter Bank"
    assert Service.objects.count() == 2
    assert set(Address.objects.values_list("postal_code", flat=True)) == {"BD21 1AA"}
    assert Schedule.objects.filter(byday="TU").count() == 2
    assert Location.objects.count() == Address.objects.count() == 2  # “bd211aa” is another place
    assert Language.objects.filter(name="Urdu").count() == 1


def test_the_guide_names_every_transform():
    for name in [*TRANSFORMS, *EXPANDERS]:
        assert name in GUIDE
