"""HSDS 3 as JSON: nested, in pages, in lines, in short and in full."""

import json

import pytest

from directory.exchange.faults import Action
from directory.models import (
    Attribute,
    Phone,
    Service,
)
from tests.exchange.packages import (
    RECORD,
    A,
    B,
    C,
    D,
    import_it,
    json_file,
)

pytestmark = pytest.mark.django_db


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
