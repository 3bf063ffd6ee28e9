"""How likely two records are one, and why; and the records that something typed may be.

Each thing that two records have in common is a piece of evidence with a weight: how likely it
makes it, by itself, that they are one. Pieces add up as chances do (1 - (1 - a)(1 - b) …), and what
speaks against it, such as two postcodes, takes a share away.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Count

from directory.duplicates import index
from directory.duplicates.facts import MARKS, Facts, given
from directory.duplicates.knowing import KINDS, facts_of, public_facts_of
from directory.duplicates.models import Key
from directory.duplicates.names import ALIKE, most_alike
from directory.people.scope import within_reach
from directory.publication.fields import IdText
from directory.publication.models import Kind

# Percent: from which on something is offered to somebody who is adding a record, and from which on
# a pair is worth a moderator's look.
WORTH_OFFERING = 25
WORTH_A_LOOK = 50
# A key that more records have than this tells nothing apart, and candidates beyond so many are not
# looked at: those with the most, and the rarest, keys in common are.
MOST_BEARERS = 300
MOST_CANDIDATES = 60
MOST_OFFERED = 10


@dataclass(frozen=True)
class Likeness:
    """A record that something may be: how likely, from 0 to 100, and why, a phrase each."""

    id: UUID
    name: str
    score: int
    reasons: list[str]


@dataclass(frozen=True)
class Weights:
    """What the pieces of evidence weigh for one kind of record."""

    same_name: float
    like_name: float  # at the least; a name that is nearly the same weighs half as much again
    marks: Mapping[str, float]
    # What is left when both have one of these and none in common.
    against: Mapping[str, float]
    same_organization: float = 0.0


WEIGHTS = {
    Kind.ORGANIZATION: Weights(
        same_name=0.62,
        like_name=0.30,
        marks={"numbers": 0.85, "phones": 0.4, "webs": 0.45, "emails": 0.4, "postcodes": 0.25},
        against={"numbers": 0.4, "postcodes": 0.85},
    ),
    # Two rooms of one building share its postcode, and two clubs the phone of whoever runs both.
    Kind.LOCATION: Weights(
        same_name=0.6,
        like_name=0.30,
        marks={"postcodes": 0.4, "streets": 0.3, "phones": 0.3, "webs": 0.35},
        against={"postcodes": 0.5, "streets": 0.8},
    ),
    Kind.SERVICE: Weights(
        same_name=0.5,
        like_name=0.26,
        marks={"postcodes": 0.3, "phones": 0.3, "webs": 0.35, "emails": 0.2},
        same_organization=0.25,
        against={"postcodes": 0.6},
    ),
}


def likeness(kind: str, one: Facts, other: Facts) -> tuple[int, list[str]]:
    """How likely two records of `kind` are one, in percent, and why. The order does not matter."""
    weights = WEIGHTS[Kind(kind)]
    chances, reasons = [], []
    alike = most_alike(one.names, other.names)
    if alike >= ALIKE:
        nearly = weights.like_name * (1 + (alike - ALIKE) / (1 - ALIKE) / 2)
        chances.append(weights.same_name if alike == 1 else nearly)
        reasons.append("Same name" if alike == 1 else "Similar name")
    shared = {mark: _shared(mark, one, other) for mark in weights.marks}
    if not _may_be_one(kind, alike, shared):
        return 0, []
    if one.organization_id and one.organization_id == other.organization_id:
        chances.append(weights.same_organization)
        if weights.same_organization:
            reasons.append("Same organisation")
    for mark, weight in weights.marks.items():
        if shared[mark]:
            chances.append(weight)
            reasons.append(_reason(mark, shared[mark]))
    left = 1.0
    for chance in chances:
        left *= 1 - chance
    score = 1 - left
    for mark, rest in weights.against.items():
        if getattr(one, mark) and getattr(other, mark) and not _shared(mark, one, other):
            score *= rest
    return round(score * 100), reasons


def _may_be_one(kind: str, alike: float, shared: Mapping[str, list[str]]) -> bool:
    """Whether what they share is more than what different records of a kind often share."""
    if alike >= ALIKE:
        return True
    if kind == Kind.LOCATION:
        return bool(shared["postcodes"] and shared["streets"])
    return kind == Kind.ORGANIZATION


def _shared(mark: str, one: Facts, other: Facts) -> list[str]:
    mine, theirs = getattr(one, mark), getattr(other, mark)
    return sorted(min(mine[key], theirs[key]) for key in mine.keys() & theirs.keys())


def _reason(mark: str, shared: list[str]) -> str:
    if mark == "numbers":
        return f"Same {', '.join(shared)}"
    return f"Same {MARKS[mark]} ({', '.join(shared)})"


# --- What something typed may be -----------------------------------------------------------------


def similar_to(
    kind: str,
    values: Mapping[str, Any],
    *,
    by: AbstractBaseUser | AnonymousUser | None = None,
    but: Collection[UUID | str] = (),
    most: int = MOST_OFFERED,
) -> list[Likeness]:
    """The records of `kind` that `values` may be, likeliest first.

    `values` may hold, each as a text or several: `name`, `alternate_name`, `postcode`, `address_1`,
    `phone`, `website` or `url`, `email`, `charity_number`, `company_number`, and
    `organization_id`. Whatever else it holds is passed over.

    Records within reach of `by` are compared as they stand. Any other is compared as the public
    sees it, and left out if the public does not: no draft and no secret address shows in what is
    offered or why. Without `by`, all are. `but` leaves out records, such as the one being edited.
    A fixed number of queries, and none of them looks at more than a few thousand keys.
    """
    typed = given(values)
    left_out = {str(id) for id in but}
    ids = [id for id in _candidates(kind, typed.keys()) if id not in left_out]
    found = []
    for id, facts in _known(kind, ids, by).items():
        score, reasons = likeness(kind, typed, facts)
        if score >= WORTH_OFFERING:
            found.append(Likeness(UUID(id), facts.name or facts.id, score, reasons))
    found.sort(key=lambda like: (-like.score, like.name, like.id))
    return found[:most]


def _candidates(kind: str, keys: set[str]) -> list[str]:
    """The records with the most, and the rarest, of `keys`, at most MOST_CANDIDATES. 2 queries."""
    index.settle()
    if not keys:
        return []
    rows = Key.objects.filter(kind=kind, key__in=sorted(keys)).order_by()
    bearers = dict(rows.values_list("key").annotate(Count("pk")))
    telling = [key for key, count in bearers.items() if count <= MOST_BEARERS]
    if not telling:
        # Only what everybody has, such as a place's name: the rarest of it will do.
        telling = sorted(bearers, key=lambda key: (bearers[key], key))[:1]
    weights: dict[str, float] = {}
    for key, id in rows.filter(key__in=telling).values_list("key", IdText("record_id")):
        weights[id] = weights.get(id, 0.0) + 1 / bearers[key]
    return sorted(weights, key=lambda id: (-weights[id], id))[:MOST_CANDIDATES]


def _known(
    kind: str, ids: Collection[str], by: AbstractBaseUser | AnonymousUser | None
) -> dict[str, Facts]:
    """What `by` may know of each of `ids`."""
    if not ids:
        return {}
    own: set[str] = set()
    if by is not None:
        reached = within_reach(by, KINDS[kind]._default_manager.filter(pk__in=ids))
        own = set(reached.order_by().values_list(IdText("pk"), flat=True))
    others = [id for id in ids if id not in own]
    return {**facts_of(kind, own), **public_facts_of(kind, others)}
