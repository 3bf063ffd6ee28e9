"""Keeps the index of traits in step with the public record."""

from collections.abc import Iterator, Sequence

from directory.publication.documents import Document
from directory.publication.models import PublicKind
from directory.publication.tables import insert, remove
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
        offers = [(key, document) for key, document in changed if document.kind in INDEXED]
        if offers:
            remove(Trait, "record", [key for key, _ in offers])
            insert(Trait, ("name", "value", "record", "label"), _rows(offers))


def _rows(offers: Sequence[tuple[int, Document]]) -> Iterator[tuple[int, str, int, str]]:
    for key, document in offers:
        for name, value, label in traits(document.full):
            yield name.value, value, key, label
