"""What deleting takes along, in sentences."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.contrib.admin.utils import NestedObjects
from django.db.models import Model

from directory import models as hsds

# What people know by its name; of the rest it is said how much there is.
NAMED: tuple[type[Model], ...] = (hsds.Service, hsds.Program, hsds.TaxonomyTerm)
MOST_NAMED = 10


def goes_along(records: Iterable[Model]) -> list[str]:
    """What hangs on `records` and goes with them: "2 services: Lunch club, Tea", "1 price"."""
    chosen = list(records)
    if not chosen:
        return []
    found = NestedObjects(using=chosen[0]._state.db or "default")
    found.collect(chosen)
    kinds: dict[type[Model], set[Model]] = found.model_objs  # type: ignore[assignment]
    hanging = {
        model: [row for row in rows if row not in chosen]
        for model, rows in kinds.items()
        if not model._meta.auto_created
    }
    told = [_counted(model, len(rows), rows) for model, rows in hanging.items() if rows]
    everything = [row.pk for rows in kinds.values() for row in rows]
    filed = hsds.Attribute.objects.filter(
        link_id__among=[id for id in everything if isinstance(id, UUID)]
    ).count()
    return sorted(told) + ([_counted(hsds.Attribute, filed)] if filed else [])


def _counted(model: type[Model], count: int, rows: Sequence[Model] = ()) -> str:
    meta = model._meta
    told = f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}"
    if model not in NAMED or not rows:
        return told
    names = sorted(map(str, rows))
    more = f" and {count - MOST_NAMED} more" if count > MOST_NAMED else ""
    return f"{told}: {', '.join(names[:MOST_NAMED])}{more}"
