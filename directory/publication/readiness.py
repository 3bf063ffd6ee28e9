"""Whether a record may be shown: what it still lacks, in plain English."""

from collections.abc import Collection
from typing import Any

from directory.publication.models import Kind
from directory.publication.secrecy import Secrets


class NotReady(Exception):
    """A record cannot be published yet. `missing` says why, a sentence each."""

    def __init__(self, name: str, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(f"“{name}” is not ready to be published. {' '.join(missing)}")


# HSDS 3.1 requires name and description of these; HSDS-UK's text, organization_id of a service.
ESSENTIALS: dict[str, dict[str, str]] = {
    Kind.TAXONOMY: {
        "name": "It needs a name.",
        "description": "It needs a description: what is the list for?",
    },
    Kind.TAXONOMY_TERM: {
        "name": "It needs a name.",
        "description": "It needs a description: what does the term cover?",
    },
    Kind.ORGANIZATION: {
        "name": "It needs a name.",
        "description": "It needs a description: what does the organisation do?",
    },
    Kind.LOCATION: {},
    Kind.SERVICE: {
        "name": "It needs a name.",
        "description": "It needs a description: what happens, and who is it for?",
    },
}


def needed(kind: str, core: dict[str, Any]) -> list[str]:
    """The records that must be public before this one is."""
    column = {Kind.SERVICE: "organization_id", Kind.TAXONOMY_TERM: "taxonomy_id"}.get(Kind(kind))
    return [core[column]] if column in core else []


def missing_from(kind: str, core: dict[str, Any], published: Collection[str]) -> list[str]:
    """What stands between `core` and the public: a sentence each, none if it is ready.

    `published` holds at least those of the `needed` records that are public.
    """
    missing = [
        sentence
        for name, sentence in ESSENTIALS[kind].items()
        if not str(core.get(name, "")).strip()
    ]
    if any(record not in published for record in needed(kind, core)):
        missing.append(
            "Its organisation is not published yet."
            if kind == Kind.SERVICE
            else "Its taxonomy is not published yet."
        )
    if kind == Kind.LOCATION:
        missing += _missing_from_location(core)
    if kind == Kind.ORGANIZATION:
        missing += [
            f"Its programme “{program['name']}” needs a description."
            for program in core.get("programs", [])
            if not program.get("description", "").strip()
        ]
    return missing


def _missing_from_location(core: dict[str, Any]) -> list[str]:
    if core.get("name") or core.get("addresses"):
        return []
    return ["It needs a name or an address."]


def tells_secret(kind: str, core: dict[str, Any], secrets: Secrets | None) -> list[str]:
    """A sentence for each thing `core` tells of an address that is secret."""
    whose = {
        Kind.LOCATION: "Its address is secret, but its name, description or other public text says",
        Kind.SERVICE: "It is offered at a place whose address is secret, but its text says",
        Kind.ORGANIZATION: "It has a place whose address is secret, but its text says",
    }
    return [f"{whose[Kind(kind)]} “{told}”." for told in (secrets.told_in(core) if secrets else ())]
