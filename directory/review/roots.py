"""Which published record a row is part of."""

from typing import Any
from uuid import UUID

from directory import models as hsds
from directory.publication.cores import SHAPES
from directory.publication.models import Kind

# From the nearest owner to the farthest.
OWNERS = (
    *("contact", "phone", "service_at_location", "service"),
    *("location", "organization", "taxonomy"),
)
DEEPEST = 5


def roots_of(row: Any) -> set[tuple[Kind, UUID]]:
    """The records that `row` is published with, itself if it is published on its own.

    A shared row may have two; one whose owner has gone, none.
    """
    return _roots(row, DEEPEST)


def _roots(row: Any, deep: int) -> set[tuple[Kind, UUID]]:
    for kind, shape in SHAPES.items():
        if isinstance(row, shape.model):
            return {(Kind(kind), row.pk)}
    if not deep:
        return set()
    found: set[tuple[Kind, UUID]] = set()
    for owner in _owners(row):
        found |= _roots(owner, deep - 1)
    return found


def _owners(row: Any) -> list[Any]:
    if isinstance(row, hsds.Attribute):
        return _linked(row.link_entity, row.link_id)
    if isinstance(row, hsds.Metadata):
        return _linked(row.resource_type, row.resource_id)
    if isinstance(row, hsds.ServiceAtLocation):
        return [row.service]
    owners = [getattr(row, name, None) for name in OWNERS]
    return [owner for owner in owners if owner is not None]


def _linked(entity: str, id: UUID) -> list[Any]:
    models = (model for model in hsds.HSDSModel.__subclasses__() if model.entity() == entity)
    return [row for model in models for row in model._default_manager.filter(pk=id)]
