"""Small sources of fictional data for import tests, and a short way to import them."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from directory.exchange.faults import Action, Fault, Where
from directory.exchange.importing import Import, Result, run_import
from directory.exchange.mapping import load_mapping

ORGANIZATION = {"id": "1", "name": "Otter Bank", "description": "Neighbours helping."}
SERVICE = {
    "id": "1",
    "organization_id": "1",
    "name": "Lunch club",
    "description": "A hot meal.",
    "status": "active",
}
LOCATION = {"id": "1", "organization_id": "1", "name": "Heron Hall"}
ADDRESS = {
    "id": "1",
    "location_id": "1",
    "address_1": "1 Otter Row",
    "city": "Miami",
    "state_province": "FL",
    "postal_code": "33136",
    "country": "",
}

PLACE = {
    "locations": [LOCATION],
    "services_at_location": [{"id": "1", "service_id": "1", "location_id": "1"}],
    "physical_addresses": [ADDRESS],
}
PHONES = {"phones": [{"id": "1", "service_id": "1", "number": "01632 960123"}]}

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


def csv_text(rows: list[dict[str, Any]]) -> str:
    """`rows` as a CSV file, a column for every key."""
    stream = io.StringIO(newline="")
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(stream, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def package(folder: Path, **tables: list[dict[str, Any]]) -> Path:
    """A folder with a CSV file for each table: an organization and a service unless given."""
    folder.mkdir(exist_ok=True)
    tables = {"organizations": [ORGANIZATION], "services": [SERVICE]} | tables
    for name, rows in tables.items():
        path = folder / f"{name}.csv"
        if rows:
            path.write_text(csv_text(rows), encoding="utf-8", newline="")
        else:
            path.unlink(missing_ok=True)
    return folder


def json_file(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def zip_file(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


class Imported:
    """What an import came to, with every one of its faults at hand."""

    def __init__(self, result: Result, faults: list[Fault]) -> None:
        self.result = result
        self.faults = faults

    def messages(self, field: str = "", action: Action | None = None) -> list[str]:
        return [
            fault.message
            for fault in self.faults
            if (not field or fault.field == field) and (not action or fault.action == action)
        ]

    def count(self, table: str) -> tuple[int, int, int]:
        """How many rows of `table` were created, changed and unchanged."""
        counts = self.result.counts[table]
        return counts.created, counts.changed, counts.unchanged

    @property
    def written(self) -> int:
        """How many rows were created, changed or removed in all."""
        changed = sum(c.created + c.changed for c in self.result.counts.values())
        return changed + sum(self.result.removed.values())


def import_it(
    path: Path,
    *,
    mapping: str = "",
    source: str = "test",
    constants: dict[str, str] | None = None,
    **options: Any,
) -> Imported:
    """Imports `path` as the command does."""
    report = path.parent / f"{path.name}.faults.json"
    job = Import(
        path=path,
        mapping=load_mapping(mapping, constants),
        source=source,
        report=report,
        **options,
    )
    result = run_import(job)
    faults = [fault_of(record) for record in json.loads(report.read_text(encoding="utf-8"))]
    report.unlink()
    return Imported(result, faults)


def hsds_1(path: Path, **options: Any) -> Imported:
    """Imports a package of HSDS 1."""
    return import_it(path, mapping="hsds-1", **options)


def fault_of(record: dict[str, Any]) -> Fault:
    return Fault(
        Where(record["file"], record["line"]),
        record["table"],
        record["field"],
        record["value"],
        Action(record["action"]),
        record["message"],
    )
