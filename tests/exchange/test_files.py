"""Files as they come: encodings, torn rows, packages that lack what they declare."""

import pytest

from directory.exchange.faults import Action
from directory.models import (
    Attribute,
    Organization,
    Service,
    TaxonomyTerm,
)
from tests.exchange.packages import (
    ORGANIZATION,
    RECORD,
    SERVICE,
    A,
    B,
    C,
    D,
    hsds_1,
    import_it,
    json_file,
    package,
)

pytestmark = pytest.mark.django_db


def test_a_file_in_windows_1252_is_read_and_told(tmp_path):
    path = tmp_path / "organizations.csv"
    path.write_bytes("id;name;description\n1;Café;Tea £2\n".encode("cp1252"))

    imported = hsds_1(path)

    assert Organization.objects.get().name == "Café"
    assert "it was read as Windows-1252" in imported.messages()[0]


def test_rows_that_do_not_fit_their_header_are_told_by_line(tmp_path):
    path = tmp_path / "organizations.csv"
    path.write_text(
        'id,name,url\n1,"Otter\nBank",\n2,Heron,,extra\n3,Kestrel\n4,"Bad"x,\n5,Last,\n'
    )

    imported = hsds_1(path)

    assert sorted(Organization.objects.values_list("name", flat=True)) == [
        "Kestrel",
        "Last",
        "Otter Bank",
    ]
    assert [(f.where.line, f.action) for f in imported.faults] == [
        (4, Action.SKIPPED),
        (5, Action.NOTED),
        (6, Action.SKIPPED),
    ]


def test_files_a_package_declares_but_lacks_are_noted(tmp_path):
    path = package(tmp_path / "a")
    json_file(
        path / "datapackage.json",
        {"resources": [{"name": "program", "path": "programs.csv"}, {"path": "services.csv"}]},
    )

    imported = hsds_1(path)

    (fault,) = imported.faults
    assert (fault.table, fault.value) == ("program", "programs.csv")


def test_a_nul_leaves_its_row_out(tmp_path):
    imported = import_it(
        json_file(tmp_path / "a.json", [RECORD, {**RECORD, "id": B, "name": "a\x00b"}])
    )

    assert Service.objects.count() == 1
    (fault,) = [f for f in imported.faults if f.field == "name"]
    assert (fault.value, fault.action) == ("a\\x00b", Action.SKIPPED)


def test_a_nul_in_a_cell_leaves_its_row_out(tmp_path):
    path = tmp_path / "organizations.csv"
    path.write_bytes(b"id,name\n1,Ot\x00ter\n2,Heron\n")

    imported = hsds_1(path)

    assert Organization.objects.get().name == "Heron"
    assert imported.messages("name") == ["A NUL character: the value is not text."]


def test_the_encoding_a_package_declares_is_believed(tmp_path):
    path = package(tmp_path / "a")
    (path / "organizations.csv").write_bytes("id,name\n1,Łódź\n".encode("iso-8859-2"))
    resource = {"name": "organization", "path": "organizations.csv", "encoding": "iso-8859-2"}
    json_file(path / "datapackage.json", {"resources": [resource]})

    assert hsds_1(path).faults == []
    assert Organization.objects.get().name == "Łódź"


def test_a_package_of_hsds_3_needs_no_mapping(tmp_path):
    path = package(
        tmp_path / "a",
        organizations=[{**ORGANIZATION, "id": B, "colour": "red"}],
        services=[{**SERVICE, "id": A, "organization_id": B}],
        organization_identifiers=[
            {
                "id": C,
                "organization_id": B,
                "identifier_type": "Charity number",
                "identifier": "1234567",
            }
        ],
        taxonomies=[{"id": C, "name": "Needs", "description": "Kinds of help."}],
        taxonomy_terms=[{"id": D, "name": "Food", "taxonomy": "Needs", "taxonomy_id": C}],
        attributes=[
            {"id": D, "link_id": A, "link_entity": "services", "taxonomy_term_id": D},
        ],
        cost_options=[{"id": D, "service_id": A, "option": "Adults", "amount": "2.50"}],
    )

    imported = import_it(path)

    service = Service.objects.get(pk=A)
    assert service.organization.organization_identifiers.get().identifier == "1234567"
    assert str(service.cost_options.get().amount) == "2.50"
    assert Attribute.objects.get(link_id=A, link_entity="service").taxonomy_term.name == "Food"
    assert TaxonomyTerm.objects.get().taxonomy_name == "Needs"
    assert [(f.field, f.value) for f in imported.faults] == [("colour", "red (1 row)")]
    assert import_it(path).written == 0
