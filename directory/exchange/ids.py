"""Identifiers: a source's own UUIDs are kept, and anything else becomes a UUID of its own."""

import hashlib
import re
import uuid
from typing import Any

import orjson

# The root under which each source has its namespace. Never change it: every id hangs on it.
NAMESPACE = uuid.UUID("5f0e5e2e-6c1c-5b53-9d0a-3f1f5b8c7a11")
UUID_TEXT = re.compile(r"\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?", re.IGNORECASE)
KEY_SEPARATOR = " | "


def namespace_of(source: str) -> uuid.UUID:
    """The namespace of everything that comes from `source`."""
    return uuid.uuid5(NAMESPACE, source)


def is_uuid(text: str) -> bool:
    return bool(UUID_TEXT.fullmatch(text))


class Identifiers:
    """Turns a source's identifiers into UUIDs: the same text, in the same table, the same UUID."""

    def __init__(self, source: str) -> None:
        self.namespace = namespace_of(source)

    def uuid_of(self, table: str, original: str) -> uuid.UUID:
        """The UUID of the row that the source calls `original` in `table`."""
        original = original.strip()
        if is_uuid(original):
            return uuid.UUID(original)
        return uuid.uuid5(self.namespace, f"{table}/{original}")


def content_id(values: dict[str, Any]) -> str:
    """An id for a row without one: the same for the same values."""
    content = orjson.dumps(values, option=orjson.OPT_SORT_KEYS, default=str)
    return f"content:{hashlib.blake2b(content, digest_size=16).hexdigest()}"
