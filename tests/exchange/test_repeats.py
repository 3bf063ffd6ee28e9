"""Repeats become one, and an id on different rows is no id."""

import pytest

from directory.exchange.faults import Action
from directory.models import (
    Attribute,
    Phone,
    Service,
)
from tests.exchange.packages import (
    SERVICE,
    hsds_1,
    package,
)

pytestmark = pytest.mark.django_db


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
