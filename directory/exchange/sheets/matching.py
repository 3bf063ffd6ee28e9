"""Which record each row of a sheet means: by its identifier, or by its name among those in reach.

Nothing beyond a person's reach is told apart from what does not exist.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q

from directory import models as hsds
from directory.duplicates.knowing import KINDS
from directory.duplicates.names import folded
from directory.exchange.ids import is_uuid
from directory.exchange.sheets.cells import Known, known
from directory.people.scope import is_moderator, within_reach
from directory.publication.models import Kind, PublicLocation
from directory.publication.storing import sort_name
from directory.publication.tables import in_pages
from directory.review.choosing import as_known
from directory.review.naming import places_to_choose

NO_SUCH = (
    "There is no such record among those you look after. Leave the identifier blank to add one."
)
NO_ORGANIZATION = "Which organisation is it? Give its name as it stands here, or its identifier."
UNKNOWN_ORGANIZATION = "There is no organisation of that name among those you look after."
NOT_AGREED = (
    "The organisation's name and its identifier mean different ones. Leave one of them blank."
)
SEVERAL = "Several records here have this name. Give the identifier of the one that is meant."
NOT_YOURS_TO_ADD = "There is no such record among yours, and only a moderator can add one."
NAMELESS = "It needs a name."
TWICE = "Another row of the sheet, row {}, is about the same record."


class NotMatched(Exception):
    """Why a row cannot come in."""


@dataclass
class Here:
    """What is within a person's reach, as far as the rows of a sheet need it."""

    kind: str
    by: AbstractBaseUser
    by_id: dict[UUID, Known] = field(default_factory=dict)
    by_name: dict[tuple[str, UUID | None], list[UUID]] = field(default_factory=dict)
    organizations: dict[UUID, str] = field(default_factory=dict)
    organizations_by_name: dict[str, list[UUID]] = field(default_factory=dict)
    # Locations that may be chosen for a service, by folded name.
    places: dict[str, list[tuple[Any, set[str]]]] = field(default_factory=dict)
    # Those whose address is secret, and not theirs to know.
    hidden: set[UUID] = field(default_factory=set)
    # What was matched so far: the record, or the name of a new one, and in which row.
    seen: dict[Any, int] = field(default_factory=dict)

    def names(self) -> dict[UUID, str]:
        """What the organisations and places are called that changes may name."""
        whose = {one.organization for one in self.by_id.values() if one.organization}
        places = {at.pk: str(at) for found in self.places.values() for at, _ in found}
        return {one.pk: one.name for one in whose} | self.organizations | places

    def meet(self, number: int, row: dict[str, str], one: Known | None, owner: UUID | None) -> None:
        """Remember what row `number` is about. Raises NotMatched if another row was."""
        code = postcode_key(row.get("postal_code", ""))
        what: Any = one.record.pk if one else (folded(row.get("name", "").strip()), owner, code)
        if what in self.seen:
            raise NotMatched(TWICE.format(self.seen[what]))
        self.seen[what] = number


@dataclass(frozen=True)
class NewPlace:
    """A location that an earlier row of the sheet adds."""

    pk: UUID
    name: str

    def __str__(self) -> str:
        return self.name


def look(kind: str, by: AbstractBaseUser, rows: list[dict[str, str]]) -> Here:
    """What `by` has that `rows`, texts by the keys of columns, may mean. Few queries for many."""
    here = Here(kind, by)
    _look_for_organizations(here, rows)
    _look_for_records(here, rows)
    if kind == Kind.SERVICE:
        _look_for_places(here, rows)
    return here


def _texts(rows: Iterable[dict[str, str]], key: str) -> set[str]:
    found = {text for row in rows if (text := row.get(key, "").strip())}
    return {text for text in found if "\x00" not in text}  # Nothing here is called that.


def _ids(rows: Iterable[dict[str, str]], key: str) -> list[UUID]:
    return [UUID(text) for text in sorted(_texts(rows, key)) if is_uuid(text)]


def _look_for_organizations(here: Here, rows: list[dict[str, str]]) -> None:
    if here.kind == Kind.ORGANIZATION:
        return
    reach = within_reach(here.by, hsds.Organization.objects.all())
    if is_moderator(here.by):
        # A moderator reaches all there are, but a sheet names few.
        ids, names = _ids(rows, "organization_id"), sorted(_texts(rows, "organization"))
        found: dict[UUID, str] = {}
        for page in in_pages(ids):
            found |= dict(reach.filter(pk__in=page).values_list("pk", "name"))
        for page in in_pages(names):
            found |= dict(reach.filter(_named(page)).values_list("pk", "name"))
    else:
        found = dict(reach.values_list("pk", "name"))
    here.organizations = found
    by_name = defaultdict(list)
    for id, name in found.items():
        by_name[folded(name)].append(id)
    here.organizations_by_name = by_name


def _named(names: list[str]) -> Q:
    """Records of these names, as they are written or in other capitals."""
    variants = {
        variant for n in names for variant in (n, n.strip(), n.lower(), n.title(), n.upper())
    }
    return Q(name__in=sorted(variants))


def _look_for_records(here: Here, rows: list[dict[str, str]]) -> None:
    model = KINDS[here.kind]
    reach = within_reach(here.by, model._default_manager.all())
    found: set[UUID] = set()
    for page in in_pages(_ids(rows, "id")):
        found |= set(reach.filter(pk__in=page).order_by().values_list("pk", flat=True))
    nameless = [row for row in rows if not row.get("id", "").strip()]
    for page in in_pages(sorted(_texts(nameless, "name")), 150):
        found |= set(reach.filter(_named(page)).order_by().values_list("pk", flat=True))
    by_name: dict[tuple[str, UUID | None], list[UUID]] = defaultdict(list)
    for page in in_pages(sorted(found)):
        here.by_id |= known(here.kind, page, here.by)
    for id, one in sorted(here.by_id.items()):
        owner = one.record.organization_id if here.kind == Kind.SERVICE else None
        by_name[folded(one.record.name), owner].append(id)
    here.by_name = by_name


def _look_for_places(here: Here, rows: list[dict[str, str]]) -> None:
    """The locations a service may be said to be at."""
    locations = hsds.Location.objects.all()
    reach = within_reach(here.by, locations)
    places: dict[str, list[tuple[Any, set[str]]]] = defaultdict(list)
    for page in in_pages(sorted(_texts(rows, "place_name")), 150):
        # By its name here, or by that the public knows: which of them counts is for `as_known`.
        public = PublicLocation.objects.filter(sort_name__in=set(map(sort_name, page)))
        named = locations.filter(_named(page) | Q(pk__in=public.order_by().values("id")))
        chosen = places_to_choose(here.by, named).order_by("pk").prefetch_related("addresses")
        names = set(map(folded, page))
        for location in as_known(here.by, list(chosen)):
            codes = {postcode_key(address.postal_code) for address in location.addresses.all()}
            if folded(location.name) in names:
                places[folded(location.name)].append((location, codes))
    here.places = places
    at = {place.pk for one in here.by_id.values() for place, _ in one.places if place.hide_address}
    if at:
        mine = reach.filter(pk__in=at).order_by().values_list("pk", flat=True)
        here.hidden = at - set(mine)


def postcode_key(text: str) -> str:
    return "".join(text.split()).upper()


def matched(here: Here, row: dict[str, str]) -> tuple[Known | None, UUID | None]:
    """The record that `row` means, None for a new one, and its organisation.

    Raises NotMatched, with the reason, if it may not come in.
    """
    organization = _organization(here, row)
    if text := row.get("id", "").strip():
        one = here.by_id.get(UUID(text)) if is_uuid(text) else None
        if one is None:
            raise NotMatched(NO_SUCH)
        return one, organization or getattr(one.record, "organization_id", None)
    name = row.get("name", "").strip()
    if not name:
        raise NotMatched(NAMELESS)
    if here.kind == Kind.SERVICE and organization is None:
        raise NotMatched(NO_ORGANIZATION)
    owner = organization if here.kind == Kind.SERVICE else None
    found = _at_postcode(here, here.by_name.get((folded(name), owner), []), row)
    if len(found) > 1:
        raise NotMatched(SEVERAL)
    if found:
        one = here.by_id[found[0]]
        return one, organization or getattr(one.record, "organization_id", None)
    return None, _for_new(here, organization)


def _at_postcode(here: Here, ids: list[UUID], row: dict[str, str]) -> list[UUID]:
    """Those of `ids` at the postcode that `row` gives: halls of one name are many."""
    code = postcode_key(row.get("postal_code", ""))
    if here.kind != Kind.LOCATION or not code:
        return ids
    return [
        id
        for id in ids
        if not here.by_id[id].addresses
        or any(postcode_key(at.postal_code) == code for at in here.by_id[id].addresses)
    ]


def _for_new(here: Here, organization: UUID | None) -> UUID | None:
    if not here.by.has_perm(f"directory.add_{here.kind}"):  # type: ignore[attr-defined]
        raise NotMatched(NOT_YOURS_TO_ADD)
    if organization is None and not is_moderator(here.by):
        raise NotMatched(NO_ORGANIZATION)
    return organization


def _organization(here: Here, row: dict[str, str]) -> UUID | None:
    """The organisation that `row` names, or the only one there is; None if it names none."""
    if here.kind == Kind.ORGANIZATION:
        return None
    if text := row.get("organization_id", "").strip():
        id = UUID(text) if is_uuid(text) else None
        if id not in here.organizations:
            raise NotMatched(UNKNOWN_ORGANIZATION)
        name = row.get("organization", "").strip()
        if name and folded(name) != folded(here.organizations[id]):
            raise NotMatched(NOT_AGREED)
        return id
    if name := row.get("organization", "").strip():
        found = here.organizations_by_name.get(folded(name), [])
        if not found:
            raise NotMatched(UNKNOWN_ORGANIZATION)
        if len(found) > 1:
            raise NotMatched(SEVERAL)
        return found[0]
    if row.get("id", "").strip() or is_moderator(here.by) or len(here.organizations) != 1:
        return None
    return next(iter(here.organizations))
