"""How HSDS nests records in JSON, and how they become rows of tables.

`NESTS` is the whole of it: for each kind of record, which key holds rows of which table, and which
column ties them together.
"""

import re
from collections.abc import Iterator
from typing import Any

from directory.exchange.faults import Action, Fault, Report, Where, shown
from directory.exchange.ids import content_id
from directory.exchange.rows import SourceRow
from directory.exchange.tables import LINKS, RECORDS, STANDALONE, tables

# Lists: the children carry the parent's id in the column named last.
SHARED = {"contacts": "contact", "phones": "phone", "schedules": "schedule"}
LISTS: dict[str, dict[str, str]] = {
    "organization": {
        "additional_websites": "url",
        "funding": "funding",
        "contacts": "contact",
        "phones": "phone",
        "locations": "location",
        "programs": "program",
        "organization_identifiers": "organization_identifier",
        "services": "service",
    },
    "service": {
        **SHARED,
        "additional_urls": "url",
        "service_areas": "service_area",
        "service_at_locations": "service_at_location",
        "languages": "language",
        "funding": "funding",
        "cost_options": "cost_option",
        "required_documents": "required_document",
        "capacities": "service_capacity",
    },
    "service_at_location": {**SHARED, "service_areas": "service_area"},
    "location": {
        **SHARED,
        "languages": "language",
        "addresses": "address",
        "accessibility": "accessibility",
        "service_at_locations": "service_at_location",
    },
    "contact": {"phones": "phone"},
    "phone": {"languages": "language"},
    "taxonomy": {"taxonomy_terms": "taxonomy_term"},
    "taxonomy_term": {"children": "taxonomy_term"},
}
PARENT_COLUMN = {("taxonomy_term", "taxonomy_term"): "parent_id"}

# Single records: the record that holds one refers to it by the column named.
SINGLES: dict[str, dict[str, tuple[str, str]]] = {
    "service": {
        "organization": ("organization", "organization_id"),
        "program": ("program", "program_id"),
    },
    "service_at_location": {
        "service": ("service", "service_id"),
        "location": ("location", "location_id"),
    },
    "service_capacity": {"unit": ("unit", "unit_id")},
    "attribute": {"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
    "taxonomy_term": {
        "taxonomy_detail": ("taxonomy", "taxonomy_id"),
        "parent": ("taxonomy_term", "parent_id"),
    },
    "location": {"organization": ("organization", "organization_id")},
    "organization": {"parent_organization": ("organization", "parent_organization_id")},
}

# Names of the standard's older versions and of its UK profile; the newer name wins.
OLDER_NAMES: dict[str, dict[str, str]] = {
    "taxonomy_term": {"term": "name"},
    "service_area": {"service_area": "name"},
    "accessibility": {"accessibility": "description"},
    "language": {"language": "name"},
    "organization": {"url": "website"},
}

# What a record may be when nothing but its keys tells.
KINDS = [
    "service",
    "organization",
    "location",
    "service_at_location",
    "taxonomy",
    "taxonomy_term",
]
LISTED = {"attributes": "attribute", "metadata": "metadata"}
FEWEST_KEYS = 2  # known keys without which an object is taken for no record


def lists_of(table: str) -> dict[str, str]:
    """Every key of `table` that holds a list of rows, and whose rows those are."""
    return {**LISTS.get(table, {}), **LISTED}


def kind_of(record: dict[str, Any], hint: str) -> str:
    """The kind of record whose keys `record` has, "" if none; `hint` decides between equals."""
    kinds = [*KINDS, hint] if hint and hint not in KINDS else KINDS
    keys = {key for key in record if key != "metadata"}
    scores = {kind: len(keys & known_keys(kind)) for kind in kinds}
    best = max(scores.values())
    equals = [kind for kind in kinds if scores[kind] == best]
    if best < FEWEST_KEYS or not keys & {"id", "name"}:
        return ""
    if hint in equals:
        return hint
    return equals[0] if len(equals) == 1 else ""


def known_keys(table: str) -> set[str]:
    return {
        "id",
        *tables()[table].columns,
        *lists_of(table),
        *SINGLES.get(table, {}),
        *OLDER_NAMES.get(table, {}),
    }


def flattened(
    table: str,
    record: dict[str, Any],
    where: Where,
    report: Report,
    *,
    nested: bool = False,
    owner_complete: bool = False,
) -> Iterator[SourceRow]:
    """`record` as a row, after the rows it refers to and before those it holds."""
    values = named_as_today(table, record)
    lists, singles = lists_of(table), SINGLES.get(table, {})
    complete = is_complete(table, values, lists) or (table not in STANDALONE and owner_complete)
    row = SourceRow(table, {}, where, nested, complete)
    held: list[tuple[str, Any]] = []
    for key, value in list(values.items()):
        if key in singles and isinstance(value, dict):
            yield from single(singles[key], value, values, where, report, complete)
        elif key in lists and isinstance(value, list):
            held.append((lists[key], value))
        elif key in lists and isinstance(value, dict) and key not in tables()[table].columns:
            held.append((lists[key], [value]))
        else:
            row.values[key] = plain(value)
    for _, column in singles.values():
        if column in values:
            row.values[column] = plain(values[column])
    if held and table not in RECORDS and not row.values.get("id"):
        row.values["id"] = content_id(record)
    yield row
    for child, items in held:
        for item in items:
            if not isinstance(item, dict):
                message = "A nested record is no JSON object."
                report(Fault(where, child, "", shown(item), Action.SKIPPED, message))
                continue
            yield from flattened(
                child,
                tied(table, row, child, item),
                where,
                report,
                nested=True,
                owner_complete=complete,
            )


def is_complete(table: str, values: dict[str, Any], lists: dict[str, str]) -> bool:
    """Whether the record stands in its full form, which lists its children.

    The short form of a list page leaves them out, which says nothing about them.
    """
    return any(isinstance(values.get(key), list) for key in lists)


def single(
    tie: tuple[str, str],
    record: dict[str, Any],
    holder: dict[str, Any],
    where: Where,
    report: Report,
    complete: bool,
) -> Iterator[SourceRow]:
    """The rows of a record held by another, which gets its id."""
    table, column = tie
    if record.get("id"):
        holder[column] = record["id"]
    elif holder.get(column):
        record = {**record, "id": holder[column]}
    else:
        message = "A nested record without an id: nothing could refer to it."
        report(Fault(where, table, "id", shown(record), Action.SKIPPED, message))
        return
    if table == "program" and "organization_id" not in record:
        record = {**record, "organization_id": organization_of(holder)}
    yield from flattened(table, record, where, report, nested=True, owner_complete=complete)


def organization_of(service: dict[str, Any]) -> Any:
    nested = service.get("organization")
    return (nested or {}).get("id") if isinstance(nested, dict) else service.get("organization_id")


def tied(parent: str, row: SourceRow, child: str, item: dict[str, Any]) -> dict[str, Any]:
    """`item` with the id of the row it stands in."""
    identifier = row.values.get("id")
    if child in LINKS:
        link_id, link_entity = LINKS[child]
        return {**item, link_id: identifier, link_entity: parent}
    column = PARENT_COLUMN.get((parent, child), f"{parent}_id")
    tied = {**item, column: identifier}
    if (parent, child) == ("taxonomy_term", "taxonomy_term") and "taxonomy_id" not in item:
        tied["taxonomy_id"] = row.values.get("taxonomy_id")
    return tied


def named_as_today(table: str, record: dict[str, Any]) -> dict[str, Any]:
    """`record` under HSDS 3.1's names: `serviceId` is service_id, a UK term's `term` its name."""
    known = known_keys(table)
    values = {}
    for key, value in record.items():
        if key not in known and (today := in_snake_case(key)) in known:
            if today in record:
                continue
            key = today
        values[key] = value
    for older, newer in OLDER_NAMES.get(table, {}).items():
        if older in values and older not in tables()[table].columns:
            older_value = values.pop(older)
            if not values.get(newer):
                values[newer] = older_value
    return values


def in_snake_case(key: str) -> str:
    """`serviceId` as service_id, in HSDS's spelling."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower()
    return snake.replace("organisation", "organization")


def plain(value: Any) -> Any:
    """A value that fits a cell: what is nested where no record belongs is kept as its text."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ",".join(value)
    return value
