"""Restoring: making a withdrawn record public again, as it was when it was withdrawn."""

from typing import Any
from uuid import UUID

import orjson
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from directory.models import HSDSModel, Location
from directory.publication.act import Act
from directory.publication.cores import encode, kind_of
from directory.publication.fields import IdText
from directory.publication.live import Core, newest_revisions
from directory.publication.models import (
    PUBLIC_ROWS,
    Action,
    Kind,
    Mention,
    PublicKind,
    Revision,
    Role,
)
from directory.publication.publish import told_by_services
from directory.publication.readiness import NotReady, missing_from, needed, tells_secret
from directory.publication.secrecy import conceal, is_concealed, secrets_of


def restore(
    record: HSDSModel, *, by: AbstractBaseUser | None = None, source: str = "", note: str = ""
) -> Revision | None:
    """Make `record` public again as it was before it was withdrawn, whatever was edited since.

    An organization brings back the services that went with it. Returns the revision, or None if
    the record is public or never was. Raises NotReady, changing nothing, if it can no longer be
    shown so: what it belongs to is not public, or it tells an address that is secret now.
    """
    kind = kind_of(record)
    with transaction.atomic(), Act(by=by, source=source, note=note) as act:
        withdrawn = newest_revisions(kind, [record.pk]).filter(action=Action.WITHDRAWN).first()
        core = _last_core(kind, record.pk)
        if withdrawn is None or core is None:
            return None
        if missing := _missing(kind, core):
            raise NotReady(str(record), missing)
        act.append(kind, [(record.pk, encode(core))])
        if kind == Kind.ORGANIZATION:
            act.append(Kind.SERVICE, _services_that_went_with(withdrawn))
    return newest_revisions(kind, [record.pk]).get()


def _last_core(kind: str, id: UUID) -> Core | None:
    """What was last public of a record, without what has become secret or gone elsewhere since."""
    shown = Revision.objects.filter(kind=kind, record_id=id, action=Action.PUBLISHED)
    newest = shown.order_by("-seq").first()
    if newest is None or newest.core is None:
        return None
    core: Core = orjson.loads(newest.core)
    secret = Location.objects.filter(pk=id, hide_address=True)
    if kind == Kind.LOCATION and not is_concealed(core) and secret.exists():
        conceal(core)
    if kind == Kind.SERVICE:
        _without_places_of_others(core)
    return core


def _without_places_of_others(core: Core) -> None:
    """Leave out the places that another service shows by now: no two live cores name one place."""
    places = core.get("service_at_locations", [])
    taken = Mention.objects.filter(
        mentioned__among=[place["id"] for place in places],
        role=Role.SHOWS,
        record__kind=Kind.SERVICE,
    ).values_list(IdText("mentioned"), flat=True)
    elsewhere = set(taken)
    if elsewhere:
        core["service_at_locations"] = [one for one in places if one["id"] not in elsewhere]
        if not core["service_at_locations"]:
            del core["service_at_locations"]


def _missing(kind: str, core: Core, public: tuple[str, ...] = ()) -> list[str]:
    """What keeps `core` from being shown, given that the records in `public` are."""
    wanted = [id for id in needed(kind, core) if id not in public]
    row = PUBLIC_ROWS[
        PublicKind.ORGANIZATION if kind == Kind.SERVICE else PublicKind.TAXONOMY
    ].objects
    found = set(row.with_ids(*map(UUID, wanted)).values_list(IdText("id"), flat=True))
    missing = missing_from(kind, core, {*found, *public})
    secrets = secrets_of(kind, {core["id"]: core}).get(core["id"])
    missing += tells_secret(kind, core, secrets)
    if kind == Kind.LOCATION and secrets:
        missing += told_by_services(core["id"], secrets)
    return missing


def _services_that_went_with(organization: Revision) -> list[tuple[Any, bytes]]:
    """The services withdrawn in the act that withdrew `organization`, as they were.

    Those that cannot be shown any more stay withdrawn.
    """
    went = Revision.objects.filter(
        kind=Kind.SERVICE, action=Action.WITHDRAWN, at=organization.at
    ).values_list("record_id", flat=True)
    still = newest_revisions(Kind.SERVICE, list(went)).filter(at=organization.at)
    owner = str(organization.record_id)
    back = []
    for id in still.order_by("seq").values_list("record_id", flat=True):
        core = _last_core(Kind.SERVICE, id)
        if core and core["organization_id"] == owner and not _missing(Kind.SERVICE, core, (owner,)):
            back.append((id, encode(core)))
    return back
