"""Keeps the index of traits in step with the public record."""

from collections.abc import Sequence

from directory.publication.documents import Document
from directory.publication.models import PublicKind
from directory.publication.tables import keep, remove
from directory.search.models.traits import Trait
from directory.search.traits.reading import traits

INDEXED = {PublicKind.SERVICE.value, PublicKind.SERVICE_AT_LOCATION.value}


class TraitsIndex:
    """Writes the rows of `Trait` as records are published. See `Follower`."""

    def clear(self) -> None:
        Trait.objects.all()._raw_delete(Trait.objects.db)

    def forget(self, keys: Sequence[int]) -> None:
        remove(Trait, "record", keys)

    def follow(self, changed: Sequence[tuple[int, Document]]) -> None:
        wanted = {
            key: [(name.value, value, label) for name, value, label in traits(document.full)]
            for key, document in changed
            if document.kind in INDEXED
        }
        if wanted:
            keep(Trait, "record", ("name", "value", "label"), wanted)
