"""Searching by reading every document: slow, plain, and nothing like the indexes."""

from dataclasses import dataclass

from directory.search.words.query import Alternative, Query
from directory.search.words.texts import Texts


@dataclass(frozen=True)
class Reader:
    """Answers queries about one record from its texts."""

    texts: Texts

    def has(self, tokens: tuple[str, ...], adjacent: bool) -> bool:
        fields = [field.split() for field in self.texts[:3]]
        if not adjacent:
            return all(any(token in field for field in fields) for token in tokens)
        size = len(tokens)
        return any(
            tuple(field[at : at + size]) == tokens
            for field in fields
            for at in range(len(field) - size + 1)
        )

    def meets(self, one: Alternative) -> bool:
        return self.has(one.tokens, one.adjacent)

    def matches(self, query: Query) -> bool:
        parts, needed = query.telling if query.is_relaxed else (query.required, query.needed)
        met = sum(any(map(self.meets, part.alternatives)) for part in parts)
        return met >= needed and not any(self.has(one, True) for one in query.excluded)
