"""What keeps in step with the public record, within the same transaction: the indexes of search.

Publication knows nobody that stands after it in a record's journey, so those who follow it say so
themselves, in their app's `ready`: `followers.append(Words())`.
"""

from collections.abc import Sequence
from typing import Protocol

from directory.publication.documents import Document


class Follower(Protocol):
    """Something made of public documents that must never differ from them."""

    def clear(self) -> None:
        """Forget everything: the public record is about to be made again."""

    def forget(self, keys: Sequence[int]) -> None:
        """Forget the documents with these keys: they are no longer public."""

    def follow(self, changed: Sequence[tuple[int, Document]]) -> None:
        """Take in these new or changed documents, each with its key in `PublicRecord`.

        Called with up to a few thousand documents at a time, of one kind of record and its
        parts; a fixed number of queries whatever their number.
        """


followers: list[Follower] = []
