"""Child rows and values in words: "01632 960123 (voice)", "Every Tuesday, 10:00 to 12:00"."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from directory import models as hsds
from directory.publication.cores import SHAPES
from directory.publication.shapes import UNIT, Shape
from directory.review.questions import question_of

Node = dict[str, Any]

# Longer than this, the outline of an area is of use to no reader.
LONGEST_OUTLINE = 200
UNKNOWN = "one that is not public"
# As JSON has it. Of when somebody counted, the day is enough.
MOMENT = re.compile(r"[-\d]{10}T[:.\d]{5,15}(Z|[+-][:\d]{5})")


@dataclass(frozen=True)
class Words:
    """What it takes to put a record into words.

    `names` are those of other records, by id, as the reader may know them; `schedule` puts a
    schedule into a sentence.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    schedule: Callable[[Node], str] | None = None

    def name(self, id: str) -> str:
        return visible(self.names.get(id, UNKNOWN))


def said(shape: Shape, node: Node, words: Words) -> str:
    """A row in words: its sentence, then whatever that leaves out."""
    sentence, covered = SENTENCES.get(shape.entity, _nothing)(node, words)
    parts = [sentence] if sentence else []
    parts += [
        question_of(shape.model, column).answered(value_said(shape, name, node[name], words))
        for name, column in columns_said(shape, node)
        if name not in covered
    ]
    for part in shape.parts:
        if part.name not in covered:
            parts += [said(part.shape, child, words) for child in node.get(part.name, ())]
    parts += [attribute_said(said_of, words) for said_of in node.get("attributes", ())]
    return "; ".join(parts)


def columns_said(shape: Shape, node: Node) -> list[tuple[str, str]]:
    """The fields `node` has values of, with their columns: not its id, nor whose row it is."""
    return [(name, column) for name, column in _own_columns(shape.entity) if name in node]


def value_said(shape: Shape, name: str, value: Any, words: Words) -> str:
    """One value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name.endswith("_id") and isinstance(value, str) and _is_reference(shape, name):
        return words.name(value)
    if name == "extent" and len(str(value)) > LONGEST_OUTLINE:
        return f"an outline of {len(value)} characters"
    if chosen := _choice(shape, name, value):
        return chosen
    if isinstance(value, str):
        return _date(value) or visible(value)
    return visible(str(value))


def attribute_said(node: Node, words: Words) -> str:
    """A term, or a value, said of something."""
    what = _term(node, words)
    parts = [part for part in (what, node.get("label"), node.get("value")) if part]
    said = ": ".join(visible(str(part)) for part in parts)
    return f"{visible(node['link_type'])}: {said}" if node.get("link_type") else said


def _term(node: Node, words: Words) -> str:
    """The term, as it stands in a public document, else as the reader may know it."""
    if "taxonomy_term" in node:
        return str(node["taxonomy_term"]["name"])
    return words.name(node["taxonomy_term_id"]) if "taxonomy_term_id" in node else ""


def metadata_said(node: Node) -> str:
    """One change that another system tells of."""
    names = ("last_action_date", "last_action_type", "field_name", "previous_value")
    parts = [node.get(name) for name in (*names, "replacement_value", "updated_by")]
    return ", ".join(visible(str(part)) for part in parts if part)


def visible(text: str) -> str:
    """`text` with what no reader would see written out: it could hide a change from them."""
    return "".join(
        f"[U+{ord(letter):04X}]"
        if unicodedata.category(letter) in ("Cf", "Cc", "Co") and letter not in "\n\r\t"
        else letter
        for letter in text
    )


# --- A sentence a kind of row, and the fields that it covers -------------------------------------

Sentence = tuple[str, set[str]]


def _nothing(node: Node, words: Words) -> Sentence:
    return "", set()


def _phone(node: Node, words: Words) -> Sentence:
    parts = [visible(node.get("number", ""))]
    if "extension" in node:
        parts.append(f"extension {node['extension']}")
    if "type" in node:
        parts.append(f"({visible(node['type'])})")
    return " ".join(parts), {"number", "extension", "type"}


def _address(node: Node, words: Words) -> Sentence:
    names = (
        *("attention", "address_1", "address_2", "region", "city"),
        *("state_province", "postal_code"),
    )
    lines = [visible(node[name]) for name in names if name in node]
    covered = {*names}
    if node.get("country") == "GB":
        covered.add("country")
    if node.get("address_type") == hsds.PlaceType.PHYSICAL:
        covered.add("address_type")
    return ", ".join(lines), covered


def _schedule(node: Node, words: Words) -> Sentence:
    rule = {
        *("valid_from", "valid_to", "dtstart", "until", "count", "freq", "interval", "byday"),
        *("byweekno", "bymonthday", "byyearday", "opens_at", "closes_at"),
    }
    if words.schedule is None:
        return "", set()
    sentence = words.schedule(node)
    # What would only say the same again: the rule in its own words, and a week as it usually is.
    if node.get("description", "").removesuffix(".") == sentence.removesuffix("."):
        rule.add("description")
    if node.get("wkst") == "MO":
        rule.add("wkst")
    return sentence, rule


def _contact(node: Node, words: Words) -> Sentence:
    names = ("name", "title", "department", "email")
    return ", ".join(visible(node[name]) for name in names if name in node), {*names}


def _language(node: Node, words: Words) -> Sentence:
    name, code = node.get("name"), node.get("code")
    both = f"{name} ({code})" if name and code else name or code or ""
    return visible(both), {"name", "code"}


def _cost(node: Node, words: Words) -> Sentence:
    amount = ""
    if "amount" in node:
        sign = {"GBP": "£", "EUR": "€"}.get(node.get("currency", ""), "")
        amount = f"{sign}{float(node['amount']):.2f}"
        if not sign and "currency" in node:
            amount += f" {node['currency']}"
        amount = "free" if float(node["amount"]) == 0 else amount
    parts = [node.get("option", ""), amount, node.get("amount_description", "")]
    covered = {"option", "amount", "amount_description"} | ({"currency"} if amount else set())
    return ", ".join(visible(part) for part in parts if part), covered


def _place(node: Node, words: Words) -> Sentence:
    return words.name(node.get("location_id", "")), {"location_id"}


def _web_page(node: Node, words: Words) -> Sentence:
    label, url = node.get("label"), node.get("url", "")
    return visible(f"{label}: {url}" if label else url), {"label", "url"}


def _identifier(node: Node, words: Words) -> Sentence:
    names = {"identifier_type", "identifier"}
    both = f"{node.get('identifier_type', '')} {node.get('identifier', '')}"
    return visible(both.strip()), names


def _plain(*names: str) -> Callable[[Node, Words], Sentence]:
    def sentence(node: Node, words: Words) -> Sentence:
        return ": ".join(visible(str(node[name])) for name in names if name in node), {*names}

    return sentence


def _capacity(node: Node, words: Words) -> Sentence:
    unit = _unit(node, words)
    most = f" of {node['maximum']}" if "maximum" in node else ""
    return f"{node.get('available')}{most} {unit} free", {"available", "maximum", "unit_id"}


def _unit(node: Node, words: Words) -> str:
    """What is counted, as it stands in a public document, else as the reader may know it."""
    return visible(node["unit"]["name"]) if "unit" in node else words.name(node.get("unit_id", ""))


SENTENCES: dict[str, Callable[[Node, Words], Sentence]] = {
    "phone": _phone,
    "address": _address,
    "schedule": _schedule,
    "contact": _contact,
    "language": _language,
    "cost_option": _cost,
    "service_at_location": _place,
    "url": _web_page,
    "organization_identifier": _identifier,
    "service_area": _plain("name"),
    "required_document": _plain("document"),
    "funding": _plain("source"),
    "program": _plain("name", "description"),
    "accessibility": _plain("description", "details"),
    "service_capacity": _capacity,
}


@cache
def _shapes() -> tuple[dict[str, Shape], dict[str, set[str]]]:
    """Every shape by its entity, and the columns that name whose row it is."""
    shapes: dict[str, Shape] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    waiting = [*SHAPES.values(), UNIT]
    while waiting:
        shape = waiting.pop()
        shapes[shape.entity] = shape
        for part in shape.parts:
            owners[part.shape.entity].add(part.owner)
            waiting.append(part.shape)
    return shapes, owners


@cache
def _own_columns(entity: str) -> tuple[tuple[str, str], ...]:
    """The fields of an object, by published name and column: not its id, nor whose row it is."""
    shapes, owners = _shapes()
    shape = shapes[entity]
    names = {column: name for name, column in shape.fields}
    columns = [one.attname for one in shape.model._meta.concrete_fields]
    published = [column for _, column in shape.fields]
    return tuple(
        (names.get(column, column), column)
        for column in dict.fromkeys([*published, *columns])
        if column != "id" and column not in owners[entity]
    )


def _is_reference(shape: Shape, name: str) -> bool:
    return any(
        one.attname == name and one.remote_field for one in shape.model._meta.concrete_fields
    )


def _choice(shape: Shape, name: str, value: Any) -> str:
    """What a listed value is called: "running" of `active`."""
    columns = dict(shape.fields)
    for one in shape.model._meta.concrete_fields:
        if one.attname == columns.get(name, name) and one.choices:
            return str(dict(one.flatchoices).get(value, ""))
    return ""


def _date(text: str) -> str:
    """`2026-12-01`, or a moment of that day, as people write it; blank if it is neither."""
    if len(text) != 10 and not MOMENT.fullmatch(text):
        return ""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return ""
    return f"{day.day} {day:%B} {day.year}"
