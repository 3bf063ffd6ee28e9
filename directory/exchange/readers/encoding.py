"""A document's bytes as text: UTF-8, else what its package declares, else Windows-1252."""

import codecs
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from directory.exchange.faults import Action, Fault, Unusable, Where
from directory.exchange.sources import Document

PIECE = 1 << 16
PEEKED = 4096
# Five bytes that Windows-1252 leaves undefined; NUL and the like are in no text file.
UNDEFINED = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
GZIP = b"\x1f\x8b"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass
class Text:
    """An opened document: its name and its text, read forward once."""

    name: str
    stream: io.TextIOBase
    start: str = ""

    def peek(self) -> str:
        """The first characters; they are read again afterwards."""
        return self.start


@contextmanager
def decoded(document: Document, declared: str, report: Callable[[Fault], None]) -> Iterator[Text]:
    """`document` as text. Raises Unusable when no encoding fits or its bytes are damaged."""
    with reading(document):
        encoding = encoding_of(document, declared, report)
        with document.open() as raw:
            start = decoder(raw, encoding).read(PEEKED)
        with document.open() as raw:
            yield Text(document.name, decoder(raw, encoding), start)


@contextmanager
def reading(document: Document) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise Unusable(
            f"{document.name} cannot be read to its end ({error}). Fetch it again."
        ) from error


def decoder(raw: IO[bytes], encoding: str) -> io.TextIOWrapper:
    # newline="" keeps line breaks inside quoted cells as they are.
    return io.TextIOWrapper(raw, encoding=encoding, newline="")


def encoding_of(document: Document, declared: str, report: Callable[[Fault], None]) -> str:
    """The first encoding the whole document fits, tried a piece at a time."""
    refuse_binary(document)
    for encoding in filter(None, ["utf-8-sig", known(declared)]):
        if fits(document, encoding):
            return encoding
    if any(set(piece) & set(UNDEFINED) for piece in pieces(document)):
        raise Unusable(f"{document.name} is neither UTF-8 nor Windows-1252 text. Save it as UTF-8.")
    report(
        Fault(
            Where(document.name, 1),
            "",
            "",
            "",
            Action.REPAIRED,
            "The file is not UTF-8; it was read as Windows-1252.",
        )
    )
    return "cp1252"


def refuse_binary(document: Document) -> None:
    for number, piece in enumerate(pieces(document)):
        if number == 0 and piece.startswith(GZIP):
            name = document.name
            raise Unusable(f"{name} is compressed with gzip: unpack it first (gunzip -k {name}).")
        if number == 0 and piece.startswith(UTF_16):
            raise Unusable(f"{document.name} is UTF-16 text. Save it as UTF-8.")
        # A NUL or two in a text is a row's fault; every other byte is another encoding.
        if piece.count(0) * 4 > len(piece):
            raise Unusable(f"{document.name} is not text in UTF-8. Save it as UTF-8.")


def pieces(document: Document) -> Iterator[bytes]:
    with document.open() as raw:
        while piece := raw.read(PIECE):
            yield piece


def known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name if encoding else ""
    except LookupError:
        return ""


def fits(document: Document, encoding: str) -> bool:
    check = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in pieces(document):
            check.decode(piece)
        check.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
