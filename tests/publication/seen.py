"""What the public is shown at this moment, read from the stored documents."""

from typing import Any

import orjson

from directory.models import HSDSModel
from directory.publication.models import PUBLIC_ROWS, Mention, PublicRecord, Revision, Touch

Node = dict[str, Any]


def record_of(record: HSDSModel) -> PublicRecord | None:
    return PublicRecord.objects.filter(kind=record.entity(), record_id=record.pk).first()


def is_public(record: HSDSModel) -> bool:
    return record_of(record) is not None


def shown(record: HSDSModel) -> Node:
    """The full document of `record`."""
    return orjson.loads(PublicRecord.objects.get(kind=record.entity(), record_id=record.pk).full)


def listed(record: HSDSModel) -> Node:
    """The document of `record` in lists."""
    return orjson.loads(PublicRecord.objects.get(kind=record.entity(), record_id=record.pk).listed)


def dates() -> dict[tuple[str, str], Any]:
    """When each public document last changed."""
    rows = PublicRecord.objects.values_list("kind", "record_id", "last_modified")
    return {(kind, str(id)): date for kind, id, date in rows}


def texts() -> dict[tuple[str, str], tuple[Node, Node]]:
    """Both forms of each public document, without their dates."""
    forms = {}
    for row in PublicRecord.objects.all():
        pair = orjson.loads(row.full), orjson.loads(row.listed)
        forms[row.kind, str(row.record_id)] = tuple(undated(form) for form in pair)
    return forms


def undated(node: Node) -> Node:
    return {name: value for name, value in node.items() if name != "last_modified"}


def touched_last() -> set[tuple[str, str]]:
    """The records whose documents the newest act changed besides its own."""
    newest = Revision.objects.order_by("-seq").first()
    rows = Touch.objects.filter(revision__at=newest.at).values_list("kind", "record_id")
    return {(kind, str(id)) for kind, id in rows}


def everything() -> dict[str, Any]:
    """Every stored byte and column of the public record; row keys are replaced by what they are.

    Two public records are the same exactly when these are.
    """
    records = {row.key: (row.kind, str(row.record_id)) for row in PublicRecord.objects.all()}
    rows = {}
    for kind, model in PUBLIC_ROWS.items():
        for row in model.objects.values():
            rows[kind, records[row.pop("record_id")]] = row
    return {
        "documents": {
            records[row["key"]]: {
                name: bytes(value) if isinstance(value, memoryview) else value
                for name, value in row.items()
                if name != "key"
            }
            for row in PublicRecord.objects.values()
        },
        "rows": rows,
        "mentions": {
            (records[key], str(id), role)
            for key, id, role in Mention.objects.values_list("record_id", "mentioned", "role")
        },
    }
