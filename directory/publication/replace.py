"""Replacing: one record becomes part of another, and whatever named the first names the second.

Only what is public changes, and only by that: edits that wait in the working copy go on waiting.
"""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

import orjson
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction

from directory.publication.act import Act
from directory.publication.cores import SHAPES, encode
from directory.publication.fields import IdText
from directory.publication.folding import (
    folded,
    folded_places,
    in_order,
    same_rows,
    without_point_of_postcode,
)
from directory.publication.live import Core, newest_cores, newest_revisions
from directory.publication.models import (
    Kind,
    Mention,
    PublicLocation,
    PublicRecord,
    Revision,
    Role,
)
from directory.publication.readiness import NotReady, tells_secret
from directory.publication.secrecy import secrets_of
from directory.publication.tables import in_pages
from directory.publication.whereabouts import locate

REPLACEABLE = (Kind.ORGANIZATION, Kind.LOCATION)
NOT_PUBLIC = "It is not public, and the one that would become part of it is."


@transaction.atomic
def replace(
    kind: str,
    *,
    old: UUID,
    new: UUID,
    chosen: Collection[str] = (),
    by: AbstractBaseUser | None = None,
    note: str = "",
) -> Revision | None:
    """Make what is public of `old` part of `new`, and have `old` answer with a pointer to it.

    The fields that are `chosen` are the old record's from now on; its rows are added, and its
    services, locations and branches go over. Returns the revision that withdraws `old`, None if it
    never was public. Raises NotReady, changing nothing, if `old` is public and `new` is not, or if
    a text would then tell a secret address. The working copy must say so already.
    """
    mine, theirs = str(old), str(new)
    with Act(by=by, source="", note=note) as act:
        live = dict(newest_cores(kind, [mine, theirs]))
        was_public = Revision.objects.filter(kind=kind, record_id=old).exists()
        changed: dict[str, list[tuple[str, bytes]]] = {kind: []}
        if live.get(mine) is not None:
            changed[kind].append((theirs, _merged(kind, live.get(theirs), live[mine], chosen)))
        programs = _programs(kind, live.get(theirs), live.get(mine))
        for pointing, id, core in _naming(kind, mine, theirs, programs, act):
            changed.setdefault(pointing, []).append((id, core))
        _refuse_what_tells(changed)
        for revised, cores in changed.items():
            act.append(revised, cores)
        if was_public:
            act.append(kind, [(mine, None)], replaced_by=new)
    return newest_revisions(kind, [mine]).get() if was_public else None


def _merged(kind: str, new: bytes | None, old: bytes | None, chosen: Collection[str]) -> bytes:
    if new is None or old is None:
        raise NotReady("The record that stays", [NOT_PUBLIC])
    kept, other = (without_point_of_postcode(orjson.loads(core)) for core in (new, old))
    core = folded(SHAPES[kind], kept, other, chosen=chosen)
    if kind == Kind.ORGANIZATION:
        core = _under_no_branch_of_its_own(core, kept["id"], other)
    if kind == Kind.LOCATION:
        locate([core])
    return encode(core)


def _under_no_branch_of_its_own(core: Core, id: str, old: Core) -> Core:
    """The core of organization `id`, whose branches those of `old` are from now on.

    One that stood under a branch of `old` comes to stand where `old` stood.
    """
    above = core.get("parent_organization_id")
    met: set[str] = set()
    while above and above not in met:
        met.add(above)
        if above in (id, old["id"]):
            up = old.get("parent_organization_id")
            put = {} if up in (None, id, old["id"]) else {"parent_organization_id": up}
            left = {key: one for key, one in core.items() if key != "parent_organization_id"}
            return in_order(SHAPES[Kind.ORGANIZATION], left | put)
        found = dict(newest_cores(Kind.ORGANIZATION, [above])).get(above)
        above = orjson.loads(found).get("parent_organization_id") if found else None
    return core


def _programs(kind: str, new: bytes | None, old: bytes | None) -> dict[str, str]:
    """Which programmes of the one organization say the same as which of the other."""
    if kind != Kind.ORGANIZATION or new is None or old is None:
        return {}
    return same_rows(SHAPES[kind], "programs", orjson.loads(new), orjson.loads(old))


def _naming(
    kind: str, old: str, new: str, programs: dict[str, str], act: Act
) -> Iterator[tuple[str, str, bytes]]:
    """The live cores of other records that name `old`, naming `new` instead.

    Services name one of its `programs` by the id of the one that says the same.
    """
    if kind == Kind.ORGANIZATION:
        for column, named, ids in (
            ("organization_id", Kind.LOCATION, _locations_of(old)),
            ("organization_id", Kind.SERVICE, _services_showing(old)),
            ("parent_organization_id", Kind.ORGANIZATION, _branches_of(old)),
        ):
            for id, core in _live(named, ids):
                if core.get(column) == old and id != new:
                    if core.get("program_id") in programs:
                        core["program_id"] = programs[core["program_id"]]
                    yield named, id, encode({**core, column: new})
        return
    for id, core in _live(Kind.SERVICE, _services_showing(old)):
        if any(place["location_id"] == old for place in core.get("service_at_locations", ())):
            moved, replaced = folded_places(core, old, new)
            act.replaced |= replaced
            yield Kind.SERVICE, id, encode(in_order(SHAPES[Kind.SERVICE], moved))


def _live(kind: str, ids: Collection[str]) -> Iterator[tuple[str, Core]]:
    for page in in_pages(sorted(ids)):
        for id, core in newest_cores(kind, page):
            if core is not None:
                yield id, orjson.loads(core)


def _locations_of(organization: str) -> list[str]:
    rows = PublicLocation.objects.filter(organization_id=organization)
    return list(rows.values_list(IdText("id"), flat=True))


def _services_showing(id: str) -> list[str]:
    shown = Mention.objects.filter(mentioned=id, role=Role.SHOWS, record__kind=Kind.SERVICE)
    return list(shown.values_list(IdText("record__record_id"), flat=True))


def _branches_of(organization: str) -> list[str]:
    """No table says whose parent an organization is, and merging is seldom: the texts are read."""
    postgres = connection.vendor == "postgresql"
    holds = 'strpos("full", %s) > 0' if postgres else 'instr("full", CAST(%s AS BLOB)) > 0'
    said = f'"parent_organization_id":"{organization}"'
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT record_id FROM "{PublicRecord._meta.db_table}" WHERE kind = %s AND {holds}',
            [Kind.ORGANIZATION.value, said],
        )
        return [str(UUID(str(id))) for (id,) in cursor.fetchall()]


def _refuse_what_tells(changed: dict[str, list[tuple[str, bytes]]]) -> None:
    """Raises NotReady if one of these cores tells an address that is secret."""
    told: dict[str, list[str]] = {}
    for kind, cores in changed.items():
        nodes: dict[str, Any] = {id: orjson.loads(core) for id, core in cores}
        secrets = secrets_of(kind, nodes)
        for id, core in nodes.items():
            if sentences := tells_secret(kind, core, secrets.get(id)):
                told[core.get("name", id)] = sentences
    for name, sentences in told.items():
        raise NotReady(name, sentences)
