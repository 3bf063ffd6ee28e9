"""The documents of a SOURCE: one file, the files of a folder, or the members of a zip.

Nothing is ever unpacked to disk, and a zip that could do harm is refused before any of it is read.
"""

import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Any

from directory.exchange.faults import Unusable

MAX_UNPACKED_BYTES = 2 * 1024**3  # all members of a zip together
MAX_MEMBERS = 10_000
MAX_RATIO = 200  # unpacked to packed, of one member
RATIO_MATTERS_FROM_BYTES = 1024**2  # small members may well shrink a lot

READABLE = {".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".geojson"}


@dataclass(frozen=True)
class Document:
    """One file to read. `name` is as faults show it; `open` gives its bytes from the start."""

    name: str
    open: Callable[[], Any]

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem.lower()


@contextmanager
def documents(source: Path) -> Iterator[list[Document]]:
    """The readable documents of `source`, by name. Raises Unusable when there is none to read."""
    if source.is_dir():
        yield found(source, in_folder(source))
    elif not source.is_file():
        raise Unusable(f"{source} does not exist. Give a file, a folder or a zip.")
    elif is_zip(source):
        with opened_zip(source) as archive:
            yield found(source, in_zip(archive))
    else:
        yield [Document(source.name, partial(source.open, "rb"))]


def found(source: Path, documents: list[Document]) -> list[Document]:
    if not documents:
        raise Unusable(f"{source} holds no CSV, JSON or NDJSON file.")
    return sorted(documents, key=lambda document: document.name)


def in_folder(folder: Path) -> list[Document]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [
        Document(str(path.relative_to(folder).as_posix()), partial(path.open, "rb"))
        for path in files
        if is_wanted(path.relative_to(folder).as_posix())
    ]


def is_wanted(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not hidden and path.suffix.lower() in READABLE


def is_zip(path: Path) -> bool:
    """Whether it is meant as a zip, by name or by its first bytes, even if it is a broken one."""
    with path.open("rb") as stream:
        return path.suffix.lower() == ".zip" or stream.read(4) == b"PK\x03\x04"


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise Unusable(
            f"{path.name} is not a whole zip file ({error}). Fetch it again; it may be cut short."
        ) from error
    with archive:
        refuse_what_could_harm(archive)
        yield archive


def refuse_what_could_harm(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise Unusable(f"The zip holds {len(members)} files; at most {MAX_MEMBERS} are read.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES:
        raise Unusable(
            f"The zip would unpack to {unpacked:,} bytes; at most {MAX_UNPACKED_BYTES:,} are read."
        )
    for member in members:
        if reason := reason_to_refuse(member):
            raise Unusable(f"The zip is refused: {member.filename!r} {reason}.")
    names = [member.filename for member in members]
    if len(names) != len(set(names)):
        raise Unusable("The zip is refused: it holds two files of the same name.")


def reason_to_refuse(member: zipfile.ZipInfo) -> str:
    """Why a zip with this member is refused, or ""."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    drive = PureWindowsPath(member.filename).drive  # C: or a share
    if path.is_absolute() or ".." in path.parts or drive:
        return "points outside the zip"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link to another file"
    if member.flag_bits & 0x1:
        return "is encrypted"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in another way than zips usually are"
    if member.file_size > RATIO_MATTERS_FROM_BYTES and member.file_size > MAX_RATIO * max(
        member.compress_size, 1
    ):
        return f"unpacks to more than {MAX_RATIO} times its packed size"
    return ""


def in_zip(archive: zipfile.ZipFile) -> list[Document]:
    return [
        Document(member.filename, partial(open_member, archive, member))
        for member in archive.infolist()
        if not member.is_dir() and is_wanted(member.filename)
    ]


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Unusable(f"{member.filename} in the zip cannot be read: {error}.") from error
