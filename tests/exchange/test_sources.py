"""What a source may be called, whatever it holds."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from directory.exchange.models import LONGEST_NAME, Source
from directory.publication.models import PublicService, Revision
from tests.exchange.packages import package

pytestmark = pytest.mark.django_db


def test_a_source_with_the_longest_name_is_imported_and_published(tmp_path):
    name = "ä" * LONGEST_NAME

    call_command("import_hsds", package(tmp_path / "a"), "--source", name, "--publish")

    assert Source.objects.get().name == name
    assert PublicService.objects.count() == 1
    assert set(Revision.objects.values_list("source", flat=True)) == {name}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ä" * (LONGEST_NAME + 1), "101 characters; at most 100"),
        (" ", "--source is blank"),
        ("a\nb", "letters, digits"),
        ("a\x00b", "letters, digits"),
        ("half \ud83e", "letters, digits"),  # a byte of the command line that is no UTF-8
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_before_anything_is_read(tmp_path, name, said):
    with pytest.raises(CommandError, match=said) as refused:
        call_command("import_hsds", tmp_path / "there-is-none", "--source", name, "--publish")

    assert refused.value.returncode == 2
    assert not Source.objects.exists()


def test_a_file_with_a_long_name_needs_to_be_told_another(tmp_path):
    folder = package(tmp_path / ("a" * 200))

    with pytest.raises(CommandError, match="a shorter one with --source"):
        call_command("import_hsds", folder)
