"""Amending: changing a few fields of what is public, and nothing else.

Publishing shows the working copy as it stands, with whatever waits there to be looked at. That a
service is closed until March, or that its details were checked today, cannot wait for that.
"""

from collections.abc import Callable
from uuid import UUID

import orjson
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from directory.publication.act import Act
from directory.publication.cores import SHAPES, encode
from directory.publication.live import Core, newest_cores, newest_revisions
from directory.publication.models import Kind, Revision
from directory.publication.publish import told_by_services
from directory.publication.secrecy import conceal, is_concealed, secrets_of


@transaction.atomic
def amend(
    kind: str,
    id: UUID,
    change: Callable[[Core], None],
    *,
    by: AbstractBaseUser | None = None,
    source: str = "",
    note: str = "",
) -> Revision | None:
    """Publish what is public of a record with what `change` does to it.

    Returns the new revision; None if the record is not public or `change` leaves it as it is. The
    caller sees to it that the working copy says the same.
    """
    with Act(by=by, source=source, note=note) as act:
        live = dict(newest_cores(kind, [id])).get(str(id))
        if live is None:
            return None
        core = orjson.loads(live)
        change(core)
        amended = encode(_in_order(kind, core))
        if amended == live:
            return None
        act.append(kind, [(id, amended)])
    return newest_revisions(kind, [id]).get()


@transaction.atomic
def hide_public_address(
    id: UUID, *, by: AbstractBaseUser | None = None, note: str = "Its address became secret."
) -> Revision | None:
    """Take the exact address of a location, which is secret now, out of what is public of it.

    It is withdrawn instead if its texts tell the address, or those of a service there. Nothing else
    of it changes. Returns the new revision; None if the public did not see the address.
    """
    with Act(by=by, source="", note=note) as act:
        live = dict(newest_cores(Kind.LOCATION, [id])).get(str(id))
        if live is None or is_concealed(core := orjson.loads(live)):
            return None
        conceal(core)
        secrets = secrets_of(Kind.LOCATION, {str(id): core}).get(str(id))
        told = secrets and (secrets.told_in(core) or told_by_services(str(id), secrets))
        act.append(Kind.LOCATION, [(id, None if told else encode(core))])
    return newest_revisions(Kind.LOCATION, [id]).get()


def _in_order(kind: str, core: Core) -> Core:
    """`core` with its fields in the order they are rendered in, so that equal cores are equal
    bytes."""
    fields = {name: core[name] for name in SHAPES[kind].names if name in core}
    return {name: value for name, value in (fields | core).items() if value not in (None, "")}
