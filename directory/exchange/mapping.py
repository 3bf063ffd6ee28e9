"""Mappings: small TOML files that say how another publisher's columns become HSDS.

docs/importing.md teaches the format. A mapping is checked whole before a row is read, and every
refusal names the place, says what is wrong and what works.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any

from directory.exchange.faults import Unusable
from directory.exchange.tables import canonical, tables
from directory.exchange.transforms import EXPANDERS, TRANSFORMS

SHIPPED = Path(__file__).parent / "mappings"
TOP_KEYS = {"about", "extends", "constants", "lookups", "blank", "rows", "ignored"}
ROW_KEYS = {"from", "to", "id", "key", "scope", "when", "unless", "expand", "repeats", "adds"}
SOURCES_OF_VALUE = {"column", "columns", "constant", "value", "text"}
FIELD_KEYS = SOURCES_OF_VALUE | {
    "transform",
    "lookup",
    "split",
    "part",
    "if",
    "blank_means",
    "otherwise",
}
EXPAND_KEYS = {"with", "columns", "separator"}


@dataclass(frozen=True)
class FieldRule:
    """Where one column's value comes from. Exactly one of the first five is set.

    `blank_means` is what the source means by a blank; `otherwise` is put in its place, as a fault.
    """

    column: str = ""
    columns: tuple[str, ...] = ()
    constant: str = ""
    value: str | None = None
    text: str = ""
    transform: str = ""
    lookup: str = ""
    split: str = ""
    part: int = 0
    only_if: str = ""
    blank_means: str = ""
    otherwise: "FieldRule | None" = None

    def reads(self) -> set[str]:
        """The columns it looks at."""
        columns = {self.column, self.only_if, *self.columns, *columns_in(self.text)} - {""}
        return columns | (self.otherwise.reads() if self.otherwise else set())


@dataclass(frozen=True)
class Expansion:
    """How one source row becomes several: an expander, and the columns it is given."""

    expander: str
    columns: dict[str, str]
    separator: str = ""


@dataclass(frozen=True)
class RowRule:
    """How a row of one source table becomes a row of one HSDS table."""

    sources: tuple[str, ...]
    table: str
    fields: dict[str, FieldRule]
    id: FieldRule | None = None
    key: tuple[str, ...] = ()
    scope: str = ""
    when: str = ""
    unless: str = ""
    expand: Expansion | None = None
    repeats: bool = False
    adds: bool = False

    def applies_to(self, table: str) -> bool:
        return any(fnmatchcase(table, pattern) for pattern in self.sources)

    @cached_property
    def needs(self) -> frozenset[str]:
        """The columns without which it could not tell its rows apart."""
        return frozenset(self.id.reads() if self.id and not self.key else ())

    @cached_property
    def reads(self) -> frozenset[str]:
        """Every column of the source it looks at."""
        columns = {self.when, self.unless, *self.key} - {""}
        for rule in [*self.fields.values(), *([self.id] if self.id else [])]:
            columns |= rule.reads()
        if self.expand:
            columns |= set(self.expand.columns.values())
        return frozenset(columns)


@dataclass(frozen=True)
class Mapping:
    """A whole mapping. One without rules passes HSDS rows through as they are."""

    name: str = "hsds-3"
    constants: dict[str, str] = field(default_factory=dict)
    lookups: dict[str, dict[str, str]] = field(default_factory=dict)
    blank: frozenset[str] = frozenset()
    rules: tuple[RowRule, ...] = ()
    ignored: dict[str, str] = field(default_factory=dict)

    def rules_for(self, table: str) -> list[RowRule]:
        return [rule for rule in self.rules if rule.applies_to(table)]

    def fits(self, table: str, columns: Iterable[str]) -> bool:
        """Whether it reads `table`, and `columns` are enough to tell its rows apart."""
        rules = self.rules_for(table)
        return bool(rules) and all(rule.needs.issubset(columns) for rule in rules)


def shipped() -> list[str]:
    """The names of the mappings that come with the project."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def load_mapping(name: str, constants: dict[str, str] | None = None) -> Mapping:
    """The mapping called `name`, or in the file `name`, with `constants` in place of its own.

    Raises Unusable when there is none, or when anything in it is not as docs/importing.md says.
    """
    if name in ("", "hsds-3"):
        content: dict[str, Any] = {}
    else:
        content = content_of(path_of(name, Path()), ())
    mapping = Reader(name or "hsds-3", content).mapping()
    for key, value in (constants or {}).items():
        one_of(key, mapping.constants, f"--set {key}", "the mapping has no such constant")
        mapping.constants[key] = value
    return mapping


def path_of(name: str, folder: Path) -> Path:
    """The file of a mapping named as people name one: a shipped name, or a path."""
    if name in shipped():
        return SHIPPED / f"{name}.toml"
    path = folder / name
    if not path.is_file():
        known = ", ".join(shipped())
        raise Unusable(f"There is no mapping {name!r}. Give a TOML file, or one of: {known}.")
    return path


def content_of(path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """What the file at `path` holds, on top of what it extends."""
    path = path.resolve()
    if path in seen:
        chain = " -> ".join(step.name for step in (*seen, path))
        raise Unusable(f"Mappings extend each other in a circle: {chain}.")
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unusable(f"{path.name} is not TOML: {error}.") from error
    if "extends" not in content:
        return content
    base = content_of(path_of(str(content["extends"]), path.parent), (*seen, path))
    return extended(base, content)


def extended(base: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    """`base` with the constants, lookups and ignored of `content` over it, and its rows after."""
    merged = {**base, **{k: v for k, v in content.items() if k in {"about", "extends"}}}
    for key in ("constants", "lookups", "ignored"):
        merged[key] = {**base.get(key, {}), **content.get(key, {})}
    for key in ("rows", "blank"):
        merged[key] = [*base.get(key, []), *content.get(key, [])]
    merged |= {key: value for key, value in content.items() if key not in TOP_KEYS}
    return merged


def one_of(value: str, allowed: Iterable[str], place: str, problem: str) -> None:
    """Refuses a `value` that is none of `allowed`, telling what works."""
    allowed = sorted(allowed)
    if value not in allowed:
        works = ", ".join(allowed) if allowed else "there are none"
        raise Unusable(f"{place}: {problem}. What works: {works}.")


class Reader:
    """Turns a mapping's TOML into rules, refusing whatever has no meaning."""

    def __init__(self, name: str, content: dict[str, Any]) -> None:
        self.name = name
        self.content = content

    def mapping(self) -> Mapping:
        for key in self.content:
            one_of(key, TOP_KEYS, self.name, f"unknown key {key!r}")
        self.constants = self.texts("constants")
        self.lookups = {
            name: self.texts_of(table, f"{self.name}: lookups.{name}")
            for name, table in self.content.get("lookups", {}).items()
        }
        return Mapping(
            name=Path(self.name).stem,
            constants=dict(self.constants),
            lookups=self.lookups,
            blank=frozenset(self.content.get("blank", [])),
            rules=tuple(
                self.row(number, row) for number, row in enumerate(self.content.get("rows", []), 1)
            ),
            ignored=self.texts("ignored"),
        )

    def texts(self, key: str) -> dict[str, str]:
        return self.texts_of(self.content.get(key, {}), f"{self.name}: {key}")

    def texts_of(self, table: Any, place: str) -> dict[str, str]:
        if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
            raise Unusable(f'{place}: every entry is a text, as in name = "value".')
        return table

    def row(self, number: int, row: dict[str, Any]) -> RowRule:
        place = f"{self.name}: rows {number}"
        for key in row:
            one_of(key, ROW_KEYS | {"fields"}, place, f"unknown key {key!r}")
        for key in ("from", "to", "fields"):
            if not row.get(key):
                raise Unusable(f"{place}: {key!r} is missing.")
        table = canonical(row["to"])
        one_of(table or row["to"], tables(), place, f"{row['to']!r} is no HSDS table")
        place = f"{place} ({table})"
        columns = tables()[table].columns
        for column in row["fields"]:
            one_of(column, columns, place, f"{table} has no column {column!r}")
        sources = [row["from"]] if isinstance(row["from"], str) else row["from"]
        return RowRule(
            sources=tuple(source.lower() for source in sources),
            table=table,
            fields={
                name: self.rule(spec, f"{place}.{name}") for name, spec in row["fields"].items()
            },
            id=self.rule(row["id"], f"{place}.id") if "id" in row else None,
            key=tuple(row.get("key", [])),
            scope=row.get("scope", table),
            when=row.get("when", ""),
            unless=row.get("unless", ""),
            expand=self.expansion(row["expand"], place) if "expand" in row else None,
            repeats=bool(row.get("repeats", False)),
            adds=bool(row.get("adds", False)),
        )

    def expansion(self, spec: dict[str, Any], place: str) -> Expansion:
        for key in spec:
            one_of(key, EXPAND_KEYS, f"{place}.expand", f"unknown key {key!r}")
        one_of(str(spec.get("with")), EXPANDERS, f"{place}.expand", "unknown expander")
        columns = self.texts_of(spec.get("columns", {}), f"{place}.expand.columns")
        return Expansion(spec["with"], columns, str(spec.get("separator", "")))

    def rule(self, spec: Any, place: str) -> FieldRule:
        if isinstance(spec, str):
            return FieldRule(column=spec)
        if isinstance(spec, list):
            return FieldRule(columns=tuple(spec))
        if not isinstance(spec, dict):
            raise Unusable(f"{place}: give a column's name, a list of them, or a table.")
        for key in spec:
            one_of(key, FIELD_KEYS, place, f"unknown key {key!r}")
        if len(SOURCES_OF_VALUE & spec.keys()) != 1:
            works = ", ".join(sorted(SOURCES_OF_VALUE))
            raise Unusable(f"{place}: a value comes from exactly one of: {works}.")
        self.check_names(spec, place)
        rule = {**spec, "columns": tuple(spec.get("columns", ()))}
        rule["only_if"] = rule.pop("if", "")
        if "otherwise" in spec:
            otherwise = spec["otherwise"]
            otherwise = {"value": otherwise} if isinstance(otherwise, str) else otherwise
            rule["otherwise"] = self.rule(otherwise, f"{place}.otherwise")
        return FieldRule(**rule)

    def check_names(self, spec: dict[str, Any], place: str) -> None:
        for key, known, what in (
            ("transform", TRANSFORMS, "transform"),
            ("lookup", self.lookups, "lookup"),
            ("constant", self.constants, "constant"),
        ):
            if key in spec:
                one_of(spec[key], known, place, f"unknown {what} {spec[key]!r}")
        for lookup in re.findall(r"\{[^}]*\|([^}]*)\}", str(spec.get("text", ""))):
            one_of(lookup, self.lookups, place, f"unknown lookup {lookup!r}")


def columns_in(text: str) -> set[str]:
    """The columns a text names in braces: {Library name}, or {Type|types} to look it up."""
    names, rest = set(), text
    while "{" in rest:
        _, _, rest = rest.partition("{")
        name, closed, rest = rest.partition("}")
        if closed:
            names.add(name.partition("|")[0])
    return names
