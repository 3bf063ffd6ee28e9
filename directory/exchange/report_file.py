"""Every fault of an import in a file: CSV for people, JSON for programs."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from directory.exchange.faults import Fault, Unusable
from directory.formulas import neutral

COLUMNS = ["file", "line", "table", "field", "value", "action", "message"]


def check_report(path: Path | None) -> None:
    """Raises Unusable, before anything is read, when no report could be written to `path`."""
    if path is None:
        return
    if path.suffix.lower() not in (".csv", ".json"):
        raise Unusable(f"--report {path}: end the file's name in .csv or .json.")
    if not path.absolute().parent.is_dir():
        raise Unusable(f"--report {path}: there is no such folder.")


def write_report(faults: Iterator[Fault], path: Path | None) -> None:
    """Writes `faults` to `path`, in the format its name ends in."""
    if path is None:
        return
    with path.open("w", encoding="utf-8", newline="") as stream:
        if path.suffix.lower() == ".csv":
            writer = csv.writer(stream)
            writer.writerow(COLUMNS)
            writer.writerows([neutral(cell) for cell in cells(fault)] for fault in faults)
        else:
            write_json(faults, stream)


def cells(fault: Fault) -> list[str]:
    where = fault.where
    return [where.file, str(where.line), *(str(getattr(fault, name)) for name in COLUMNS[2:])]


def write_json(faults: Iterator[Fault], stream) -> None:
    stream.write("[")
    for number, fault in enumerate(faults):
        record = dict(zip(COLUMNS, cells(fault), strict=True)) | {"line": fault.where.line}
        stream.write(",\n" if number else "\n")
        stream.write(json.dumps(record, ensure_ascii=False))
    stream.write("\n]\n")
