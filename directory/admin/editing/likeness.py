"""Before a record is added: is it one of these?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from directory.duplicates.scoring import similar_to
from directory.models import HSDSModel
from directory.people.scope import within_reach

# More would not be read.
MOST_OFFERED = 5


@dataclass(frozen=True)
class Offer:
    """A record that may be the one being added. `address` is its form, where that may be opened."""

    id: str
    name: str
    reasons: str
    address: str = ""


def offers(by: Any, model: type[HSDSModel], values: Mapping[str, Any]) -> list[Offer]:
    """Records of `model` that `values` may be, of those `by` may know of; likeliest first."""
    found = similar_to(model.entity(), values, by=by, most=MOST_OFFERED)
    if not found:
        return []
    rows = within_reach(by, model._default_manager.filter(pk__in=[like.id for like in found]))
    own = set(rows.order_by().values_list("pk", flat=True))
    page = f"admin:directory_{model._meta.model_name}_change"
    return [
        Offer(
            str(like.id),
            like.name,
            ", ".join(like.reasons),
            reverse(page, args=[like.id]) if like.id in own else "",
        )
        for like in found
    ]
