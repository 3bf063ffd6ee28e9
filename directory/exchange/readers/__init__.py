"""Readers: the rows of a document, one after another, whatever its format."""

from collections.abc import Iterator

from directory.exchange.faults import Report, Unusable
from directory.exchange.readers import json_documents, tabular
from directory.exchange.readers.encoding import Text, decoded
from directory.exchange.readers.package import Package
from directory.exchange.rows import SourceRow
from directory.exchange.sources import Document


def rows(document: Document, package: Package, report: Report) -> Iterator[SourceRow]:
    """The rows of `document`. Raises Unusable when the document as a whole makes no sense."""
    with decoded(document, package.encoding_of(document), report) as text:
        yield from reader_of(text)(text, package, report)


def reader_of(text: Text):
    """The reader for what the document holds; its content decides before its name does."""
    start = text.peek().lstrip()
    if start.startswith("<"):
        raise Unusable(
            f"{text.name} looks like XML or HTML. What can be read is HSDS as JSON, NDJSON or CSV."
        )
    if start[:1] in ("{", "["):
        return json_documents.rows
    if text.name.lower().endswith((".json", ".ndjson", ".jsonl", ".geojson")):
        raise Unusable(f"{text.name} is not JSON: it begins {start[:20]!r}, not with {{ or [.")
    return tabular.rows


__all__ = ["Package", "rows"]
