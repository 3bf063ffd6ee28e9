"""What a row refers to: found, left out, or stood in for."""

from uuid import UUID

import pytest

from directory.exchange.faults import Action
from directory.models import (
    Attribute,
    Location,
    Organization,
    Phone,
    Service,
    TaxonomyTerm,
)
from directory.publication.models import PublicOrganization, PublicService
from tests.exchange.packages import (
    LOCATION,
    ORGANIZATION,
    PLACE,
    SERVICE,
    hsds_1,
    import_it,
    json_file,
    package,
)

pytestmark = pytest.mark.django_db


def test_a_service_of_an_absent_organisation_becomes_a_draft_under_a_stand_in(tmp_path):
    services = [SERVICE, {**SERVICE, "id": "2", "organization_id": "99"}]
    path = package(tmp_path / "a", services=services)

    imported = hsds_1(path, publish=True)

    stand_in = Organization.objects.get(name="Unknown organisation 99")
    assert stand_in.description == ""
    assert stand_in.services.count() == 1
    assert PublicService.objects.count() == PublicOrganization.objects.count() == 1
    assert [(f.value, f.action) for f in imported.faults if f.field == "organization_id"] == [
        ("99", Action.REPAIRED),
        ("99", Action.NOTED),
    ]
    assert hsds_1(path).written == 0


def test_a_stand_in_gives_way_when_the_organisation_comes(tmp_path):
    services = [{**SERVICE, "organization_id": "99"}]
    hsds_1(package(tmp_path / "a", services=services))

    organizations = [ORGANIZATION, {**ORGANIZATION, "id": "99", "name": "Heron House"}]
    again = hsds_1(package(tmp_path / "a", services=services, organizations=organizations))

    assert Service.objects.get().organization.name == "Heron House"
    assert not Organization.objects.filter(name__startswith="Unknown").exists()
    assert again.messages("organization_id") == []


def test_an_optional_link_to_nothing_is_left_out(tmp_path):
    locations = [{**LOCATION, "organization_id": "99"}]

    imported = hsds_1(package(tmp_path / "a", **{**PLACE, "locations": locations}))

    assert Location.objects.get().organization is None
    assert imported.messages("organization_id", Action.REPAIRED)


def test_a_child_of_nothing_is_left_out(tmp_path):
    phones = [{"id": "1", "service_id": "99", "number": "01632 960123"}]

    imported = hsds_1(package(tmp_path / "a", phones=phones))

    assert not Phone.objects.exists()
    assert "The row belongs to nothing that is here." in imported.messages()


def test_a_link_to_an_absent_term_is_left_out_whole(tmp_path):
    links = [{"id": "1", "service_id": "1", "taxonomy_id": "nowhere"}]

    imported = hsds_1(package(tmp_path / "a", services_taxonomy=links))

    assert not Attribute.objects.exists()
    assert imported.messages("taxonomy_term_id", Action.SKIPPED)


def test_parents_that_go_round_in_a_circle_are_cut_once(tmp_path):
    terms = [
        {"id": "a", "name": "A", "parent_id": "b", "vocabulary": "Ours"},
        {"id": "b", "name": "B", "parent_id": "c", "vocabulary": "Ours"},
        {"id": "c", "name": "C", "parent_id": "a", "vocabulary": "Ours"},
        {"id": "d", "name": "D", "parent_id": "a", "vocabulary": "Ours"},
    ]

    imported = hsds_1(package(tmp_path / "a", taxonomy=terms))

    assert TaxonomyTerm.objects.filter(parent=None).count() == 1
    assert len(imported.messages("parent_id", Action.REPAIRED)) == 1


def test_a_circle_made_here_is_left_to_whoever_made_it(tmp_path):
    heron, otter = (Organization.objects.create(name=name) for name in ("Heron", "Otter"))
    for child, parent in ((heron, otter), (otter, heron)):
        Organization.objects.filter(pk=child.pk).update(parent_organization=parent)

    imported = hsds_1(package(tmp_path / "a"))

    assert imported.faults == []
    assert Organization.objects.exclude(parent_organization=None).count() == 2


def test_a_circle_through_rows_of_others_is_cut_at_a_row_of_the_import(tmp_path):
    ours = Organization.objects.create(id=UUID(int=1), name="Otter")
    theirs = str(UUID(int=2))
    path = json_file(
        tmp_path / "a.json",
        [
            {
                "id": theirs,
                "name": "Heron",
                "description": "A bird.",
                "parent_organization_id": str(ours.pk),
            }
        ],
    )
    import_it(path)
    Organization.objects.filter(pk=ours.pk).update(parent_organization=theirs)

    (fault,) = import_it(path).faults

    assert fault.value == theirs
    assert Organization.objects.get(pk=theirs).parent_organization is None
    assert str(Organization.objects.get(pk=ours.pk).parent_organization_id) == theirs


def test_a_term_may_come_before_its_parent(tmp_path):
    terms = [
        {"id": "a", "name": "A", "parent_id": "b", "vocabulary": "Ours"},
        {"id": "b", "name": "B", "parent_id": "", "vocabulary": "Ours"},
    ]

    hsds_1(package(tmp_path / "a", taxonomy=terms))

    assert TaxonomyTerm.objects.get(code="a").parent.code == "b"
