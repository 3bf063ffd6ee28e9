"""What may be asked of a list, and the reading of it.

Strict on purpose. An unknown, blank or doubled parameter is refused by name: to ignore it would be
to answer a question that was not asked, usually with everything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import quote

from django.http import QueryDict

from directory.api.errors import ParameterProblem
from directory.api.values import FLAG, Value, one_of, whole_number
from directory.publication.reading import Order

DEFAULT_PER_PAGE = 50
MOST_PER_PAGE = 500
LAST_PAGE = 2**31 - 1
MOST_NAMES_IN_BODY = 50
MOST_NAMES_DESCRIBED = 5
LONGEST_NAME_SHOWN = 60

ORDERS = {
    sign + name: Order(column, descending=bool(sign))
    for name, column in (
        ("name", "sort_name"),
        ("last_modified", "last_modified"),
        ("assured_date", "assured_date"),
    )
    for sign in ("", "-")
}
# The longest a list of values may be: each makes a question slower; whoever has more asks again.
MOST_VALUES = 100


@dataclass(frozen=True)
class Parameter:
    """A parameter. It is given once, or `many` times: then it is a tuple of what was given."""

    name: str
    value: Value
    description: str
    many: bool = False
    required: bool = False


PAGE = Parameter(
    "page",
    whole_number(1, LAST_PAGE, example="2", default=1),
    "Which page, from 1. A page past the end is empty.",
)
PER_PAGE = Parameter(
    "per_page",
    whole_number(1, MOST_PER_PAGE, example="100", default=DEFAULT_PER_PAGE),
    f"How many records a page holds, at most {MOST_PER_PAGE}.",
)
FORMAT = Parameter(
    "format",
    one_of("json", "ndjson", "csv", default="json"),
    "`json` is a page. `ndjson` streams every record that matches, one JSON object a line, and "
    "`csv` every record's one-to-one fields; neither has pages, so `page` and `per_page` do not "
    "count.",
)
FORMAT_ON_MAPS = Parameter(
    "format",
    one_of("json", "ndjson", "csv", "geojson", default="json"),
    f"{FORMAT.description} Nor has `geojson`, a FeatureCollection for maps (RFC 7946).",
)
FULL = Parameter(
    "full", FLAG, "`true` gives each record with everything nested in it, but for `format=csv`."
)
MINIMAL = Parameter(
    "minimal",
    FLAG,
    "`true` gives only `id` and `last_modified`, to see what has changed. It goes before `full`.",
)


def sort(*orders: str) -> Parameter:
    """The parameter `sort` of a list that can be ordered by `orders`."""
    return Parameter(
        "sort",
        one_of(*orders),
        "What the records are ordered by, `-` for descending; ties by `id`. Left out, it is "
        "`relevance` where words are searched for, else `distance` where the list can be asked "
        "from somewhere and is, else `name`.",
    )


SORTS = ("name", "-name", "last_modified", "-last_modified", "relevance")
SORT = sort(*SORTS)
SORT_OF_PLACES = sort(*SORTS, "distance")
SORT_OF_OFFERS = sort(*SORTS, "distance", "assured_date", "-assured_date")
FULL_SERVICE = Parameter(
    "full_service",
    FLAG,
    "`true` gives each organization in full, with its services in full instead of in short.",
)

SHARED = (PAGE, PER_PAGE, FULL, MINIMAL)


@dataclass(frozen=True)
class View:
    """How the found records are to be cut and shown."""

    page: int = 1
    per_page: int = DEFAULT_PER_PAGE
    format: str = "json"
    full: bool = False
    minimal: bool = False
    full_service: bool = False
    sort: str = ""

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page


Given = Mapping[str, list[str]]
# What is wrong with each parameter: a sentence each.
Faults = dict[str, list[str]]


def in_url(query: QueryDict) -> Given:
    """Every value of every parameter of the URL."""
    return {name: list(texts) for name, texts in query.lists()}


def in_body(body: Any, known: Mapping[str, tuple[Value, bool]], faults: Faults) -> Given:
    """The same of a POST's JSON body (HSDS 3.1), where each has its own JSON type.

    `known` tells for each name what it takes and whether it may be given as an array. A value of
    another type is told in `faults` and left out. Raises ParameterProblem for what is no question.
    """
    if not isinstance(body, dict):
        problem = 'The body is a JSON object of parameters, for example {"page": 2}.'
        raise ParameterProblem({"": [problem]})
    if len(body) > MOST_NAMES_IN_BODY:
        problem = f"The body has {len(body):,} names; send at most {MOST_NAMES_IN_BODY}."
        raise ParameterProblem({"": [problem]})
    values: dict[str, list[str]] = {}
    for name, given in body.items():
        value, many = known.get(name, (None, True))
        several = given if isinstance(given, list) and many else [given]
        if value and not (several and all(_is_json(value, one) for one in several)):
            kind = value.schema["type"]
            faults[name] = [f"`{name}` must be a JSON {kind}{', or an array of them' * many}."]
            continue
        values[name] = [_as_text(one) for one in several]
    return values


def _is_json(value: Value, given: Any) -> bool:
    """Whether `given` is of the JSON type that `value` has. JSON knows no integers: 2.0 is 2."""
    kind = value.schema["type"]
    if kind == "integer":
        whole = isinstance(given, int) or (isinstance(given, float) and given.is_integer())
        return whole and not isinstance(given, bool)
    return isinstance(given, {"string": str, "boolean": bool}[kind])


def _as_text(given: Any) -> str:
    if isinstance(given, bool):
        return str(given).lower()
    return str(int(given)) if isinstance(given, float) and given.is_integer() else str(given)


def refuse_unknown(values: Given, known: Iterable[str]) -> None:
    """Raise ParameterProblem, naming the first few this list does not have, and all it does."""
    names = sorted(known)
    unknown = [name for name in values if name not in names]
    if not unknown:
        return
    there_are = f"There are: {', '.join(f'`{name}`' for name in names)}."
    faults = {}
    for name in unknown[:MOST_NAMES_DESCRIBED]:
        shown = _shown(name)
        faults[shown] = [f"There is no parameter `{shown}` here. {_hint(name, names)}{there_are}"]
    if unknown[MOST_NAMES_DESCRIBED:]:
        faults[""] = [f"And {len(unknown) - MOST_NAMES_DESCRIBED:,} more names are unknown."]
    raise ParameterProblem(faults)


def _hint(name: str, names: list[str]) -> str:
    """What may have been meant by `name`. Nobody means anything by a very long one."""
    close = get_close_matches(name, names, n=1) if len(name) <= LONGEST_NAME_SHOWN else []
    return f"Did you mean `{close[0]}`? " if close else ""


def _shown(name: str) -> str:
    return name if len(name) <= LONGEST_NAME_SHOWN else f"{name[:LONGEST_NAME_SHOWN]}…"


def read_settings(values: Given, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """Those of `parameters` that are given, read. Raises ParameterProblem with all faults."""
    settings: dict[str, Any] = {}
    faults: Faults = {}
    for parameter in parameters:
        texts = values.get(parameter.name)
        if texts is None:
            if parameter.required:
                faults[parameter.name] = [_missing(parameter)]
            continue
        if parameter.many:
            read, fault = read_many(parameter.name, parameter.value, texts)
            settings |= {parameter.name: tuple(read)} if not fault else {}
            faults |= {parameter.name: [fault]} if fault else {}
            continue
        if len(texts) > 1:
            faults[parameter.name] = [f"`{parameter.name}` is given {len(texts)} times; give one."]
            continue
        try:
            settings[parameter.name] = read_one(parameter.name, parameter.value, texts[0])
        except ValueError as fault:
            faults[parameter.name] = [str(fault)]
    if faults:
        raise ParameterProblem(faults)
    return settings


def _missing(parameter: Parameter) -> str:
    example = quote(parameter.value.example)
    return f"`{parameter.name}` is needed. For example: ?{parameter.name}={example}"


def read_many(name: str, value: Value, texts: Iterable[str]) -> tuple[list[Any], str]:
    """Each different one of `texts`, read; or a sentence that says what is wrong."""
    different = dict.fromkeys(texts)
    if len(different) > MOST_VALUES:
        return [], (
            f"`{name}` has {len(different):,} values; give at most {MOST_VALUES}, "
            "and ask again for the others."
        )
    try:
        return [read_one(name, value, text) for text in different], ""
    except ValueError as fault:
        return [], str(fault)


def read_one(name: str, value: Value, text: str) -> Any:
    """`text` as the value of parameter `name`. Raises ValueError with a sentence that helps."""
    try:
        return value.read(text)
    except ValueError:
        shown = f"“{text[:60]}”" if text.strip() else "blank"
        example = f"For example: ?{name}={quote(value.example, safe=':,/')}"
        hint = value.hint() if value.hint else example
        raise ValueError(f"`{name}` must be {value.what}, not {shown}. {hint}") from None
