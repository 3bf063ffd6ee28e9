"""Opens a file as ONS publishes it: plain, in gzip, or some of the members of a zip.

Nothing is unpacked to disk, and nothing is read that unpacks to far more than it could honestly.
"""

import csv
import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from gzip import GzipFile
from pathlib import Path
from typing import IO, Any

from directory.places.loading.faults import Unusable

MAX_UNPACKED_BYTES = 4 * 1024**3
MAX_RATIO = 200  # unpacked to packed; ONS's own files are at 15 or less
RATIO_MATTERS_FROM_BYTES = 16 * 1024**2
MAX_ROW = 1 << 16  # characters; the longest of NSPL has some 600
MAX_COLUMNS = 500
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Document:
    """One text to read. `open` gives its bytes from the start, unpacked."""

    name: str
    open: Callable[[], Any]


class Guarded(io.RawIOBase):
    """Passes the bytes of `unpacked` on until there are more than `packed_bytes` could hold."""

    def __init__(self, unpacked: Any, name: str, packed_bytes: int) -> None:
        self._unpacked = unpacked
        self._name = name
        self._most = min(
            MAX_UNPACKED_BYTES, max(RATIO_MATTERS_FROM_BYTES, MAX_RATIO * packed_bytes)
        )
        self._seen = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._unpacked.read(len(buffer))
        self._seen += len(data)
        if self._seen > self._most:
            raise Unusable(
                f"{self._name} unpacks to more than {self._most:,} bytes, which no file of ONS "
                "does. Fetch it again from ONS."
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._unpacked.close()
        super().close()


@contextmanager
def documents(path: Path, choose: Callable[[list[str]], list[str]]) -> Iterator[list[Document]]:
    """What is to be read of the file at `path`.

    `choose` is given the names of a zip's files and says which are wanted. Raises Unusable.
    """
    if not path.is_file():
        raise Unusable(f"{path} is not a file. Give one as ONS publishes it: .csv, .csv.gz, .zip.")
    with readable(path.name):
        with path.open("rb") as stream:
            start = stream.read(4)
        if start.startswith(ZIP) or path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                members = {member.filename: member for member in archive.infolist()}
                yield [
                    Document(name, partial(_open_member, archive, members[name]))
                    for name in choose([name for name in members if not name.endswith("/")])
                ]
        elif start.startswith(GZIP):
            yield [Document(path.name, partial(_open_gzip, path))]
        else:
            yield [Document(path.name, partial(path.open, "rb"))]


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Within it, damage of the file called `name` is told as Unusable."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise Unusable(f"{name} is not text in UTF-8. Save it as UTF-8.") from error
    except NotImplementedError as error:
        raise Unusable(
            f"{name} is packed in a way that is not read here ({error}). Unpack it, and give what "
            "was in it: a .csv, or that as .csv.gz or in a zip made anew."
        ) from error
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError) as error:
        raise Unusable(
            f"{name} cannot be read to its end ({error}). Fetch it again; it may be cut short."
        ) from error
    except csv.Error as error:
        raise Unusable(f"{name} is not a whole CSV file: {error}. Fetch it again.") from error


def _open_gzip(path: Path) -> IO[bytes]:
    return io.BufferedReader(
        Guarded(GzipFile(path), path.name, path.stat().st_size), buffer_size=1 << 17
    )


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    if member.flag_bits & 0x1:
        raise Unusable(f"{member.filename} in the zip is encrypted.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Unusable(f"{member.filename} in the zip is a link to another file.")
    guarded = Guarded(archive.open(member), member.filename, member.compress_size)
    return io.BufferedReader(guarded, buffer_size=1 << 17)


@contextmanager
def text_of(document: Document) -> Iterator[io.TextIOWrapper]:
    """`document` as text. Raises Unusable where it is none, now or while it is read."""
    with readable(document.name), document.open() as raw:
        start = raw.peek(4096)[:4096] if hasattr(raw, "peek") else b""
        if start.startswith(UTF_16):
            raise Unusable(f"{document.name} is UTF-16 text. Save it as UTF-8.")
        # A NUL or two in a text is a row's fault; every other byte is another encoding.
        if start.count(0) * 4 > len(start):
            raise Unusable(f"{document.name} is not text in UTF-8. Save it as UTF-8.")
        with io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
            yield text


def rows_of(document: Document, text: io.TextIOWrapper) -> Iterator[list[str]]:
    """The rows of a CSV document, the header among them. Raises Unusable."""
    left = MAX_ROW  # of the row being read, however many lines its quotes span

    def lines() -> Iterator[str]:
        nonlocal left
        while line := text.readline(left):
            left -= len(line)
            if not left:
                raise Unusable(
                    f"{document.name} has a row of {MAX_ROW:,} characters or more: it is no table."
                )
            yield line

    for row in csv.reader(lines(), strict=True):
        left = MAX_ROW
        yield row


def header_of(document: Document, rows: Iterator[list[str]]) -> list[str]:
    """The names of the columns, trimmed and in lower case. Raises Unusable."""
    header: list[str] = []
    with suppress(StopIteration):
        header = [cell.strip().lower() for cell in next(rows)]
    if not any(header):
        raise Unusable(f"{document.name} is empty: its first line should name its columns.")
    if len(header) > MAX_COLUMNS:
        raise Unusable(f"{document.name} has {len(header):,} columns; it is no file of ONS.")
    return header


def in_words(names: list[str]) -> str:
    """`names` as a message lists them; the first dozen."""
    shown = ", ".join(name[:40] or "(blank)" for name in names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown
