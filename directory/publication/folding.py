"""Two cores made one: what the public was told of both, without saying anything twice.

The working copy's rows are made one by the same rules (directory/duplicates/merging), so that
publishing the outcome afterwards finds nothing to change.
"""

from collections.abc import Collection, Mapping
from typing import Any

from directory.publication import shapes
from directory.publication.shapes import Shape
from directory.publication.whereabouts import LINK_TYPE

Node = dict[str, Any]

# Fields that mean something only together: taken from one record or from the other, never mixed.
TOGETHER = (
    ("latitude", "longitude"),
    ("external_identifier", "external_identifier_type"),
)
SAID = ("attributes", "metadata")


def folded(shape: Shape, kept: Node, other: Node, *, chosen: Collection[str] = ()) -> Node:
    """`kept` with what only `other` says: fields that are blank, and rows it does not have.

    The fields that are `chosen` are the other's, where it has them.
    """
    merged = {**kept, **taken(kept, other, shape.names, chosen)}
    called = other.get("name"), kept.get("name")
    if "alternate_name" in shape.names and not merged.get("alternate_name"):
        merged |= {"alternate_name": name} if (name := known_as(merged, *called)) else {}
    for part in shape.parts:
        rows = [*kept.get(part.name, ())]
        add_rows(part.shape, rows, other.get(part.name, ()))
        if rows:
            merged[part.name] = sorted(rows, key=part.shape.in_order)
    for name in SAID:
        if name in other:
            merged[name] = _all_said(name, kept, other)
    return in_order(shape, merged)


def taken(
    kept: Mapping[str, Any],
    other: Mapping[str, Any],
    names: Collection[str],
    chosen: Collection[str],
) -> dict[str, Any]:
    """Of the fields `names`, those that come from `other`: chosen, or blank in `kept`."""
    from_other = {}
    for name in names:
        group = next((group for group in TOGETHER if name in group), (name,))
        if name == "id" or not any(_said(other, one) for one in group):
            continue
        blank = not any(_said(kept, one) for one in group)
        if blank or any(one in chosen for one in group):
            from_other[name] = other.get(name)
    return from_other


def _said(record: Mapping[str, Any], name: str) -> bool:
    return record.get(name) not in (None, "")


def known_as(merged: Mapping[str, Any], *names: str | None) -> str:
    """The first of `names` by which people may look for the record, and that is not its own."""
    own = str(merged.get("name") or "").casefold()
    return next((name for name in names if name and name.casefold() != own), "")


def add_rows(shape: Shape, rows: list[Node], others: Collection[Node]) -> None:
    """Add `others` to `rows`; one that says the same as a row is folded into it."""
    for other in others:
        same = next((row for row in rows if _alike(shape, row, other)), None)
        if same is None:
            rows.append(other)
        else:
            rows[rows.index(same)] = folded(shape, same, other)


def same_rows(shape: Shape, part: str, kept: Node, other: Node) -> dict[str, str]:
    """Which rows of `other` are folded into which of `kept`, by id."""
    of_part = next(one.shape for one in shape.parts if one.name == part)
    found = {}
    for row in other.get(part, ()):
        same = next((one for one in kept.get(part, ()) if _alike(of_part, one, row)), None)
        if same is not None:
            found[row["id"]] = same["id"]
    return found


def _alike(shape: Shape, row: Node, other: Node) -> bool:
    return all(row.get(name) == other.get(name) for name in shape.names if name != "id")


def _all_said(name: str, kept: Node, other: Node) -> list[Node]:
    """What is said of both, each thing once. What was said of an attribute itself goes with it."""
    rows = [dict(row) for row in kept.get(name, ())]
    for row in other[name]:
        same = next((one for one in rows if _said_of_either(one) == _said_of_either(row)), None)
        if same is None:
            rows.append({**row, "resource_id": kept["id"]} if "resource_id" in row else row)
        elif "metadata" in row:
            same["metadata"] = _all_said("metadata", same, row)
    if name == "attributes":
        return sorted(rows, key=lambda said: (said.get("link_type", ""), said["id"]))
    return sorted(rows, key=lambda said: (said["last_action_date"], said["id"]))


def _said_of_either(row: Node) -> Node:
    own = ("id", "resource_id", "metadata")
    return {key: value for key, value in row.items() if key not in own}


def in_order(shape: Shape, node: Node) -> Node:
    """`node` as it would be rendered, so that equal cores are equal bytes."""
    names = [*shape.names, *(part.name for part in shape.parts)]
    known = {name: node[name] for name in names if node.get(name) not in (None, "")}
    return known | {name: value for name, value in node.items() if name not in names}


def folded_places(service: Node, old: str, new: str) -> tuple[Node, dict[str, str]]:
    """The core of a service that happens at `new` in place of `old`.

    Also which of its services at locations took the place of which, where it happened at both.
    """
    places = service.get("service_at_locations", [])
    there = next((place for place in places if place["location_id"] == new), None)
    kept, replaced = [], {}
    for place in places:
        if place["location_id"] != old:
            kept.append(place)
        elif there is None:
            kept.append({**place, "location_id": new})
        else:
            replaced[place["id"]] = there["id"]
    if there is not None and replaced:
        gone = next(place for place in places if place["id"] in replaced)
        kept[kept.index(there)] = _one_place(there, gone)
    return {**service, "service_at_locations": kept}, replaced


def _one_place(there: Node, gone: Node) -> Node:
    description = both_said(there.get("description", ""), gone.get("description", ""))
    both = {**there, "description": description} if description else there
    return folded(shapes.SERVICE_AT_LOCATION, both, gone)


def both_said(kept: str, other: str) -> str:
    """Two texts as paragraphs of one, none of them twice."""
    paragraphs = kept.split("\n\n") if kept else []
    return "\n\n".join([*paragraphs, *([other] if other and other not in paragraphs else [])])


def without_point_of_postcode(core: Node) -> Node:
    """`core` without a point that is only its postcode's; it is worked out anew once merged."""
    said = core.get("attributes", [])
    rest = [row for row in said if row.get("link_type") != LINK_TYPE]
    if len(rest) == len(said):
        return core
    left = {name: value for name, value in core.items() if name not in ("latitude", "longitude")}
    left["attributes"] = rest
    if not rest:
        del left["attributes"]
    return left
