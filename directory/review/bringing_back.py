"""Bringing a version back: making the working copy what it was. The public sees no change of it."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import ForeignKey, Model, QuerySet
from django.utils import timezone

from directory import models as hsds
from directory.people.scope import is_moderator, may_change, within_reach
from directory.publication.cores import SHAPES
from directory.publication.shapes import Shape
from directory.review.choosing import nameable
from directory.review.models import Version
from directory.review.refusals import Refused
from directory.review.snapshots import SAID, Node, as_node, columns_of, snapshot_of
from directory.review.versions import changing

# Owners before what they own.
ORDER: tuple[type[Model], ...] = (
    hsds.Taxonomy,
    hsds.TaxonomyTerm,
    hsds.Organization,
    hsds.Program,
    hsds.Location,
    hsds.Service,
    hsds.ServiceAtLocation,
    hsds.Contact,
    hsds.Phone,
    hsds.Language,
    hsds.OrganizationIdentifier,
    hsds.Address,
    hsds.Accessibility,
    hsds.Schedule,
    hsds.ServiceArea,
    hsds.CostOption,
    hsds.RequiredDocument,
    hsds.ServiceCapacity,
    hsds.Funding,
    hsds.Url,
    hsds.Attribute,
    hsds.Metadata,
)
# The columns that say whose row it is; a row without any is nobody's.
OWNERS = {"organization_id", "service_id", "service_at_location_id", "location_id"} | {
    "contact_id",
    "phone_id",
}
SHARED = (
    *(hsds.Contact, hsds.Phone, hsds.Language, hsds.Schedule),
    *(hsds.ServiceArea, hsds.Funding, hsds.Url),
)

GONE = "This version cannot be brought back: something it belongs to has gone since."

Row = dict[str, Any]
# By model and id, each row under the names of its columns.
Rows = dict[type[Model], dict[str, Row]]


def bring_version_back(version: Version, *, by: Any) -> None:
    """Make the working copy of a record what it was in `version`, rows and all.

    Whose it is stays as it is, and a secret address stays secret. What it named is left out if it
    has gone since, or `by` could not choose it now. A row that belongs to a record beyond their
    reach as well stays as it is. A deleted record comes back as a draft, for moderators to do.
    Raises Refused if it cannot be done, changing nothing.
    """
    kind, id = version.kind, version.record_id
    model = SHAPES[kind].model
    snapshot = as_node(version.snapshot)
    if snapshot is None:
        raise Refused("This version says that the record was deleted: there is nothing in it.")
    record = model._default_manager.filter(pk=id).first()
    if record is None and not is_moderator(by):
        raise PermissionDenied
    if record is not None and not may_change(by, record):
        raise PermissionDenied
    when = timezone.localtime(version.at)
    note = f"Brought back as it was on {when.day} {when:%B %Y, %H:%M}."
    try:
        with changing(kind, [id], by=by, note=note):
            _write(kind, snapshot, snapshot_of(kind, id), by)
    except IntegrityError:
        raise Refused(GONE) from None


def _write(kind: str, wanted: Node, present: Node | None, by: Any) -> None:
    shape = SHAPES[kind]
    wanted = dict(wanted)
    theirs, around = _beyond(shape, present, by) if present else (set(), set())
    if present:
        if shape.model in (hsds.Service, hsds.Location):
            wanted["organization_id"] = present.get("organization_id")
        if present.get("hide_address"):
            wanted["hide_address"] = True
    new = _rows(shape, wanted, but=theirs)
    old = _rows(shape, present, but=theirs) if present else {}
    _give_new_ids(new, old)
    for model in reversed(ORDER):
        if gone := old.get(model, {}).keys() - new.get(model, {}).keys() - around:
            model._default_manager.filter(pk__in=gone).delete()
    for model in ORDER:
        rows = _sound(model, new, old, by)
        if model is shape.model and not rows:
            raise Refused(GONE)
        if rows:
            names = [one.name for one in model._meta.concrete_fields if not one.primary_key]
            model._default_manager.bulk_create(
                [model(**row) for row in rows],
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=names,
            )


def _beyond(shape: Shape, present: Node, by: Any) -> tuple[set[str], set[str]]:
    """The rows inside a record that belong to another, beyond the reach of `by`, as well.

    And those around them, which cannot go without them.
    """
    shared: dict[type[Model], list[str]] = defaultdict(list)
    for model, rows in _rows(shape, present).items():
        for id, row in rows.items():
            if sum(bool(row.get(name)) for name in OWNERS) > 1:
                shared[model].append(id)
    theirs: set[str] = set()
    for model, ids in shared.items():
        reached = within_reach(by, model._default_manager.filter(pk__in=ids))
        theirs |= set(ids) - set(map(str, reached.order_by().values_list("pk", flat=True)))
    return theirs, _around(shape, present, theirs) if theirs else set()


def _around(shape: Shape, node: Node, inner: set[str]) -> set[str]:
    """The rows of `node` that have one of `inner` inside them."""
    found = set()
    for part in shape.parts:
        for child in node.get(part.name, ()):
            around = _around(part.shape, child, inner)
            found |= around
            if around or child["id"] in inner:
                found.add(node["id"])
    return found


def _rows(shape: Shape, node: Node, *, but: Collection[str] = ()) -> Rows:
    """The row of `node` and those inside it, without those in `but` and what is inside those."""
    rows: Rows = defaultdict(dict)
    _gather(shape, node, rows, but)
    return rows


def _gather(shape: Shape, node: Node, rows: Rows, but: Collection[str]) -> None:
    given = {column: node.get(name) for name, column in columns_of(shape)}
    rows[shape.model][node["id"]] = _values(shape.model, given)
    for part in shape.parts:
        for child in node.get(part.name, ()):
            if child["id"] not in but:
                _gather(part.shape, child, rows, but)
    for name, model, _, _ in SAID:
        for said in node.get(name, ()):
            rows[model][said["id"]] = _values(model, said)


def _values(model: type[Model], given: Row) -> Row:
    """A value for each column: what is blank is left out of a snapshot."""
    values = {}
    for column in model._meta.concrete_fields:
        value = given.get(column.attname)
        if value is not None:
            decimal = column.get_internal_type() == "DecimalField"
            value = column.to_python(str(value) if decimal else value)
        elif not column.null:
            value = "" if column.empty_strings_allowed else column.get_default()
        values[column.attname] = str(value) if isinstance(value, UUID) else value
    return values


def _give_new_ids(new: Rows, old: Rows) -> None:
    """A row that has become another record's since stays there; its likeness gets a new id."""
    renamed: dict[str, str] = {}
    for model, rows in new.items():
        unknown = rows.keys() - old.get(model, {}).keys()
        taken = model._default_manager.filter(pk__in=unknown).values_list("pk", flat=True)
        renamed |= {str(id): str(uuid4()) for id in taken}
    if not renamed:
        return
    for model, rows in new.items():
        moved = [
            {name: renamed.get(str(value), value) for name, value in row.items()}
            for row in rows.values()
        ]
        new[model] = {str(row["id"]): row for row in moved}


def _sound(model: type[Model], new: Rows, old: Rows, by: Any) -> list[Row]:
    """The `new` rows of `model` that can be there, without what they may not name (any more).

    That is what is gone, and what `by` could not choose, unless the `old` row names it already.
    """
    rows, before = new.get(model, {}), old.get(model, {})
    for column in model._meta.concrete_fields:
        if not isinstance(column, ForeignKey):
            continue
        name, target = column.attname, column.related_model
        named = {row[name] for row in rows.values() if row[name]}
        known = target._default_manager.filter(pk__in=named)
        there, free = _ids(known, named), _ids(nameable(by, column, known), named)
        for id, row in list(rows.items()):
            as_before = row[name] in there and row[name] == before.get(id, {}).get(name)
            if row[name] and not as_before and row[name] not in free:
                row[name] = None
                if not column.null:
                    del rows[id]
    return [row for row in rows.values() if _belongs(model, row, new)]


def _ids(rows: QuerySet[Any], named: set[Any]) -> set[str]:
    """The ids of `rows`, which nobody asks for where nothing is `named`."""
    return set(map(str, rows.order_by().values_list("pk", flat=True))) if named else set()


def _belongs(model: type[Model], row: Row, new: Rows) -> bool:
    """Whether a row still has an owner, and a linked row still something to say."""
    if model in SHARED:
        return any(row.get(name) for name in OWNERS)
    if model is hsds.Attribute:
        says = row["taxonomy_term_id"] or row["value"] or row["label"]
        return bool(says) and _is_there(row["link_entity"], row["link_id"], new)
    if model is hsds.Metadata:
        return _is_there(row["resource_type"], row["resource_id"], new)
    return True


def _is_there(entity: str, id: str, new: Rows) -> bool:
    return any(
        id in rows and model._default_manager.filter(pk=id).exists()
        for model, rows in new.items()
        if issubclass(model, hsds.HSDSModel) and model.entity() == entity
    )
