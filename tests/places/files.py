"""Files as ONS publishes them, small."""

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import CommandError

NSPL = {
    "pcd": "BD1 1AA",
    "pcds": "BD1 1AA",
    "dointr": "198001",
    "doterm": "",
    "oslaua": "E08000032",
    "osward": "E05001347",
    "lsoa11": "E01010568",
    "lsoa21": "E01033690",
    "lat": "53.796030",
    "long": "-1.750600",
}


def table(*rows: dict[str, str]) -> str:
    """`rows` as CSV, under the columns of the first."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def nspl(*changes: dict[str, str]) -> str:
    """A table of NSPL with a row for each of `changes`, which say how it differs from NSPL."""
    return table(*[{**NSPL, **({"pcd": c["pcds"]} if "pcds" in c else {}), **c} for c in changes])


def written(path: Path, content: str | bytes) -> Path:
    """`content` in a file, packed as the name of `path` says."""
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def zipped(path: Path, **members: str) -> Path:
    """A zip of `members`; in their names "__" is a "/", and ".csv" is added."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".csv", content)
    return path


def collection(*features: tuple[dict[str, str], object]) -> str:
    """A GeoJSON file of features, each of properties and coordinates of a polygon."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": properties,
                    "geometry": {"type": "Polygon", "coordinates": coordinates},
                }
                for properties, coordinates in features
            ],
        }
    )


def square(west: float, south: float, size: float) -> list[list[float]]:
    """The outline of a square."""
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def run(command: str, *arguments: object) -> tuple[int, str]:
    """The exit status of a command, and what it said."""
    out = io.StringIO()
    try:
        call_command(command, *arguments, stdout=out)
    except CommandError as error:
        return error.returncode, str(error)
    except SystemExit as status:
        return int(str(status)), out.getvalue()
    return 0, out.getvalue()
