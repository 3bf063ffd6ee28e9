"""Redacting: taking an address that is secret now out of what the log keeps of when it was not.

The one exception to a log in which nothing changes. What the public sees hangs on newest revisions
alone, which stay as they are, so the public record can still be made again to the same bytes.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from directory.models import Location
from directory.publication.act import lock_log
from directory.publication.cores import encode
from directory.publication.live import Core
from directory.publication.models import Kind, Revision
from directory.publication.secrecy import (
    WITHHELD,
    Secrets,
    conceal,
    is_concealed,
    is_withheld,
)

LINES = ("address_1", "address_2", "postal_code")


class StillTold(Exception):
    """The address may not be redacted; the message says why, and what to do first."""


@transaction.atomic
def redact_address(id: UUID) -> int:
    """Take the address of location `id` out of its past revisions. Returns how many had it.

    Of each, what is left is what would have been published had the address been secret then; a text
    that tells a street, postcode or point of any time is withheld whole, the newest revision's note
    too. Number, time, action and who did it stay. Raises StillTold, changing nothing, unless the
    location hides its address and its newest revision does not tell it.
    """
    lock_log()  # What is newest stays so until this is done.
    revisions = list(Revision.objects.filter(kind=Kind.LOCATION, record_id=id))
    cores = {one.seq: orjson.loads(one.core) for one in revisions if one.core}
    refuse_while_told(id, revisions, cores)
    secrets = secrets_of_all_time(id, cores.values())
    redacted = 0
    for revision in revisions:
        core = cores.get(revision.seq)
        left = revision.core
        if core and revision is not revisions[-1]:
            left = encode(without_address(core, secrets))
        note = withheld(revision.note, secrets)
        if (left, note) != (revision.core, revision.note):
            # The log's own manager refuses to change anything.
            Revision._base_manager.filter(seq=revision.seq).update(core=left, note=note)
            redacted += 1
    return redacted


def refuse_while_told(id: UUID, revisions: list[Revision], cores: dict[int, Core]) -> None:
    """Raises StillTold unless the location is in the log, hidden, and hidden there too."""
    if not revisions:
        raise StillTold(f"There is no location {id} in the log.")
    newest = cores.get(revisions[-1].seq, {})
    if not (is_withheld(newest) or Location.objects.filter(pk=id, hide_address=True).exists()):
        raise StillTold(f"Location {id} does not hide its address. Hide it and publish it first.")
    if not is_concealed(newest):
        raise StillTold(f"The public still sees the address of location {id}. Publish it first.")


def secrets_of_all_time(id: UUID, cores: Iterable[Core]) -> Secrets:
    """Every address and point that the location ever had, and has now."""
    secrets = Secrets()
    names = ("latitude", "longitude", *(f"addresses__{name}" for name in LINES))
    for latitude, longitude, *lines in Location.objects.filter(pk=id).values_list(*names):
        secrets.learn(*lines, point=(latitude, longitude))
    for core in cores:
        if not is_withheld(core):
            addresses = core.get("addresses", [])
            lines = [address.get(name) for address in addresses for name in LINES]
            secrets.learn(*lines, point=(core.get("latitude"), core.get("longitude")))
    return secrets


def without_address(core: Core, secrets: Secrets) -> Core:
    """`core` as it would be, had the address been secret then."""
    concealed = deepcopy(core)
    if not is_withheld(core):
        conceal(concealed)
    return withheld(concealed, secrets)


def withheld(value: Any, secrets: Secrets) -> Any:
    """`value` with every text in it that tells a secret replaced; ids and concealed addresses tell
    none."""
    if isinstance(value, dict):
        return {
            name: child
            if name in ("id", "addresses") or name.endswith("_id")
            else withheld(child, secrets)
            for name, child in value.items()
        }
    if isinstance(value, list):
        return [withheld(child, secrets) for child in value]
    if isinstance(value, str) and secrets.told_in({"text": value}):
        return WITHHELD
    return value
