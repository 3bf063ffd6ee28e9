"""The addresses of the pages of records."""

from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from directory.publication.cores import SHAPES
from directory.publication.models import PublicKind
from directory.upkeep.reach import MODELS


def page_address(kind: str, id: UUID, page: str) -> str:
    """One of the pages of a record of its own: `change`, `preview`, `public` or `history`."""
    model = SHAPES[kind].model._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_{page}", args=[id])


def form_address(kind: str, id: Any) -> str:
    """The form of anything that is public; blank if its kind has none."""
    model = MODELS[PublicKind(kind)]._meta
    try:
        return reverse(f"admin:{model.app_label}_{model.model_name}_change", args=[id])
    except NoReverseMatch:
        return ""
