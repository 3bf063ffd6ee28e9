"""Everything HSDS 3.1 names has a place: a column in the working copy, a place in what is shown."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field, ForeignKey

from directory import models as hsds
from directory.publication import shapes
from directory.publication.cores import SHAPES
from directory.publication.shapes import Shape

MODELS = {
    model.entity(): model
    for model in apps.get_app_config("directory").get_models()
    if issubclass(model, hsds.HSDSModel)
}
# HSDS's name for a term's established list is taken by the reference to one of ours.
RENAMED = {("taxonomy_term", "taxonomy"): "taxonomy_name"}
# Worked out when a record is published, from what it shows.
DERIVED = {("service", "last_modified")}
# Said of any record by its kind and id, so no relation stands on the record's own model.
LINKED = {"attributes", "metadata"}
# The rows of these objects stand inside documents without a shape: see `_add_attributes`.
WITHOUT_SHAPE = {"attribute", "metadata"}
# Describes a tabular package; no document of the API holds it.
NOT_IN_DOCUMENTS = {"meta_table_description"}


def properties(shared: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every (object, property, its schema) of HSDS 3.1."""
    for path in sorted((shared / "standards" / "hsds-3.1" / "schema").glob("*.json")):
        for name, schema in json.loads(path.read_text())["properties"].items():
            yield path.stem, name, schema


def is_nested(schema: dict[str, Any]) -> bool:
    return schema.get("type") in ("array", "object") or "$ref" in schema


def every_shape() -> dict[str, Shape]:
    """All shapes by the name of their object."""
    found: dict[str, Shape] = {}
    waiting = [*SHAPES.values(), shapes.UNIT]
    while waiting:
        shape = waiting.pop()
        found[shape.entity] = shape
        waiting += [part.shape for part in shape.parts]
    return found


def test_every_object_has_a_model(shared):
    assert {entity for entity, _, _ in properties(shared)} == set(MODELS)


def test_every_property_has_a_column_or_a_relation(shared):
    missing = []
    for entity, name, schema in properties(shared):
        names = {field.name for field in MODELS[entity]._meta.get_fields()}
        names |= {getattr(field, "attname", field.name) for field in MODELS[entity]._meta.fields}
        own = RENAMED.get((entity, name), name)
        if own in names or (entity, name) in DERIVED or name in LINKED:
            continue
        if is_nested(schema) and name.removesuffix("_detail") in names:
            continue
        missing.append(f"{entity}.{name}")

    assert missing == []


def test_every_reference_is_a_foreign_key(shared):
    """Links to any kind of record (`link_id`, `resource_id`) cannot be one."""
    references = [
        (entity, name)
        for entity, name, _ in properties(shared)
        if name.endswith("_id") and name not in ("tax_id", "link_id", "resource_id")
    ]

    assert [
        f"{entity}.{name}"
        for entity, name in references
        if not isinstance(MODELS[entity]._meta.get_field(name.removesuffix("_id")), ForeignKey)
    ] == []


def test_every_property_can_be_published(shared):
    """Rows name their owner by standing inside it, so columns that name owners are not needed."""
    known = every_shape()
    owners = {f"{entity}_id" for entity in MODELS} | {"parent_id", "parent_organization_id"}
    unpublishable = []
    for entity, name, schema in properties(shared):
        if entity in WITHOUT_SHAPE | NOT_IN_DOCUMENTS or name in LINKED:
            continue
        shape = known[entity]
        shown = {*shape.names, *(part.name for part in shape.parts)}
        if name in shown or (entity, name) in DERIVED or name in owners:
            continue
        # One-to-one objects and an organization's locations are composed from other records.
        if is_nested(schema) and name in ("organization", "program", "location", "locations"):
            continue
        if is_nested(schema) and name in ("unit", "taxonomy_detail"):
            continue
        unpublishable.append(f"{entity}.{name}")

    assert unpublishable == []


def test_references_between_records_are_published():
    assert "parent_id" in shapes.TAXONOMY_TERM.names
    assert "taxonomy_id" in shapes.TAXONOMY_TERM.names
    assert "parent_organization_id" in shapes.ORGANIZATION.names
    assert "organization_id" in shapes.LOCATION.names
    assert {"organization_id", "program_id"} <= set(shapes.SERVICE.names)
    assert "location_id" in shapes.SERVICE_AT_LOCATION.names


def test_enums_are_the_standards(shared):
    differing = []
    for entity, name, schema in properties(shared):
        if "enum" in schema:
            choices = dict(MODELS[entity]._meta.get_field(name).choices or ())
            if set(choices) != set(schema["enum"]):
                differing.append(f"{entity}.{name}")

    assert differing == []


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_field_tells_editors_what_it_is_for(model):
    silent = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, Field) and not field.help_text
    ]

    assert silent == []


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_order_ends_in_id(model):
    """Or pages would shuffle."""
    assert model._meta.ordering[-1] == "id"
