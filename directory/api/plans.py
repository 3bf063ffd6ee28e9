"""From a request's parameters to what to read: checked once, and remembered for the next time."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import django_filters
from django.conf import settings
from django.http import QueryDict
from rest_framework.request import Request

from directory.api.errors import BodyTooLarge, ParameterProblem
from directory.api.parameters import (
    SHARED,
    SORTS,
    Given,
    Parameter,
    View,
    given,
    read_view,
    refuse_unknown,
)
from directory.publication.models import PUBLIC_ROWS, PublicKind
from directory.publication.reading import Selection


@dataclass(frozen=True, eq=False)
class Collection:
    """One list of the API: what it holds and what may be asked of it."""

    path: str
    kind: PublicKind
    filters: type[django_filters.FilterSet]
    csv_columns: tuple[str, ...]
    extras: tuple[Parameter, ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (*SHARED, *self.extras)


@dataclass(frozen=True)
class Plan:
    """What one request asks for: the rows it selects and how they are to be shown."""

    selection: Selection
    view: View


def plan_for(collection: Collection, request: Request) -> Plan:
    """The plan of a list request. Raises ParameterProblem with all that is wrong with it."""
    if request.method == "POST":
        _refuse_large(request)
        return _plan(collection, given(request.query_params, request.data))
    return _planned(collection, request.META.get("QUERY_STRING", ""))


def _refuse_large(request: Request) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise BodyTooLarge


# Partners ask the same questions again and again; a plan holds no results, so it never goes stale.
@lru_cache(maxsize=512)
def _planned(collection: Collection, query_string: str) -> Plan:
    return _plan(collection, given(QueryDict(query_string)))


def _plan(collection: Collection, values: Given) -> Plan:
    filters = collection.filters.base_filters
    refuse_unknown(values, [*filters, *(shared.name for shared in collection.parameters)])
    view, faults = None, {}
    try:
        view = read_view(values, collection.parameters)
    except ParameterProblem as problem:
        faults |= problem.faults
    asked = {name: texts for name, texts in values.items() if name in filters}
    rows = PUBLIC_ROWS[collection.kind].objects.all()
    if asked:
        filterset = collection.filters(asked, queryset=rows)
        faults |= {name: list(texts) for name, texts in filterset.errors.items()}
        if not faults:
            rows = filterset.qs
    if faults or view is None:
        raise ParameterProblem(faults)
    return Plan(Selection(rows, SORTS[view.sort], name=repr(sorted(asked.items()))), view)


def only(request: Request, parameters: Iterable[Parameter]) -> View:
    """The view a request for one record asks for, which takes no parameters but `parameters`."""
    values = given(request.query_params)
    refuse_unknown(values, [parameter.name for parameter in parameters])
    return read_view(values, parameters)
