"""An import after a merge: what names the record that is no more means the one in its place."""

import pytest

from directory.duplicates.merging.merge import merge
from directory.duplicates.scoring import similar_to
from directory.models import Organization, Phone, Service
from directory.publication.models import PublicOrganization
from tests.exchange.packages import import_it, json_file

pytestmark = pytest.mark.django_db

OTTER = "11111111-1111-4111-8111-111111111111"
HERON = "22222222-2222-4222-8222-222222222222"
PHONE = "33333333-3333-4333-8333-333333333333"


def records(description="A hot meal."):
    def organization(id, name):
        return {
            "id": id,
            "name": name,
            "description": "Neighbours helping.",
            "phones": [{"id": PHONE if id == OTTER else HERON, "number": "01632 960123"}],
        }

    return [
        {
            "id": f"4444444{number}-4444-4444-8444-444444444444",
            "name": f"Club {number}",
            "description": description,
            "status": "active",
            "organization": organization(*owner),
        }
        for number, owner in enumerate([(OTTER, "Otter Bank"), (HERON, "Heron Trust")])
    ]


def test_what_a_source_says_again_comes_to_the_one_that_stayed(tmp_path):
    import_it(json_file(tmp_path / "feed.json", records()), publish=True)
    merge("organization", old=Organization.objects.get(pk=OTTER).pk, new=_id(HERON))

    again = import_it(
        json_file(tmp_path / "feed.json", records("A hot meal, and a chat.")), publish=True
    )

    assert [str(one.pk) for one in Organization.objects.all()] == [HERON]
    assert Organization.objects.get().name == "Heron Trust"
    assert Phone.objects.count() == 1
    assert {str(one.organization_id) for one in Service.objects.all()} == {HERON}
    assert set(Service.objects.values_list("description", flat=True)) == {"A hot meal, and a chat."}
    assert [str(id) for id in PublicOrganization.objects.values_list("id", flat=True)] == [HERON]
    assert any("merged into another record" in fault.message for fault in again.faults)


def test_the_same_import_again_changes_nothing(tmp_path):
    import_it(json_file(tmp_path / "feed.json", records()), publish=True)
    merge("organization", old=_id(OTTER), new=_id(HERON))
    import_it(json_file(tmp_path / "feed.json", records()), publish=True)
    before = list(Service.objects.values()), list(Organization.objects.values())

    again = import_it(
        json_file(tmp_path / "feed.json", records()), publish=True, withdraw_missing=True
    )

    assert again.written == 0
    assert (list(Service.objects.values()), list(Organization.objects.values())) == before
    assert PublicOrganization.objects.count() == 1


def test_what_was_imported_is_offered_as_a_likeness_at_once(tmp_path):
    import_it(json_file(tmp_path / "feed.json", records()), publish=True)

    [like] = similar_to("organization", {"name": "otter bank"})

    assert str(like.id) == OTTER


def _id(text):
    return Organization.objects.get(pk=text).pk
