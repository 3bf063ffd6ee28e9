"""Parents that lead round in a circle, or to nothing: found and cut."""

from collections.abc import Callable, Iterator
from uuid import UUID

from directory.exchange.tables import Column, Table

CIRCLE = "The parents lead round in a circle; this link was cut."
NOWHERE = "The parent could not come in; the link was left out."


def without_cycles(
    table: Table, column: Column, *, ours: Callable[[UUID], bool]
) -> Iterator[tuple[UUID, str]]:
    """Cuts what is wrong among the parents that `column` names; yields each row cut, and why.

    Only rows that are `ours`, the import's own, are cut: whoever made another circle may mend it.
    Holds one pair of ids for each row that has a parent.
    """
    parent = column.attribute
    rows = table.model.objects.exclude(**{parent: None})
    parents = dict(rows.values_list("pk", parent).iterator(chunk_size=5000))
    everyone = table.model.objects.filter(pk__in=set(parents.values()) - set(parents))
    here = set(everyone.values_list("pk", flat=True)) | set(parents)
    cut = {child: NOWHERE for child, up in parents.items() if up not in here and ours(child)}
    cut |= dict.fromkeys(closing_links(parents, ours), CIRCLE)
    if cut:
        table.model.objects.filter(pk__in=list(cut)).update(**{parent: None})
    yield from cut.items()


def closing_links(parents: dict[UUID, UUID], ours: Callable[[UUID], bool]) -> list[UUID]:
    """Of each circle among `parents`, our row with the smallest id: cutting it opens the circle."""
    done: set[UUID] = set()
    found = []
    for start in parents:
        path: dict[UUID, None] = {}
        at = start
        while at in parents and at not in done and at not in path:
            path[at] = None
            at = parents[at]
        if at in path:
            circle = list(path)[list(path).index(at) :]
            found += sorted(filter(ours, circle))[:1]
        done |= set(path)
    return found
