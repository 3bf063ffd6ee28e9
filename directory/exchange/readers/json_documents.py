"""Rows of HSDS JSON: one record, a list, a page envelope, tables by name, or NDJSON."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import orjson

from directory.exchange.faults import Action, Fault, Report, Unusable, Where, shown
from directory.exchange.readers.encoding import Text
from directory.exchange.readers.json_values import LISTS_OF_RECORDS, MAX_RECORD, JsonStream
from directory.exchange.readers.nesting import flattened, kind_of
from directory.exchange.readers.package import Package
from directory.exchange.rows import SourceRow
from directory.exchange.tables import canonical

LINES = {".ndjson", ".jsonl"}
NO_RECORD = "This is no HSDS record: its keys are those of no kind of record."
NO_OBJECT = "This is no record: a record is a JSON object."


def rows(text: Text, package: Package, report: Report) -> Iterator[SourceRow]:
    """The rows of a JSON document, each record's nested records as rows of their own."""
    hint = kind_named_by(text.name)
    for kind, value, where in records(text, report):
        if not isinstance(value, dict):
            report(Fault(where, kind or hint, "", shown(value), Action.SKIPPED, NO_OBJECT))
            continue
        kind = kind or kind_of(value, hint)
        if not kind:
            keys = shown(", ".join(value))
            report(Fault(where, "", "", keys, Action.SKIPPED, NO_RECORD))
            continue
        try:
            yield from flattened(kind, value, where, report)
        except RecursionError:
            raise Unusable(f"{where.file}, line {where.line}: records nested too deep.") from None


def kind_named_by(name: str) -> str:
    """The kind of record that a file's name, or its folder's, tells of: services_page1.json."""
    path = PurePosixPath(name)
    for part in (path.stem, path.parent.name):
        words = part.lower().replace("-", "_").split("_")
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                if kind := canonical("_".join(words[start : start + length])):
                    return kind
    return ""


def records(text: Text, report: Report) -> Iterator[tuple[str, Any, Where]]:
    """Each record with its kind, where the document names it, and its place."""
    if PurePosixPath(text.name).suffix.lower() in LINES:
        yield from by_line(text.stream, text.name, 1, report)
        return
    stream = JsonStream(text)
    if stream.peek() == "[":
        for line, value in stream.items():
            yield "", value, Where(text.name, line)
    else:
        yield from in_object(stream, text.name)
    if stream.peek() == "{":
        # More objects after the first: NDJSON under another name.
        yield from by_line(Remainder(stream), text.name, stream.here(), report)
    elif stream.peek():
        stream.fail("something stands after the end of the JSON")


def in_object(stream: JsonStream, name: str) -> Iterator[tuple[str, Any, Where]]:
    """The records in an object: in its lists of records, or else the object itself."""
    where = Where(name, stream.here())
    stream.take("{")
    held: dict[str, Any] = {}
    is_envelope = False
    while stream.peek() != "}":
        if held or is_envelope:
            stream.take(",")
        key = stream.value()
        if not isinstance(key, str):
            stream.fail("broken JSON: a key is no text")
        stream.take(":")
        table = canonical(key) if key.endswith(".csv") else ""
        if stream.peek() == "[" and (key in LISTS_OF_RECORDS or table):
            is_envelope = True
            for line, value in stream.items():
                yield table, value, Where(name, line)
        else:
            held[key] = stream.value()
    stream.take("}")
    if held and not is_envelope:
        yield "", held, where


class Remainder:
    """What a JsonStream has not yet used, as lines."""

    def __init__(self, stream: JsonStream) -> None:
        self.held = stream.buffer[stream.position :]
        self.stream = stream.text.stream

    def readline(self, limit: int) -> str:
        if not self.held:
            return self.stream.readline(limit)
        line, newline, self.held = self.held.partition("\n")
        return line + newline if newline else line + self.stream.readline(limit)


def by_line(stream: Any, name: str, line: int, report: Report) -> Iterator[tuple[str, Any, Where]]:
    """A record a line. A line that is no JSON is a fault, and the next one is read."""
    while content := stream.readline(MAX_RECORD):
        if len(content) >= MAX_RECORD:
            raise Unusable(f"{name}:{line} is a record of more than {MAX_RECORD:,} characters.")
        where = Where(name, line)
        line += 1
        if not content.strip():
            continue
        try:
            value = orjson.loads(content)
        except orjson.JSONDecodeError:
            message = "The line is not JSON."
            report(Fault(where, "", "", shown(content), Action.SKIPPED, message))
            continue
        for record in in_value(value):
            yield "", record, where


def in_value(value: Any) -> list[Any]:
    """The records in a line: most often itself, but a line may be a list or a whole page."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for key in LISTS_OF_RECORDS & value.keys():
            if isinstance(value[key], list):
                return value[key]
    return [value]
