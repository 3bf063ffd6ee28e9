"""What goes wrong on the way leaves nothing half done."""

import pytest

from directory.exchange.faults import Action
from directory.exchange.models import ImportedRow
from directory.exchange.writer import Writer
from directory.models import (
    Organization,
    Service,
    ServiceAtLocation,
)
from directory.publication.models import PublicService
from tests.exchange.packages import (
    PLACE,
    hsds_1,
    package,
)

pytestmark = pytest.mark.django_db


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
