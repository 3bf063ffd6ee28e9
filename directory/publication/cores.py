"""Renders cores: a record's own fields and child rows, other records by their ids.

A core is what one act of publishing says, and what the revision log keeps. It is rendered for many
records at once: one query a table, however many records.
"""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.db.models import F, Model, Q, QuerySet, UUIDField

from directory import models as hsds
from directory.publication import shapes
from directory.publication.fields import IdText
from directory.publication.models import Kind
from directory.publication.secrecy import conceal
from directory.publication.shapes import Shape
from directory.publication.tables import read
from directory.publication.whereabouts import locate

Node = dict[str, Any]
# Every row that was rendered, by HSDS's name of its object and by id.
Rendered = dict[str, dict[str, Node]]

SHAPES: dict[str, Shape] = {
    Kind.TAXONOMY: shapes.TAXONOMY,
    Kind.TAXONOMY_TERM: shapes.TAXONOMY_TERM,
    Kind.ORGANIZATION: shapes.ORGANIZATION,
    Kind.LOCATION: shapes.LOCATION,
    Kind.SERVICE: shapes.SERVICE,
}


def kind_of(record: hsds.HSDSModel) -> Kind:
    """The kind `record` is published as. Raises TypeError for one that is part of another."""
    for kind, shape in SHAPES.items():
        if isinstance(record, shape.model):
            return Kind(kind)
    raise TypeError(f"A {record.entity()} is published as part of another record.")


def render_cores(kind: str, ids: Collection[UUID]) -> dict[str, Node]:
    """The cores of the working-copy records `ids`, as they stand. Ids that are gone are left out.

    Ids are text throughout, as in JSON.

    Blanks are left out (HSDS-UK: never null, never empty) and order is fixed, on both databases,
    so two renderings of the same rows give the same bytes.
    """
    rendered: Rendered = defaultdict(dict)
    _render(SHAPES[kind], "id", ids, rendered)
    cores = rendered[SHAPES[kind].entity]
    _add_units(rendered)
    _add_attributes(rendered)
    _add_metadata(rendered)
    if kind == Kind.LOCATION:
        secret = hsds.Location.objects.filter(pk__among=ids, hide_address=True)
        for location_id in secret.values_list(IdText("pk"), flat=True):
            conceal(cores[location_id])
        locate(cores.values())
    return cores


def encode(node: Any) -> bytes:
    """`node` as compact JSON, with decimals as numbers."""
    return orjson.dumps(node, default=_as_number)


def _as_number(value: Any) -> int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no place in a document")


def _render(
    shape: Shape, owner: str, ids: Collection[UUID | str], rendered: Rendered
) -> dict[str, list[Node]]:
    """The rows of `shape` whose column `owner` is in `ids`, by owner, parts included.

    Every row is also entered in `rendered`, by entity and id.
    """
    if not ids:
        return {}
    by_owner: dict[str, list[Node]] = defaultdict(list)
    nodes: dict[str, Node] = {}
    for owner_id, *values in read(shape.model, owner, ids, (owner, *shape.columns)):
        row = zip(shape.names, values, strict=True)
        node = {name: value for name, value in row if value is not None and value != ""}
        nodes[node["id"]] = node
        by_owner[owner_id].append(node)
    for part in shape.parts:
        for parent, children in _render(part.shape, part.owner, nodes, rendered).items():
            nodes[parent][part.name] = children
    for siblings in by_owner.values():
        siblings.sort(key=shape.in_order)
    rendered[shape.entity].update(nodes)
    return by_owner


def _readable(model: type[Model], *columns: str) -> list[Any]:
    """`columns` for `values_list`, identifiers among them as text."""
    return [
        IdText(F(column)) if isinstance(_plain(model, column), UUIDField) else F(column)
        for column in columns
    ]


def _plain(model: type[Model], column: str) -> Any:
    """The field of `column`, or the one it points at."""
    field: Any = next(field for field in model._meta.concrete_fields if field.attname == column)
    return field.target_field if field.remote_field else field


def _add_units(rendered: Rendered) -> None:
    capacities = rendered["service_capacity"].values()
    units = _render(shapes.UNIT, "id", {node["unit_id"] for node in capacities}, rendered)
    for node in capacities:
        node["unit"] = units[node["unit_id"]][0]


def _add_attributes(rendered: Rendered) -> None:
    linked = _said_of(rendered, hsds.Attribute, "link_entity", "link_id").order_by()
    columns = ("id", "link_type", "link_entity", "taxonomy_term_id", "value", "label")
    attributes = {}
    for link_id, *values in linked.values_list(*_readable(hsds.Attribute, "link_id", *columns)):
        row = zip(columns, values, strict=True)
        node = {name: value for name, value in row if value is not None and value != ""}
        owner = rendered.get(node["link_entity"], {}).get(link_id)
        if owner is not None:
            owner.setdefault("attributes", []).append(node)
            attributes[node["id"]] = node
    for nodes in list(rendered.values()):
        for node in nodes.values():
            if "attributes" in node:
                node["attributes"].sort(key=lambda said: (said.get("link_type", ""), said["id"]))
    rendered["attribute"] = attributes


def _said_of(rendered: Rendered, model: type[Model], entity: str, id: str) -> QuerySet:
    """The rows of `model` about one of `rendered`, whose columns `entity` and `id` name its owner.

    Only few kinds of record ever have any, so those are looked for first; and it is said in the
    way that the index on both columns serves.
    """
    said = [
        Q(**{entity: name, f"{id}__among": rendered[name]})
        for name in _distinct(model, entity)
        if rendered.get(name)
    ]
    return model._base_manager.filter(reduce(or_, said)) if said else model._base_manager.none()


def _distinct(model: type[Model], column: str) -> list[str]:
    """The values in a column that begins an index: a look at the index each, however many rows."""
    lowest = f'SELECT MIN("{column}") FROM "{model._meta.db_table}"'
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE found(this) AS ({lowest} UNION ALL "
            f'SELECT ({lowest} WHERE "{column}" > found.this) FROM found '
            "WHERE found.this IS NOT NULL) SELECT this FROM found WHERE this IS NOT NULL"
        )
        return [value for (value,) in cursor.fetchall()]


def _add_metadata(rendered: Rendered) -> None:
    columns = (
        "id",
        "resource_id",
        "resource_type",
        "last_action_date",
        "last_action_type",
        "field_name",
        "previous_value",
        "replacement_value",
        "updated_by",
    )
    told = _said_of(rendered, hsds.Metadata, "resource_type", "resource_id")
    told = told.order_by("last_action_date", "id")
    for values in told.values_list(*_readable(hsds.Metadata, *columns)):
        node = dict(zip(columns, values, strict=True))
        owner = rendered.get(node["resource_type"], {}).get(node["resource_id"])
        if owner is not None:
            owner.setdefault("metadata", []).append(node)
