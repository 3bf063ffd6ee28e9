"""Identifiers: a source's own UUIDs are kept, and anything else becomes a UUID of its own."""

import hashlib
import json
import re
import secrets
import uuid
from typing import Any

import orjson

# The root under which each source has its namespace. Never change it: every id hangs on it.
NAMESPACE = uuid.UUID("5f0e5e2e-6c1c-5b53-9d0a-3f1f5b8c7a11")
UUID_TEXT = re.compile(r"\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?", re.IGNORECASE)
KEY_SEPARATOR = " | "  # between the values of an id made of several
CONTENT = "content:"  # before the digest that stands in for an id


def namespace_of(source: str) -> uuid.UUID:
    """The namespace of everything that comes from `source`."""
    return uuid.uuid5(NAMESPACE, source)


def is_uuid(text: str) -> bool:
    return bool(UUID_TEXT.fullmatch(text))


def new_salt() -> str:
    """A secret of one source, which no other installation has."""
    return secrets.token_hex(16)


class Identifiers:
    """Turns a source's identifiers into UUIDs: the same text, in the same table, the same UUID.

    An id that is made of what a row says would tell it to whoever guesses right and makes the same
    UUID: the street of a refuge, its postcode. The source's `salt` is then part of it.
    """

    def __init__(
        self,
        source: str,
        salt: str = "",
        replaced: dict[tuple[str, uuid.UUID], uuid.UUID] | None = None,
    ) -> None:
        self.salt = salt
        # Rows that were merged into others here: what names them means those.
        self.replaced = replaced or {}
        self.namespace = namespace_of(source)
        self.salted = salted(self.namespace, salt)

    def uuid_of(self, table: str, original: str) -> uuid.UUID:
        """The UUID of the row that the source calls `original` in `table`, or of what it is now."""
        own = self.own_uuid_of(table, original)
        return self.replaced.get((table, own), own)

    def own_uuid_of(self, table: str, original: str) -> uuid.UUID:
        """The same, whatever became of the row here."""
        original = original.strip()
        if is_uuid(original):
            return uuid.UUID(original)
        namespace = self.salted if may_tell(table, original) else self.namespace
        return uuid.uuid5(namespace, f"{table}/{original}")

    def uuid_of_another(self, row_id: uuid.UUID, table: str, original: str, says: str) -> uuid.UUID:
        """The UUID of a row which `says` other things than the one whose id it shares."""
        namespace = salted(uuid.uuid5(NAMESPACE, str(row_id)), self.salt)
        return uuid.uuid5(namespace, f"{table}/{original}/{says}")


def salted(namespace: uuid.UUID, salt: str) -> uuid.UUID:
    return uuid.uuid5(namespace, salt) if salt else namespace


def may_tell(table: str, original: str) -> bool:
    """Whether an id may be made of what its row says, rather than be a number of the source's.

    Of a location it always may: its id is often its address. The id of a service may hold the same,
    alone or with others: whatever has a space in it is no number.
    """
    return table == "location" or " " in original or original.startswith(CONTENT)


def content_id(values: dict[str, Any]) -> str:
    """An id for a row without one: the same for the same values."""
    try:
        content = orjson.dumps(values, option=orjson.OPT_SORT_KEYS, default=str)
    except TypeError:  # JSON may hold numbers and halves of letters that orjson does not take.
        content = json.dumps(values, sort_keys=True, default=str).encode()
    return f"{CONTENT}{hashlib.blake2b(content, digest_size=16).hexdigest()}"
