"""Snapshots: the working copy of a record with every row and field, hidden ones included.

A snapshot has the form of a core (directory/publication/cores.py), under the same names, so that
the two are told apart by the same words. It has more in it: every column, whoever may see it.
"""

from collections import defaultdict
from collections.abc import Collection
from functools import cache
from hashlib import blake2b
from typing import Any
from uuid import UUID

import orjson

from directory import models as hsds
from directory.publication.cores import SHAPES, encode
from directory.publication.shapes import Shape
from directory.publication.tables import read

Node = dict[str, Any]

# What is linked to rows of any table by name and id: the property, and the columns that link.
SAID = (
    ("attributes", hsds.Attribute, "link_entity", "link_id"),
    ("metadata", hsds.Metadata, "resource_type", "resource_id"),
)


def snapshots_of(kind: str, ids: Collection[UUID]) -> dict[str, Node]:
    """The working-copy records `ids` with all their rows, by id as text.

    A fixed number of queries, however many records. Blanks are left out, as in cores, and order is
    fixed.
    """
    rows: dict[str, dict[str, Node]] = defaultdict(dict)
    _gather(SHAPES[kind], "id", ids, rows)
    for name, model, entity, link in SAID:
        _gather_said(name, model, entity, link, rows)
    return rows[SHAPES[kind].entity]


def snapshot_of(kind: str, id: UUID) -> Node | None:
    """The same of one record; None if there is no such record."""
    return snapshots_of(kind, [id]).get(str(id))


def digest_of(snapshot: bytes | None) -> str:
    """128 bits of BLAKE2b over a snapshot's bytes; blank for none."""
    return blake2b(snapshot, digest_size=16).hexdigest() if snapshot is not None else ""


def as_bytes(snapshot: Node | None) -> bytes | None:
    """`snapshot` as compact JSON, the same for equal rows on both databases."""
    return None if snapshot is None else encode(snapshot)


def as_node(snapshot: bytes | None) -> Node | None:
    """The snapshot that was kept as `snapshot`."""
    return None if snapshot is None else orjson.loads(snapshot)


@cache
def columns_of(shape: Shape) -> tuple[tuple[str, str], ...]:
    """Every column of an object with the name it goes by: HSDS's, where it is published."""
    names = {column: name for name, column in shape.fields}
    columns = [field.attname for field in shape.model._meta.concrete_fields]
    return tuple((names.get(column, column), column) for column in columns)


def _gather(
    shape: Shape, owner: str, ids: Collection[Any], rows: dict[str, dict[str, Node]]
) -> dict[str, list[Node]]:
    """The rows of `shape` whose column `owner` is in `ids`, by owner; also entered in `rows`."""
    if not ids:
        return {}
    columns = columns_of(shape)
    by_owner: dict[str, list[Node]] = defaultdict(list)
    nodes: dict[str, Node] = {}
    for owner_id, *values in read(shape.model, owner, ids, (owner, *(c for _, c in columns))):
        pairs = zip(columns, values, strict=True)
        node = {name: value for (name, _), value in pairs if value is not None and value != ""}
        nodes[node["id"]] = node
        by_owner[owner_id].append(node)
    for part in shape.parts:
        for parent, children in _gather(part.shape, part.owner, nodes, rows).items():
            nodes[parent][part.name] = children
    for siblings in by_owner.values():
        siblings.sort(key=shape.in_order)
    rows[shape.entity].update(nodes)
    return by_owner


def _gather_said(
    name: str, model: Any, entity: str, link: str, rows: dict[str, dict[str, Node]]
) -> None:
    owners = {id: node for nodes in rows.values() for id, node in nodes.items()}
    if not owners:
        return
    entities = [said_of for said_of, nodes in rows.items() if nodes]
    said = model._base_manager.filter(**{f"{entity}__in": entities, f"{link}__among": owners})
    columns = [field.attname for field in model._meta.concrete_fields]
    for values in said.order_by("id").values_list(*columns):
        row = zip(columns, values, strict=True)
        node = {
            column: str(value) if isinstance(value, UUID) else value
            for column, value in row
            if value is not None and value != ""
        }
        owner = rows.get(node[entity], {}).get(node[link])
        if owner is not None:
            owner.setdefault(name, []).append(node)
