"""From a request's parameters to what to read: checked once, and remembered for the next time."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from django.http import QueryDict
from rest_framework.exceptions import ParseError
from rest_framework.request import Request

from directory.api.errors import (
    LARGEST_BODY,
    BodyTooLarge,
    LengthRequired,
    NotJson,
    ParameterProblem,
)
from directory.api.filters import ModifiedFilters
from directory.api.parameters import (
    FORMAT,
    ORDERS,
    SHARED,
    SORT,
    Faults,
    Given,
    Parameter,
    View,
    in_body,
    in_url,
    read_settings,
    refuse_unknown,
)
from directory.api.questions import SEARCH
from directory.api.values import Value
from directory.publication.models import PUBLIC_ROWS, OfferQuerySet, PublicKind, PublicQuerySet
from directory.publication.reading import Selection, Version
from directory.search.finding.answer import DISTANCE, RELEVANCE, Answer, answer
from directory.search.finding.facets import Facets, facets
from directory.search.finding.question import Question, Unanswerable
from directory.search.traits.facets import Condition, Facet


@dataclass(frozen=True, eq=False)
class Collection:
    """One list of the API: what it holds and what may be asked of it."""

    path: str
    kind: PublicKind
    filters: type[ModifiedFilters]
    csv_columns: tuple[str, ...]
    extras: tuple[Parameter, ...] = ()
    sort: Parameter = SORT
    format: Parameter = FORMAT
    questions: tuple[Parameter, ...] = (SEARCH,)
    # The filters that are not to narrow the rows of a plan, but to be held apart.
    apart: tuple[str, ...] = ()

    @property
    def settings(self) -> tuple[Parameter, ...]:
        """How the records are to be shown."""
        return (*SHARED, self.sort, self.format, *self.extras)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All but the filters."""
        return (*self.questions, *self.settings)


class Counts(Collection):
    """A list of which no record is shown, so that nobody can say how."""

    @property
    def settings(self) -> tuple[Parameter, ...]:
        """None."""
        return ()


@dataclass(frozen=True)
class Plan:
    """What one request asks for: the rows that meet its filters, what else it asks of them, and

    how they are to be shown. `name` tells the filters apart; `apart` are the conditions of those
    that do not narrow the rows.
    """

    rows: PublicQuerySet
    name: str
    question: Question
    view: View
    apart: Mapping[str, Condition] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether more is asked than what the public record alone can tell: of the words, the place

        or the time.
        """
        return not self.question.is_blank or self.view.sort in (RELEVANCE, DISTANCE)

    def answer(self, at: Version) -> Answer:
        """What there is at that version. Raises ParameterProblem."""
        order = ORDERS.get(self.view.sort, self.view.sort or None)
        if not self.asks:
            assert not isinstance(order, str)
            return Answer(Selection(self.rows, order or ORDERS["name"], self.name))
        with answerable():
            return answer(self.rows, self.question, order=order, at=at)

    def facets(self, at: Version) -> Facets:
        """How much of it there is at that version, by facets. Raises ParameterProblem."""
        chosen = {Facet(name): condition for name, condition in self.apart.items()}
        with answerable():
            return facets(cast(OfferQuerySet, self.rows), self.question, chosen, at=at)


@contextmanager
def answerable() -> Iterator[None]:
    """What search cannot answer is a problem of a parameter."""
    try:
        yield
    except Unanswerable as fault:
        raise ParameterProblem({fault.part: [str(fault)]}) from None


def plan_for(collection: Collection, request: Request) -> Plan:
    """The plan of a list request. Raises ParameterProblem with all that is wrong with it."""
    if request.method != "POST":
        return _planned(collection, request.META.get("QUERY_STRING", ""))
    faults: Faults = {}
    sources = [in_url(request.query_params)]
    with _gathered(faults):
        sources.append(in_body(body_of(request), _known(collection), faults))
    return _plan(collection, sources, faults)


def body_of(request: Request) -> Any:
    """The JSON of a request's body. Raises LengthRequired, BodyTooLarge and NotJson."""
    length = request.META.get("CONTENT_LENGTH")
    if not length and "Transfer-Encoding" in request.headers:
        raise LengthRequired
    if length and (not length.isdigit() or int(length) > LARGEST_BODY):
        raise BodyTooLarge
    try:
        return request.data
    except ParseError as fault:
        raise NotJson(str(fault.detail).removeprefix("JSON parse error - ")) from None
    except RecursionError:
        raise NotJson("it is nested too deeply") from None


def _known(collection: Collection) -> dict[str, tuple[Value, bool]]:
    """What each parameter takes, and whether it may be given more than once."""
    filters = {name: (one.value, True) for name, one in collection.filters.base_filters.items()}
    return filters | {one.name: (one.value, one.many) for one in collection.parameters}


# Partners ask the same questions again and again; a plan holds no results, so it never goes stale.
@lru_cache(maxsize=512)
def _planned(collection: Collection, query_string: str) -> Plan:
    return _plan(collection, [in_url(QueryDict(query_string))], {})


def _plan(collection: Collection, sources: list[Given], faults: Faults) -> Plan:
    """The plan of what `sources`, the URL and the body, ask together.

    Values of a filter from both are ORed; of a setting the last source's is taken. `faults` are
    those found in reading the sources: with any there is no plan.
    """
    chosen: dict[str, Any] = {}
    questions: dict[str, Any] = {}
    asked: dict[str, list[str]] = {}
    filters = collection.filters.base_filters
    for source in sources:
        with _gathered(faults):
            refuse_unknown(source, _known(collection))
        with _gathered(faults):
            chosen |= read_settings(source, collection.settings)
        with _gathered(faults):
            questions |= read_settings(source, collection.questions)
        for name in filters:
            if name in source:
                asked.setdefault(name, []).extend(source[name])
    rows = PUBLIC_ROWS[collection.kind].objects.all()
    rows, apart = collection.filters.narrowed(rows, asked, apart=collection.apart, faults=faults)
    if faults:
        raise ParameterProblem(faults)
    return Plan(rows, repr(sorted(asked.items())), Question(**questions), View(**chosen), apart)


def only(request: Request, parameters: Iterable[Parameter]) -> View:
    """The view a request for one record asks for, which takes no parameters but `parameters`."""
    if not request.META["QUERY_STRING"]:
        return View()
    return View(**given(request, parameters))


def given(request: Request, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """What a request gives of `parameters`; it may give no others. Raises ParameterProblem."""
    values = in_url(request.query_params)
    chosen: dict[str, Any] = {}
    faults: Faults = {}
    with _gathered(faults):
        refuse_unknown(values, [parameter.name for parameter in parameters])
    with _gathered(faults):
        chosen = read_settings(values, parameters)
    if faults:
        raise ParameterProblem(faults)
    return chosen


@contextmanager
def _gathered(faults: Faults) -> Iterator[None]:
    """What is found wrong inside is added to `faults`, so that an answer names all of it."""
    try:
        yield
    except ParameterProblem as problem:
        _tell(faults, problem.faults)


def _tell(faults: Faults, more: Faults) -> None:
    """Adds `more` to `faults`; a parameter may be wrong in the URL and in the body."""
    for name, texts in more.items():
        faults.setdefault(name, []).extend(texts)
