"""The spreadsheet of libraries, by the mapping that ships, in fictional rows."""

import pytest

from directory.exchange.faults import Action
from directory.models import Address, Location, Organization, Schedule, Service
from directory.publication.models import PublicLocation, PublicService
from tests.exchange.packages import csv_text, import_it

pytestmark = pytest.mark.django_db

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
LIBRARY = {
    "Local authority": "Otterdale Council",
    "Library name": "Otter Library",
    "Address 1": " 1 Otter Row ",
    "Address 2": "Keighley",
    "Address 3": "West Yorkshire",
    "Postcode": "bd21 1aa",
    "Unique property reference number": "100050000001",
    "Statutory": "Yes",
    "Type of library": "CRL",
    "Year opened": "2013",
    "Year closed": "",
    **{f"{day} staffed hours": "" for day in DAYS},
    **{f"{day} unstaffed hours": "" for day in DAYS},
    "Special hours": "",
    "Co-located": "No",
    "Co-located with": "",
    "Notes": "",
    "URL": "",
    "Email address": "otter@example.org",
}


def libraries(folder, *changes):
    """Imports a list of libraries, each LIBRARY with some columns changed, and publishes it."""
    path = folder / "libraries.csv"
    path.write_text(csv_text([LIBRARY | change for change in changes]), newline="")
    return import_it(path, mapping="uk-libraries", publish=True)


def hours() -> set[tuple[str, str]]:
    return {(s.byday, f"{s.opens_at:%H:%M}-{s.closes_at:%H:%M}") for s in Schedule.objects.all()}


def test_a_library_is_a_service_of_its_authority_at_a_location(tmp_path):
    imported = libraries(tmp_path, {}, {"Library name": "Heron Library"})

    assert imported.faults == []
    assert Organization.objects.get().name == "Otterdale Council"
    service = Service.objects.get(name="Otter Library")
    assert service.description == (
        "A public library in Keighley, run by its community with the local authority's support. "
        "It opened in 2013."
    )
    location = service.service_at_locations.get().location
    assert (location.external_identifier, location.external_identifier_type) == (
        "100050000001",
        "UPRN",
    )
    address = location.addresses.get()
    assert (address.address_1, address.city) == ("1 Otter Row", "Keighley")
    assert (address.state_province, address.postal_code) == ("West Yorkshire", "BD21 1AA")
    assert PublicService.objects.count() == PublicLocation.objects.count() == 2


def test_two_spans_of_a_day_are_two_schedules_and_a_blank_day_is_none(tmp_path):
    libraries(tmp_path, {"Monday staffed hours": "10:00-13:00,14:00-17:00"})

    assert hours() == {("MO", "10:00-13:00"), ("MO", "14:00-17:00")}


def test_hours_without_staff_say_so(tmp_path):
    libraries(tmp_path, {"Sunday unstaffed hours": "10:00-16:00"})

    assert Schedule.objects.get().description == "Open without staff"


@pytest.mark.parametrize("odd", ["1:00-18:00", "00:00"])
def test_odd_hours_are_told_and_left_out(tmp_path, odd):
    imported = libraries(
        tmp_path, {"Monday staffed hours": odd, "Tuesday staffed hours": "09:00-12:00"}
    )

    assert hours() == {("TU", "09:00-12:00")}
    (fault,) = imported.faults
    assert (fault.where.line, fault.field, fault.value, fault.action) == (
        2,
        "Monday staffed hours",
        odd,
        Action.SKIPPED,
    )


def test_hours_that_change_replace_the_old_ones(tmp_path):
    libraries(tmp_path, {"Monday staffed hours": "09:00-12:00"})

    again = libraries(tmp_path, {"Monday staffed hours": "09:00-13:00"})

    assert hours() == {("MO", "09:00-13:00")}
    assert again.written == 2  # one removed, one created


def test_a_closed_library_stays_a_draft_and_its_place_too(tmp_path):
    imported = libraries(
        tmp_path, {"Year closed": "2017"}, {"Postcode": "BD21 1AB", "Year opened": "2018"}
    )

    assert sorted(Service.objects.values_list("status", flat=True)) == ["active", "defunct"]
    assert Location.objects.count() == 2
    assert PublicService.objects.count() == PublicLocation.objects.count() == 1
    assert sum(imported.result.publication.not_ready.values()) == 2


def test_a_library_that_closes_while_public_is_published_as_closed(tmp_path):
    libraries(tmp_path, {})

    libraries(tmp_path, {"Year closed": "2026"})

    assert PublicService.objects.get().status == "defunct"


def test_an_address_without_a_street_is_no_address(tmp_path):
    imported = libraries(tmp_path, {"Address 1": "[Unknown]"})

    assert not Address.objects.exists()
    assert Location.objects.get().name == "Otter Library"
    assert imported.messages("address_1") == ["The standard requires a value."]


def test_the_same_library_twice_is_one(tmp_path):
    imported = libraries(tmp_path, {}, {})

    assert Service.objects.count() == 1
    assert imported.result.counts["service"].skipped == 1
