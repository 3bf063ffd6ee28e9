"""HSDS 1's own tables, with the defects of real packages."""

import pytest

from directory.exchange.faults import Action
from directory.models import (
    Address,
    Location,
    Phone,
    Schedule,
    Service,
)
from tests.exchange.packages import (
    ADDRESS,
    LOCATION,
    PLACE,
    SERVICE,
    hsds_1,
    package,
)

pytestmark = pytest.mark.django_db


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
