"""Importing again, and what goes wrong on the way: the promises of docs/importing.md."""

import json
from uuid import UUID

import pytest

from directory.exchange.faults import Action
from directory.exchange.models import ImportedRow
from directory.exchange.writer import Writer
from directory.models import (
    Address,
    Attribute,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)
from directory.publication.models import PublicOrganization, PublicService
from tests.exchange.packages import (
    ADDRESS,
    LOCATION,
    ORGANIZATION,
    SERVICE,
    import_it,
    json_file,
    package,
)

pytestmark = pytest.mark.django_db

PLACE = {
    "locations": [LOCATION],
    "services_at_location": [{"id": "1", "service_id": "1", "location_id": "1"}],
    "physical_addresses": [ADDRESS],
}
PHONES = {"phones": [{"id": "1", "service_id": "1", "number": "01632 960123"}]}


def hsds_1(path, **options):
    return import_it(path, mapping="hsds-1", **options)


# --- A second import -----------------------------------------------------------------------------


def test_a_second_import_changes_nothing(tmp_path):
    path = package(tmp_path / "a", **PLACE, **PHONES)
    first = hsds_1(path)
    before = list(ImportedRow.objects.order_by("pk").values())

    again = hsds_1(path)

    assert first.written == 6
    assert again.written == 0
    assert again.faults == first.faults
    assert list(ImportedRow.objects.order_by("pk").values()) == before


def test_a_changed_row_changes_only_itself(tmp_path):
    two = [SERVICE, {**SERVICE, "id": "2", "name": "Breakfast club"}]
    hsds_1(package(tmp_path / "a", services=two))

    changed = [two[0], {**two[1], "name": "Brunch club"}]
    again = hsds_1(package(tmp_path / "a", services=changed))

    assert again.count("service") == (0, 1, 1)
    assert again.written == 1
    assert sorted(Service.objects.values_list("name", flat=True)) == ["Brunch club", "Lunch club"]


def test_ids_that_are_no_uuids_are_the_same_uuids_every_time_and_differ_by_source(tmp_path):
    path = package(tmp_path / "a")
    hsds_1(path, source="north")
    hsds_1(path, source="south")

    assert {str(pk) for pk in Service.objects.values_list("pk", flat=True)} == {
        "117b1c43-1771-593f-a45d-421a47feb22d",
        "6361e8a0-e708-5e0a-9c05-b5685ed40940",
    }


def test_an_edit_made_here_stays_until_the_source_says_something_new(tmp_path):
    path = package(tmp_path / "a")
    hsds_1(path)
    Service.objects.update(name="Our better name")

    hsds_1(path)
    assert Service.objects.get().name == "Our better name"

    hsds_1(package(tmp_path / "a", services=[{**SERVICE, "name": "Their new name"}]))
    assert Service.objects.get().name == "Their new name"


def test_a_row_deleted_here_stays_deleted_until_the_source_says_something_new(tmp_path):
    path = package(tmp_path / "a", **PHONES)
    hsds_1(path)
    Phone.objects.all().delete()

    hsds_1(path)

    assert not Phone.objects.exists()


def test_a_hidden_address_stays_hidden(tmp_path):
    location = {"id": C, "location_type": "physical", "name": "Heron Hall", "phones": []}
    import_it(json_file(tmp_path / "a.json", [location]))
    Location.objects.update(hide_address=True)

    import_it(json_file(tmp_path / "a.json", [{**location, "name": "New", "hide_address": False}]))

    assert Location.objects.get().name == "New"
    assert Location.objects.get().hide_address


# --- What vanished -------------------------------------------------------------------------------


def test_a_child_row_that_vanished_is_removed(tmp_path):
    phones = [*PHONES["phones"], {"id": "2", "service_id": "1", "number": "01632 960124"}]
    hsds_1(package(tmp_path / "a", phones=phones))

    again = hsds_1(package(tmp_path / "a", phones=phones[:1]))

    assert again.result.removed == {"phone": 1}
    assert Phone.objects.get().number == "01632 960123"


def test_children_stay_when_the_package_has_no_such_table(tmp_path):
    hsds_1(package(tmp_path / "a", **PHONES))

    hsds_1(package(tmp_path / "a", phones=[]))

    assert Phone.objects.count() == 1


def test_a_record_that_vanished_is_reported_and_stays(tmp_path):
    two = [SERVICE, {**SERVICE, "id": "2", "name": "Breakfast club"}]
    hsds_1(package(tmp_path / "a", services=two), publish=True)

    again = hsds_1(package(tmp_path / "a"), publish=True)

    assert again.result.vanished == {"service": 1}
    assert again.result.faults == 0
    assert [f.value for f in again.faults if f.action is Action.VANISHED] == ["2"]
    assert PublicService.objects.count() == 2


def test_a_record_that_vanished_can_be_withdrawn(tmp_path):
    two = [SERVICE, {**SERVICE, "id": "2", "name": "Breakfast club"}]
    hsds_1(package(tmp_path / "a", services=two), publish=True)

    again = hsds_1(package(tmp_path / "a"), withdraw_missing=True)

    assert again.result.publication.withdrawn["service"] == 1
    assert PublicService.objects.count() == 1
    assert Service.objects.count() == 2
    assert hsds_1(package(tmp_path / "a")).result.vanished == {}


def test_a_source_without_a_table_says_nothing_of_its_records(tmp_path):
    hsds_1(package(tmp_path / "a", **PLACE), publish=True)

    only_places = package(tmp_path / "b", organizations=[], services=[], locations=[LOCATION])
    again = hsds_1(only_places)

    assert again.result.vanished == {}
    assert PublicService.objects.count() == 1


def test_a_row_that_is_refused_has_not_vanished(tmp_path):
    hsds_1(package(tmp_path / "a"), publish=True)

    again = hsds_1(
        package(tmp_path / "a", services=[{**SERVICE, "name": "=1+1"}]), withdraw_missing=True
    )

    assert again.result.vanished == {}
    assert PublicService.objects.count() == 1


# --- All or nothing ------------------------------------------------------------------------------


def test_a_crash_in_the_middle_leaves_nothing(tmp_path, monkeypatch):
    save = Writer.save

    def fail_at_services(self, table, rows):
        if table.name == "service":
            raise RuntimeError("the power went")
        save(self, table, rows)

    monkeypatch.setattr(Writer, "save", fail_at_services)
    with pytest.raises(RuntimeError):
        hsds_1(package(tmp_path / "a"))

    assert not Organization.objects.exists()
    assert not ImportedRow.objects.exists()


def test_simulating_tells_all_and_saves_nothing(tmp_path):
    simulated = hsds_1(package(tmp_path / "a", **PLACE), publish=True, simulate=True)

    assert simulated.count("service") == (1, 0, 0)
    assert simulated.result.publication.published["service"] == 1
    assert not Organization.objects.exists()
    assert not ImportedRow.objects.exists()
    assert not PublicService.objects.exists()


def test_a_row_the_database_refuses_does_not_stop_the_rest(tmp_path):
    twice = [
        {"id": "1", "service_id": "1", "location_id": "1"},
        {"id": "2", "service_id": "1", "location_id": "1"},
    ]

    imported = hsds_1(package(tmp_path / "a", **{**PLACE, "services_at_location": twice}))

    assert ServiceAtLocation.objects.count() == 1
    assert Service.objects.count() == 1
    assert imported.messages("id", Action.SKIPPED)[0].startswith("The database refused the row")


# --- References ----------------------------------------------------------------------------------


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


# --- Repeats -------------------------------------------------------------------------------------


def test_repeated_links_are_made_one(tmp_path):
    terms = [{"id": "a", "name": "A", "parent_id": "", "vocabulary": "Ours"}]
    links = [{"id": str(n), "service_id": "1", "taxonomy_id": "a"} for n in range(3)]

    imported = hsds_1(package(tmp_path / "a", taxonomy=terms, services_taxonomy=links))

    assert Attribute.objects.get().taxonomy_term.name == "A"
    assert imported.result.counts["attribute"].skipped == 2


def test_one_id_on_two_different_rows_keeps_both(tmp_path):
    a, b = "6f1c1f60-0000-4000-8000-00000000000a", "6f1c1f60-0000-4000-8000-00000000000b"
    phones = [
        {"id": a, "service_id": "1", "number": "01632 960123"},
        {"id": a, "service_id": "1", "number": "01632 960124"},
        {"id": b, "service_id": "1", "number": "01632 960125"},
    ]
    path = package(tmp_path / "a", phones=phones)

    imported = hsds_1(path)

    assert Phone.objects.count() == 3
    assert len(imported.messages("id", Action.REPAIRED)) == 1
    assert hsds_1(path).written == 0


def test_one_phone_id_on_many_services_is_a_phone_of_each(tmp_path):
    a = "6f1c1f60-0000-4000-8000-00000000000a"
    services = [{**SERVICE, "id": str(number)} for number in range(60)]
    phones = [{"id": a, "service_id": str(n), "number": "01632 960123"} for n in range(60)]
    path = package(tmp_path / "a", services=services, phones=phones * 2)

    hsds_1(path)

    assert Phone.objects.count() == 60
    assert all(service.phones.count() == 1 for service in Service.objects.all())
    assert hsds_1(path).written == 0


def test_a_record_told_twice_keeps_the_first_value_and_notes_the_other(tmp_path):
    services = [{**SERVICE, "url": ""}, {**SERVICE, "name": "Other", "url": "https://example.org"}]

    imported = hsds_1(package(tmp_path / "a", services=services))

    service = Service.objects.get()
    assert (service.name, service.url) == ("Lunch club", "https://example.org")
    assert imported.messages("name", Action.NOTED)


# --- HSDS 1's own tables -------------------------------------------------------------------------


def test_the_defects_of_real_packages(tmp_path):
    """Everything that docs/importing.md tells of the Miami package, in a few rows."""
    imported = hsds_1(
        package(
            tmp_path / "a",
            services=[{**SERVICE, "status": "", "url": "www.example.org"}],
            locations=[{**LOCATION, "latitude": "100", "longitude": "1.5"}],
            services_at_location=PLACE["services_at_location"],
            physical_addresses=[{**ADDRESS, "state_province": "FL ", "country": "   "}],
            phones=[{"id": "1", "location_id": "1", "number": "305-646-7220 x5427"}],
            eligibility=[
                {"id": "", "service_id": "", "eligibility": "All girls"},
                {"id": "", "service_id": "1", "eligibility": "Over 60"},
                {"id": "", "service_id": "1", "eligibility": "Locals"},
            ],
            regular_schedules=[
                {
                    "id": "",
                    "service_id": "1",
                    "weekday": "Monday",
                    "opens_at": opens_at,
                    "closes_at": "5:00pm",
                    "original_text": original_text,
                }
                for opens_at, original_text in [("7:30 am", ""), ("", "24 hours\\na day")]
            ],
            languages=[
                {"id": "1", "service_id": "1", "location_id": "1", "language": language}
                for language in ("English", "Spanish", "")
            ],
            accessibility_for_disabilities=[
                {"id": "1", "location_id": "1", "accessibility": "", "details": ""}
            ],
        )
    )

    service = Service.objects.get()
    assert service.status == "active"
    assert service.url == "https://www.example.org"
    assert service.eligibility_description == "Over 60\n\nLocals"
    assert Location.objects.get().latitude is None
    assert (Address.objects.get().state_province, Address.objects.get().country) == ("FL", "US")
    assert (Phone.objects.get().number, Phone.objects.get().extension) == ("305-646-7220", 5427)
    hours = Schedule.objects.order_by("opens_at").values_list("byday", "opens_at", "description")
    assert {(day, str(at), text) for day, at, text in hours} == {
        ("MO", "07:30:00", ""),
        ("MO", "None", "24 hours\na day"),
    }
    assert sorted(service.languages.values_list("name", flat=True)) == ["English", "Spanish"]
    skipped = [(f.table, f.message) for f in imported.faults if f.action is Action.SKIPPED]
    assert ("service", "The row does not name the record it would add to.") in skipped
    assert sorted(table for table, _ in skipped) == ["accessibility", "language", "service"]


def test_an_address_without_a_country_needs_one_from_its_postcode_or_outside(tmp_path):
    places = {**PLACE, "physical_addresses": [{**ADDRESS, "postal_code": "D02 X285"}]}
    path = package(tmp_path / "a", **places)

    assert "The standard requires a value." in hsds_1(path).messages("country")
    assert not Address.objects.exists()

    hsds_1(path, constants={"country": "IE"})
    assert Address.objects.get().country == "IE"


# --- JSON ----------------------------------------------------------------------------------------

A, B, C, D = (f"6f1c1f60-0000-4000-8000-00000000000{n}" for n in "abcd")
RECORD = {
    "id": A,
    "name": "Lunch club",
    "description": "A hot meal.",
    "status": "active",
    "organization": {"id": B, "name": "Otter Bank", "description": "Neighbours helping."},
    "phones": [{"id": C, "number": "01632 960123", "languages": [{"name": "Urdu"}]}],
    "service_areas": [{"id": D, "name": "Bradford", "serviceId": A}],
    "contacts": [{"id": D, "phones": [{"number": "Desk: 0117 332 7111"}]}],
    "attributes": [
        {"id": D, "taxonomy_term": {"id": D, "name": "Food", "description": "Meals.", "term": "x"}}
    ],
    "minimum_age": -1,
    "pc_metadata": {"assured_by": "x"},
    "last_modified": "2025-09-02T12:06:15.654",
}


def test_a_full_record_brings_everything_nested_in_it(tmp_path):
    imported = import_it(json_file(tmp_path / "a.json", RECORD))

    service = Service.objects.get()
    assert service.organization.name == "Otter Bank"
    assert service.phones.get().languages.get().name == "Urdu"
    assert service.service_areas.get().name == "Bradford"
    contact_phone = service.contacts.get().phones.get()
    assert (contact_phone.number, contact_phone.description) == ("0117 332 7111", "Desk")
    assert Attribute.objects.get(link_id=service.pk).taxonomy_term.name == "Food"
    assert service.minimum_age is None
    assert sorted({f.field for f in imported.faults}) == ["minimum_age", "number", "pc_metadata"]


@pytest.mark.parametrize(
    "shape",
    [
        lambda record: json.dumps(record),
        lambda record: json.dumps([record]),
        lambda record: json.dumps({"total_items": 1, "contents": [record], "empty": False}),
        lambda record: json.dumps(record) + "\n" + json.dumps({**record, "id": B}) + "\n",
        lambda record: "\ufeff" + json.dumps(record, ensure_ascii=False),
    ],
    ids=["record", "list", "page", "lines", "byte-order mark"],
)
@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.ndjson"])
def test_json_is_known_by_its_content(tmp_path, shape, name):
    (tmp_path / name).write_text(shape(RECORD), encoding="utf-8")

    import_it(tmp_path / name)

    assert Service.objects.filter(pk=A).exists()


def test_json_over_several_lines_tells_faults_by_line(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([RECORD, {**RECORD, "id": B, "email": "nowhere"}], indent=1))

    imported = import_it(path)

    (fault,) = [f for f in imported.faults if f.field == "email"]
    assert path.read_text().splitlines()[fault.where.line - 1] == " {"
    assert fault.where.line > 2


def test_a_bad_line_of_ndjson_does_not_stop_the_rest(tmp_path):
    path = tmp_path / "a.ndjson"
    path.write_text(f"{json.dumps(RECORD)}\n{{oops\n\n{json.dumps({**RECORD, 'id': B})}\n")

    imported = import_it(path)

    assert Service.objects.count() == 2
    assert [f.where.line for f in imported.faults if f.message == "The line is not JSON."] == [2]


def test_a_page_whose_records_repeat_ends_with_one(tmp_path):
    imported = import_it(json_file(tmp_path / "a.json", {"contents": [RECORD] * 3}))

    assert Service.objects.count() == 1
    assert len(imported.messages("id", Action.SKIPPED)) == 2


def test_the_short_form_of_a_list_leaves_children_and_other_fields_alone(tmp_path):
    import_it(json_file(tmp_path / "a.json", {**RECORD, "url": "https://example.org"}))

    short = {key: RECORD[key] for key in ("id", "name", "status", "organization")}
    again = import_it(json_file(tmp_path / "a.json", {"contents": [{**short, "name": "New"}]}))

    service = Service.objects.get()
    assert (service.name, service.url) == ("New", "https://example.org")
    assert service.phones.count() == 1
    assert again.count("service") == (0, 1, 0)


def test_the_full_form_removes_what_it_no_longer_lists(tmp_path):
    import_it(json_file(tmp_path / "a.json", {**RECORD, "url": "https://example.org"}))

    import_it(json_file(tmp_path / "a.json", {**RECORD, "phones": []}))

    service = Service.objects.get()
    assert service.url == ""
    assert service.phones.count() == 0
    assert service.service_areas.count() == 1


def test_one_phone_of_a_service_and_its_place_is_one_row_of_both(tmp_path):
    location = {
        "id": C,
        "location_type": "physical",
        "name": "Heron Hall",
        "phones": RECORD["phones"],
    }
    record = {**RECORD, "service_at_locations": [{"id": D, "location": location}]}

    import_it(json_file(tmp_path / "a.json", record))

    phone = Phone.objects.get(number="01632 960123")
    assert None not in (phone.service_id, phone.location_id)


def test_a_record_without_an_id_is_left_out(tmp_path):
    nameless = {key: value for key, value in RECORD.items() if key != "id"}

    imported = import_it(json_file(tmp_path / "a.json", [RECORD, nameless]))

    assert Service.objects.count() == 1
    assert any("without an id" in message for message in imported.messages())


# --- Files ---------------------------------------------------------------------------------------


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
