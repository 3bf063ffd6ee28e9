"""What the public would see of a record, composed as it is published, beside what it sees."""

from uuid import UUID

import orjson

from directory.publication import reading
from directory.publication.composing import documents_of
from directory.publication.cores import encode, render_cores
from directory.publication.documents import stamped
from directory.publication.live import LiveCores
from directory.publication.models import PublicKind
from directory.review.sentences import Node


def live_document(kind: str, id: UUID) -> Node | None:
    """The document of a record that is public; None if it is not."""
    found = reading.read(PublicKind(kind), id, "full")
    return orjson.loads(found[1]) if found else None


def draft_document(kind: str, id: UUID, along: dict[str, list[UUID]] | None = None) -> Node | None:
    """The document a record would have if it were published as it stands.

    `along` names the records that would be published with it, by kind. Everything else is shown as
    it is public. None if there is no such record.
    """
    live = LiveCores()
    for other, ids in {**(along or {}), kind: [id]}.items():
        for one, core in render_cores(other, ids).items():
            live.keep(other, one, encode(core))
    composed = [one for one in documents_of(kind, [str(id)], live) if one.kind == kind]
    return orjson.loads(stamped(composed[0].full, "")) if composed else None
