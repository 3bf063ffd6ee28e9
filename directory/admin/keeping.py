"""Keeps a version of whatever is changed in the admin: see directory/review/versions.py."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from directory.admin.persons import signed_in
from directory.admin.scoping import is_id
from directory.duplicates.knowing import KINDS
from directory.duplicates.merging.affected import naming
from directory.models import Location, Service
from directory.publication.models import Kind
from directory.review.roots import roots_of
from directory.review.versions import changing_all, keep, keep_found, lock_all

Roots = dict[Kind, set[UUID]]


class KeptAdmin(admin.ModelAdmin):
    """Every change of a record, or of a row of one, is kept: by whom, when, and what was before."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            # Whoever may not open it is told so by what follows.
            record = self.get_object(request, unquote(object_id))
            found = gathered([record] if record is not None else [])
            found[Kind.LOCATION] |= places_of(record)
            lock_all(held_for(request, record, found))
            for kind, ids in found.items():
                keep_found(kind, ids)
            request.kept_roots = found  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        roots = gathered([obj])
        roots[Kind.LOCATION] |= new_places(request, obj)
        _keep(roots, request)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        # A row may have gone from one record to another.
        roots = gathered([obj])
        roots[Kind.LOCATION] |= new_places(request, obj)
        for kind, ids in getattr(request, "kept_roots", {}).items():
            roots[kind] |= ids
        _keep(roots, request)
        return super().log_change(request, obj, message)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.delete_queryset(request, type(obj)._default_manager.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = list(queryset)
        roots = gathered(rows)
        if rows and type(rows[0]) in KINDS.values():
            # What goes with them, such as services, and what loses something, such as its place.
            for kind, ids in naming(type(rows[0]), [row.pk for row in rows]).items():
                roots[kind] |= ids
        with changing_all(roots, by=signed_in(request)):
            super().delete_queryset(request, queryset)


def held_for(request: HttpRequest, record: Any, found: Roots) -> Roots:
    """`found`, and what a service takes along when it is saved and sent at once."""
    if not isinstance(record, Service) or "_submit" not in request.POST:
        return found
    texts = (str(text) for name, text in request.POST.items() if name.endswith("-location"))
    chosen = {UUID(text) for text in texts if is_id(Location, text)}
    organization = {Kind.ORGANIZATION: {record.organization_id}}
    return {**found, **organization, Kind.LOCATION: found[Kind.LOCATION] | chosen}


def places_of(record: Any) -> set[UUID]:
    """The places of a service: its form changes some of theirs too."""
    if not isinstance(record, Service):
        return set()
    return set(record.service_at_locations.values_list("location_id", flat=True))


def new_places(request: HttpRequest, record: Any) -> set[UUID]:
    """The places of a service that its form has just made: one that was chosen in it was there."""
    chosen = {value for _, values in request.POST.lists() for value in values}
    return {id for id in places_of(record) if str(id) not in chosen}


def gathered(rows: Iterable[Any]) -> Roots:
    """The published records that `rows` are part of, by kind."""
    roots: Roots = defaultdict(set)
    for row in rows:
        for kind, id in roots_of(row):
            roots[kind].add(id)
    return roots


def _keep(roots: Roots, request: HttpRequest) -> None:
    for kind, ids in roots.items():
        keep(kind, sorted(ids), by=signed_in(request))
