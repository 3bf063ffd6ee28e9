"""Real data, none of it written by this team. Skipped where ../shared is absent.

docs/importing.md tells what became of each defect; the numbers here are the same.
"""

from collections import Counter
from pathlib import Path

import pytest

from directory.exchange.faults import Action
from directory.models import (
    Address,
    Attribute,
    Contact,
    Location,
    Organization,
    Schedule,
    Service,
    TaxonomyTerm,
)
from directory.publication.models import PublicOrganization, PublicService
from tests.exchange.packages import Imported, import_it

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported_from(shared, tmp_path):
    """Imports something under ../shared, which may not be written to."""

    def imported_from(path: str, **options) -> Imported:
        linked = tmp_path / Path(path).name
        if not linked.exists():
            linked.symlink_to(shared / path)
        return import_it(linked, **options)

    return imported_from


def tally(imported: Imported) -> Counter[tuple[str, str, str]]:
    """How often each table, field and action is among the faults."""
    return Counter((f.table, f.field, str(f.action)) for f in imported.faults)


# --- Miami ---------------------------------------------------------------------------------------

MIAMI = "data/hsds-miami-open211/miami_hsds_1_1_2019.zip"


def test_miami(imported_from):
    imported = imported_from(MIAMI, mapping="hsds-1", source="miami", publish=True)

    created = {table: counts.created for table, counts in imported.result.counts.items()}
    assert {table: count for table, count in created.items() if count} == {
        "taxonomy": 1,
        "taxonomy_term": 1_991,
        "organization": 1_074 + 82,
        "location": 4_089,
        "service": 4_089,
        "service_at_location": 4_089,
        "contact": 4_057,
        "phone": 4_067,
        "schedule": 11_350,
        "language": 9_357,
        "address": 4_053,
        "accessibility": 1_620,
        "attribute": 26_259 - 9_155,
    }
    assert Service.objects.filter(organization__name__startswith="Unknown organ").count() == 447
    assert Attribute.objects.filter(link_entity="service", taxonomy_term=None).count() == 0
    assert PublicOrganization.objects.count() == 1_073
    assert PublicService.objects.count() == 3_619
    assert not PublicService.objects.filter(
        id__in=Service.objects.filter(organization__description="").values("id")
    ).exists()

    faults = tally(imported)
    assert faults["attribute", "id", "skipped"] == 9_155
    assert faults["service", "id", "skipped"] == 2_244  # eligibility that names no service
    assert faults["service", "organization_id", "noted"] == 447
    assert faults["service", "organization_id", "repaired"] == 82
    assert faults["location", "organization_id", "repaired"] == 3_015 - 82
    assert faults["service", "status", "repaired"] == 4_089
    assert faults["address", "country", "repaired"] == 4_057
    assert faults["phone", "number", "skipped"] == 22
    assert faults["taxonomy_term", "id", "skipped"] == 3
    assert faults["contact", "phone_number", "noted"] == 1
    messages = Counter((f.field, f.message) for f in imported.faults if f.table == "service")
    assert messages["description", "Markers such as ###ABC### were removed."] == 982
    assert messages["description", "The characters backslash-n were made line breaks."] == 2_212
    assert sum("declares this file" in f.message for f in imported.faults) == 9
    assert sorted({f.action for f in imported.faults}) == ["noted", "repaired", "skipped"]

    timed = Schedule.objects.exclude(opens_at=None).count()
    assert timed == 11_350 - 132 - faults["schedule", "opens_at", "repaired"]
    assert Address.objects.exclude(country="US").count() == 0
    assert set(Address.objects.values_list("state_province", flat=True)) >= {"FL", "DC", "NY"}
    term = TaxonomyTerm.objects.get(code="PN-8100.4500-240")
    assert term.parent.name == "Individual and Family Life"
    assert term.description.endswith(", under Individual and Family Life (Open211 Miami - AIRS).")

    again = imported_from(MIAMI, mapping="hsds-1", source="miami")
    assert again.written == 0
    assert tally(again) == faults


# --- Libraries -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "libraries", "closed", "addresses", "hours"),
    [("bradford", 37, 7, 34, 145), ("north_yorkshire", 45, 3, 45, 219)],
)
def test_libraries(imported_from, place, libraries, closed, addresses, hours):
    path = f"data/uk-libraries/libraries_{place}.csv"

    imported = imported_from(path, mapping="uk-libraries", publish=True)

    assert Organization.objects.count() == 1
    assert Service.objects.count() == Location.objects.count() == libraries
    assert Service.objects.filter(status="defunct").count() == closed
    assert Address.objects.count() == addresses
    assert Schedule.objects.count() == hours
    assert PublicService.objects.count() == libraries - closed
    assert imported_from(path, mapping="uk-libraries").written == 0
    assert imported.result.counts["address"].skipped == libraries - addresses


def test_a_library_of_which_the_hours_are_known(imported_from):
    imported_from("data/uk-libraries/libraries_bradford.csv", mapping="uk-libraries")

    library = Service.objects.get(name="Baildon Library", status="active")
    assert {
        (s.byday, f"{s.opens_at:%H:%M}-{s.closes_at:%H:%M}") for s in library.schedules.all()
    } == {
        ("MO", "09:30-19:00"),
        ("TU", "09:30-17:00"),
        ("WE", "09:30-13:00"),
        ("TH", "09:30-17:00"),
        ("FR", "09:30-17:00"),
        ("SA", "09:30-14:00"),
    }
    address = Address.objects.get(location__name="Baildon Library")
    assert (address.address_1, address.city) == ("2-4 Northgate", "Baildon")
    assert (address.state_province, address.postal_code) == ("West Yorkshire", "BD17 6JX")


# --- HSDS 3 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("standard", ["hsds-3.0", "hsds-3.1", "hsds-uk-3.0"])
def test_the_examples_of_the_standard(imported_from, standard):
    imported = imported_from(f"standards/{standard}/examples", publish=True)

    assert Service.objects.count() == Organization.objects.count() == 1
    assert Location.objects.count() == TaxonomyTerm.objects.count() == 1
    assert PublicService.objects.count() == 1
    assert Location.objects.get().latitude is None  # the examples say 100
    assert "Outside the range of degrees, -90 to 90. Left blank." in imported.messages("latitude")
    assert imported_from(f"standards/{standard}/examples", publish=True).written == 0


def test_every_single_example_comes_in_or_says_why_not(shared, imported_from):
    examples = [
        path for path in sorted(shared.glob("standards/*/examples/*.json")) if path.stem != "base"
    ]

    for example in examples:
        name = example.relative_to(shared).as_posix()
        (imported := imported_from(name, source=name))
        assert sum(
            sum((c.created, c.changed, c.unchanged)) for c in imported.result.counts.values()
        )


def test_bristol(imported_from):
    imported = imported_from("data/oruk-v3-bristol", publish=True)

    assert Service.objects.count() == PublicService.objects.count() == 3
    service = Service.objects.get(name="1625 Independent People")
    assert service.minimum_age is None
    assert service.description.startswith("About Us\n\n1625 Independent People works")
    assert service.service_areas.count() == 2
    phones = Contact.objects.get().phones.order_by("number")
    assert [(phone.number, phone.description) for phone in phones] == [
        ("0117 332 7111", "Bristol Youth MAPS"),
        ("0800 035 4213", ""),
    ]
    noted = [f.field for f in imported.faults if f.action is Action.NOTED]
    assert noted == ["pc_metadata", "pc_targetAudience"]


def test_bristols_list_does_not_take_away_what_its_full_record_brought(imported_from):
    imported_from("data/oruk-v3-bristol/bristol-service-1625ip.json", source="bristol")

    imported_from("data/oruk-v3-bristol/bristol-services-page1.json", source="bristol")

    assert Contact.objects.get().phones.count() == 2


def test_the_package_of_the_standard_in_its_first_version(imported_from):
    imported = imported_from(
        "data/hsds-spec-examples/sample-datapackage-1.1/all_resources", mapping="hsds-1"
    )

    assert Service.objects.count() == 13
    assert Attribute.objects.get(value="cash").link_type == "payment_accepted"
    assert [f.table for f in imported.faults if f.action is Action.SKIPPED] == []


def test_a_page_that_claims_31_and_repeats_one_record_128_times(imported_from):
    imported = imported_from(
        "data/hsds-spec-examples/oruk-validator-mocks/V3.0-UK-Test_service_list.json"
    )

    assert Service.objects.count() == 1
    assert imported.result.counts["service"].skipped == 127


def test_the_page_that_is_meant_to_fail_brings_no_service(imported_from):
    imported = imported_from(
        "data/hsds-spec-examples/oruk-validator-mocks/V3.0-UK-Fail_service_list.json"
    )

    assert Service.objects.count() == 0
    assert "The standard requires a value." in imported.messages("name")
