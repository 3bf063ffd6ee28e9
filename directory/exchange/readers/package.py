"""What a tabular data package's datapackage.json says of the files beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import orjson

from directory.exchange.faults import Action, Fault, Where
from directory.exchange.readers.encoding import reading
from directory.exchange.sources import Document

DESCRIPTOR = "datapackage.json"
MAX_BYTES = 4 * 1024**2
ABSENT = "The package declares this file but does not hold it."
NONSENSE = "The package's descriptor makes no sense; its files are read by their names."


@dataclass
class Package:
    """The tables and encodings a descriptor declares, by file name without its folder.

    Real descriptors name paths that are not quite so, hence by name: see docs/importing.md.
    """

    tables: dict[str, str] = field(default_factory=dict)
    encodings: dict[str, str] = field(default_factory=dict)

    def table_of(self, name: str) -> str:
        """The table declared for the file `name`, or ""."""
        return self.tables.get(PurePosixPath(name).name, "")

    def encoding_of(self, document: Document) -> str:
        return self.encodings.get(PurePosixPath(document.name).name, "")


def package_of(documents: Iterable[Document]) -> tuple[Package, list[Document], list[Fault]]:
    """The package that `documents` make up, the documents to read, and what is amiss with it."""
    package = Package()
    faults: list[Fault] = []
    rest: list[Document] = []
    for document in documents:
        if PurePosixPath(document.name).name == DESCRIPTOR:
            faults += declare(package, document)
        else:
            rest.append(document)
    present = {PurePosixPath(document.name).name for document in rest}
    faults += [
        Fault(Where(DESCRIPTOR, 1), table, "", name, Action.NOTED, ABSENT)
        for name, table in package.tables.items()
        if name and name not in present
    ]
    return package, rest, faults


def declare(package: Package, document: Document) -> list[Fault]:
    with reading(document), document.open() as stream:
        content = stream.read(MAX_BYTES)
    try:
        resources = orjson.loads(content)["resources"]
        for resource in resources:
            take(package, resource)
    except (orjson.JSONDecodeError, LookupError, TypeError, AttributeError):
        return [Fault(Where(document.name, 1), "", "", "", Action.NOTED, NONSENSE)]
    return []


def take(package: Package, resource: dict[str, Any]) -> None:
    path = resource.get("path") or ""
    for part in path if isinstance(path, list) else [path]:
        name = PurePosixPath(str(part)).name
        package.tables[name] = str(resource.get("name") or "")
        package.encodings[name] = str(resource.get("encoding") or "")
