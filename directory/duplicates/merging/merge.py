"""Merges two organisations or two locations, in one transaction; or shows what that would do."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model, Q

from directory.duplicates import index
from directory.duplicates.knowing import KINDS
from directory.duplicates.merging.affected import affected
from directory.duplicates.merging.rows import Mover, dumped
from directory.duplicates.models import Merge, Pair, Replacement
from directory.models import Location, Organization, Service
from directory.publication.act import lock_log
from directory.publication.folding import known_as, taken
from directory.publication.models import Kind
from directory.publication.readiness import NotReady
from directory.publication.replace import NOT_PUBLIC, REPLACEABLE, replace
from directory.review.closing import no_longer_waits
from directory.review.models import Submission
from directory.review.versions import changing_all, lock_all

SAME_RECORD = "A record cannot be merged with itself."
NO_LONGER = "One of the two records is no longer there: it may have been merged already."
ONE_SECRET = (
    "One of them keeps its address secret and the other does not. Decide which it is: tick or "
    "untick “keep the exact address secret” on one of them, publish it, and merge them then."
)
MEANWHILE = "Somebody is changing one of them at this moment. Please try again."
MERGED = "Merged."
ONE_PUBLIC = (
    "“{kept}” is not public, and “{other}” is. Publish “{kept}” first, or keep “{other}” instead."
)


class CannotMerge(Exception):
    """The two may not be merged, and nothing was changed; the message says why and what to do."""


@dataclass
class Difference:
    """A field in which the two differ. `taken` says whether the other's value came in."""

    name: str
    label: str
    kept: str
    other: str
    taken: bool = False


@dataclass
class Outcome:
    """What merging came to, or would."""

    kind: str
    old_id: UUID
    new_id: UUID
    old_name: str
    new_name: str
    moved: list[tuple[str, int]] = field(default_factory=list)
    same: list[tuple[str, int]] = field(default_factory=list)
    filled: list[Difference] = field(default_factory=list)
    differs: list[Difference] = field(default_factory=list)


def preview(kind: str, *, old: UUID, new: UUID, chosen: Collection[str] = ()) -> Outcome:
    """What merging would come to: it is done, and undone. Raises CannotMerge as `merge` does."""
    _refuse_what_is_no_pair(kind, old, new)
    with transaction.atomic():
        lock_all(affected(kind, old, new))
        outcome = _merge(kind, old, new, chosen=chosen, by=None, note="")
        transaction.set_rollback(True)
    return outcome


def merge(
    kind: str,
    *,
    old: UUID,
    new: UUID,
    chosen: Collection[str] = (),
    by: AbstractBaseUser | None = None,
    note: str = "",
) -> Outcome:
    """Make the record `old` part of `new`: its rows go over, and its address leads there.

    What `new` says stays, but for the fields that are `chosen`; what it leaves blank is filled.
    Nothing is lost: whatever is no more is kept as it was in `Merge.said`. Edits of either that
    wait to be published go on waiting. Whatever changes by it is in the history as done by `by`.
    Raises CannotMerge, changing nothing.
    """
    _refuse_what_is_no_pair(kind, old, new)
    records = affected(kind, old, new)
    with changing_all(records, by=by, note=MERGED):
        # Now that they are held, nothing more comes to name them.
        if affected(kind, old, new) != records:
            raise CannotMerge(MEANWHILE)
        return _merge(kind, old, new, chosen=chosen, by=by, note=note)


def _merge(
    kind: str,
    old: UUID,
    new: UUID,
    *,
    chosen: Collection[str],
    by: AbstractBaseUser | None,
    note: str,
) -> Outcome:
    """Do it: every record that changes is held, and so is what waits for review of them."""
    kept, other = _both(kind, old, new)
    # Records, what waits, and then the log: in this order everywhere.
    list(Submission.objects.filter(organization_id=old).select_for_update().order_by("pk"))
    lock_log()
    outcome = Outcome(kind, old, new, str(other), str(kept))
    said: dict[str, Any] = {"record": dumped(other)}
    _merge_fields(kept, other, chosen, outcome)
    mover = Mover()
    mover.move(type(kept), old, new)
    mover.drop(other)
    mover.replaced.append((kind, old, new))
    if isinstance(kept, Organization):
        _cut_circle(kept, other)
    kept.save()
    try:
        replace(kind, old=old, new=new, chosen=chosen, by=by, note=note or f"Merged: {other}")
    except NotReady as not_ready:
        raise CannotMerge(" ".join(_why(not_ready, kept, other))) from not_ready
    outcome.moved = _counted(mover.moved)
    outcome.same = _counted(mover.same)
    said["rows"] = [row for row in mover.said if row.get("id") != str(old)]
    _remember(outcome, mover, said, by=by, note=note)
    no_longer_waits(kind, [old], by=by)
    _pairs_go_over(kind, old, new)
    index.remove_all(kind, [str(old)])
    index.refresh(kind, [new])
    _index_services(kind, new)
    return outcome


def _refuse_what_is_no_pair(kind: str, old: UUID, new: UUID) -> None:
    if kind not in REPLACEABLE:
        raise CannotMerge("Only organisations and locations can be merged.")
    if old == new:
        raise CannotMerge(SAME_RECORD)


def _both(kind: str, old: UUID, new: UUID) -> tuple[Any, Any]:
    """The record that stays and the one that goes."""
    rows = KINDS[kind]._default_manager.filter(pk__in=[old, new])
    found: dict[UUID, Any] = {row.pk: row for row in rows}
    if len(found) < 2:
        raise CannotMerge(NO_LONGER)
    if isinstance(found[new], Location) and found[new].hide_address != found[old].hide_address:
        raise CannotMerge(ONE_SECRET)
    return found[new], found[old]


def _why(not_ready: NotReady, kept: Any, other: Any) -> list[str]:
    if not_ready.missing == [NOT_PUBLIC]:
        return [ONE_PUBLIC.format(kept=kept, other=other)]
    return [str(not_ready)]


# --- The records' own fields ---------------------------------------------------------------------


def _merge_fields(kept: Any, other: Any, chosen: Collection[str], outcome: Outcome) -> None:
    fields = [one for one in kept._meta.concrete_fields if not one.primary_key]
    mine = {one.attname: getattr(kept, one.attname) for one in fields}
    theirs = {one.attname: getattr(other, one.attname) for one in fields}
    from_other = taken(mine, theirs, list(mine), chosen)
    names = (
        {"alternate_name": name}
        if (
            not {**mine, **from_other}.get("alternate_name")
            and (name := known_as({**mine, **from_other}, theirs["name"], mine["name"]))
        )
        else {}
    )
    for one in fields:
        before, there = mine[one.attname], theirs[one.attname]
        after = {**from_other, **names}.get(one.attname, before)
        setattr(kept, one.attname, after)
        difference = Difference(
            one.attname,
            str(one.verbose_name),
            _shown(kept, one, before),
            _shown(other, one, there),
            taken=one.attname in from_other,
        )
        if before in (None, "") and after not in (None, ""):
            difference.other = _shown(kept, one, after)
            outcome.filled.append(difference)
        elif there not in (None, "") and before != there:
            outcome.differs.append(difference)


def _shown(record: Any, one: Any, value: Any) -> str:
    """A field's value as people read it: the name of a record it points at."""
    if value in (None, ""):
        return ""
    if one.is_relation:
        return str(one.related_model._base_manager.filter(pk=value).first() or "")
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    return str(value)


def _cut_circle(kept: Organization, other: Organization) -> None:
    """One that stood under a branch of the other comes to stand where the other stood."""
    parents = dict(Organization.objects.values_list("pk", "parent_organization_id"))
    above, met = kept.parent_organization_id, set()
    while above and above not in met:
        if above in (kept.pk, other.pk):
            up = other.parent_organization_id
            kept.parent_organization_id = None if up in (kept.pk, other.pk) else up
            return
        met.add(above)
        above = parents.get(above)


# --- What is kept of it, and what follows --------------------------------------------------------


def _counted(rows: Counter[type[Model]]) -> list[tuple[str, int]]:
    named = {model: count for model, count in rows.items() if count}
    return sorted(
        (str(model._meta.verbose_name if n == 1 else model._meta.verbose_name_plural), n)
        for model, n in named.items()
    )


def _remember(
    outcome: Outcome, mover: Mover, said: dict[str, Any], *, by: AbstractBaseUser | None, note: str
) -> None:
    kept = Merge.objects.create(
        kind=outcome.kind,
        old_id=outcome.old_id,
        new_id=outcome.new_id,
        old_name=outcome.old_name[:255],
        said=said,
        moved=dict(outcome.moved),
        by_id=by.pk if by else None,
        note=note,
    )
    for table, old, new in mover.replaced:
        Replacement.objects.filter(table=table, new_id=old).update(new_id=new)
        Replacement.objects.update_or_create(
            table=table, old_id=old, defaults={"new_id": new, "merge": kept}
        )


def _pairs_go_over(kind: str, old: UUID, new: UUID) -> None:
    """Whatever was set apart from the old record is set apart from the one it became part of."""
    pairs = Pair.objects.filter(Q(first_id=old) | Q(second_id=old), kind=kind)
    for pair in pairs.exclude(dismissed_at=None):
        third = pair.second_id if pair.first_id == old else pair.first_id
        if third == new:
            continue
        first, second = sorted((third, new))
        Pair.objects.update_or_create(
            kind=kind,
            first_id=first,
            second_id=second,
            defaults={"dismissed_at": pair.dismissed_at, "dismissed_by_id": pair.dismissed_by_id},
            create_defaults={
                "dismissed_at": pair.dismissed_at,
                "dismissed_by_id": pair.dismissed_by_id,
                "score": pair.score,
                "reasons": pair.reasons,
            },
        )
    pairs.delete()


def _index_services(kind: str, new: UUID) -> None:
    """What is known of services hangs on both: their organisation, and their postcodes."""
    at = {Kind.ORGANIZATION: "organization", Kind.LOCATION: "service_at_locations__location"}
    services = Service.objects.filter(**{at[Kind(kind)]: new}).values_list("pk", flat=True)
    index.refresh(Kind.SERVICE, services)
