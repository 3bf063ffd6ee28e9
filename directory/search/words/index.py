"""Keeps the words of the public record indexed, within the transaction that publishes."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Model

from directory.publication.documents import Document
from directory.publication.models import PublicKind
from directory.publication.tables import insert, put, read, remove
from directory.search.models import NUMBERS, WORDS, Completion, Spelling, Token
from directory.search.traits import profiles
from directory.search.traits.reading import Said, traits
from directory.search.words import cards
from directory.search.words.analysis import GAP, STOP_WORDS, token, words_of
from directory.search.words.texts import Texts, texts_of

# Every public record has it.
EVERY = ""
NO_TOKENS = frozenset({GAP, ""})
# The kinds whose spellings are kept; the words of a service at a location are its service's and its
# location's.
SPELT = frozenset(kind.value for kind in PublicKind) - {PublicKind.SERVICE_AT_LOCATION.value}
COMPLETED = {
    PublicKind.TAXONOMY_TERM.value: Completion.Rank.TERM.value,
    PublicKind.ORGANIZATION.value: Completion.Rank.NAME.value,
    PublicKind.SERVICE.value: Completion.Rank.NAME.value,
}
OFFERED = frozenset({PublicKind.SERVICE.value, PublicKind.SERVICE_AT_LOCATION.value})
# What full text is made of.
INDEXED = ("name", "also", "body", "marks")
# How many words of a name it may be found by.
STARTS = 8
LONGEST_START = 60


class WordsIndex:
    """Follows the public record with the tables of words (directory/publication/followers.py)."""

    def clear(self) -> None:
        models: tuple[type[Model], ...] = (*WORDS.values(), Token, Spelling, Completion)
        for model in models:
            model._base_manager.all()._raw_delete(connection.alias)
        profiles.clear()
        empty_full_text()

    def forget(self, keys: Sequence[int]) -> None:
        if not keys:
            return
        for kind in WORDS:
            old = _stored(kind, keys)
            if old:
                _unindex(kind, list(old))
                remove(WORDS[kind], "pk", list(old))
                counts: Counter[str] = Counter()
                counts.subtract(_documents_by_token(old.values()))
                _count(kind, counts)
        remove(Completion, "key", keys)

    def follow(self, changed: Sequence[tuple[int, Document]]) -> None:
        by_kind: dict[str, list[tuple[int, Document]]] = defaultdict(list)
        for key, document in changed:
            by_kind[str(document.kind)].append((key, document))
        said = {key: traits(document.full) for key, document in changed if document.kind in OFFERED}
        found = _cards(changed, said)
        for kind, documents in by_kind.items():
            _follow(PublicKind(kind), documents, said, found)


def _cards(
    documents: Sequence[tuple[int, Document]], said: Mapping[int, list[Said]]
) -> dict[int, tuple[Any, ...]]:
    """The card of each, by what is `said` of those that are offered; their profiles are kept."""
    found = {
        key: profiles.profiles_of(document, said[key]) for key, document in documents if key in said
    }
    profiles.keep(chain.from_iterable(found.values()))
    return {key: cards.card_of(document, found.get(key)) for key, document in documents}


def _follow(
    kind: PublicKind,
    documents: list[tuple[int, Document]],
    said: Mapping[int, list[Said]],
    found: Mapping[int, tuple[Any, ...]],
) -> None:
    texts = {key: texts_of(document) for key, document in documents}
    new = {
        key: (*texts[key][:3], cards.marks_in(document, said.get(key, ())))
        for key, document in documents
    }
    old = _stored(kind, new)
    stale = [key for key in new if key not in old or old[key] != new[key]]
    rows = ((key, *found[key], *new[key], _assured(document)) for key, document in documents)
    _unindex(kind, [key for key in stale if key in old])
    put(WORDS[kind], ("key", *cards.COLUMNS, *INDEXED, "assured_date"), rows, known=set(old))
    _index(kind, stale)
    counts = _documents_by_token(new[key] for key in stale)
    counts.subtract(_documents_by_token(old[key] for key in stale if key in old))
    if kind.value in SPELT:
        _spell(texts[key] for key in stale)
    _count(kind, counts)
    if kind.value in COMPLETED:
        names = {key: document.name for key, document in documents}
        _complete(kind.value, names, known=list(old))


def _assured(document: Document) -> str:
    """When a service was last confirmed, as text: dates take Django longer than their rows."""
    service: Any = document.full.get("service", document.full)
    return service.get("assured_date", "")


def _stored(kind: PublicKind, keys: Collection[int]) -> dict[int, tuple[str, ...]]:
    return {key: tuple(row) for key, *row in read(WORDS[kind], "key", keys, ("key", *INDEXED))}


# --- SQLite's full text ---------------------------------------------------------------------------


def fts_table(kind: PublicKind) -> str:
    """SQLite's full-text table for the words of `kind`."""
    return f"{WORDS[kind]._meta.db_table}_fts"


def empty_full_text(**_: Any) -> None:
    """Forget what SQLite's full-text tables hold for tables of words that are empty.

    Also called after `migrate` and `flush`, which knows nothing of these tables.
    """
    if connection.vendor != "sqlite":
        return
    there = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for kind, model in WORDS.items():
            fts = fts_table(kind)
            if fts in there and not model._base_manager.exists():
                cursor.execute(f"INSERT INTO {fts}({fts}) VALUES ('delete-all')")


def _unindex(kind: PublicKind, keys: Collection[int]) -> None:
    """Take the stored texts of `keys` out of FTS5, which must be told what they were."""
    _tell(kind, keys, "({fts}, rowid, {columns}) SELECT 'delete',")


def _index(kind: PublicKind, keys: Collection[int]) -> None:
    _tell(kind, keys, "(rowid, {columns}) SELECT")


def _tell(kind: PublicKind, keys: Collection[int], what: str) -> None:
    """PostgreSQL needs no telling: it makes its column of tokens from the others."""
    if connection.vendor != "sqlite" or not keys:
        return
    fts, words, columns = fts_table(kind), WORDS[kind]._meta.db_table, ", ".join(INDEXED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {fts}{what.format(fts=fts, columns=columns)} key, {columns} FROM {words} "
            "WHERE key IN (SELECT value FROM json_each(%s)) ORDER BY key",
            [json.dumps(list(keys))],
        )


# --- Words and how often they stand --------------------------------------------------------------


def _documents_by_token(documents: Iterable[Sequence[str]]) -> Counter[str]:
    """In how many of `documents`, each given as what is indexed of it, every token stands."""
    counts: Counter[str] = Counter()
    for *texts, _ in documents:
        counts.update(set(chain.from_iterable(text.split(" ") for text in texts)) - NO_TOKENS)
        counts[EVERY] += 1
    return counts


def _count(kind: PublicKind, changes: Counter[str]) -> None:
    """Add `changes` to what is counted of `kind`; what stands nowhere any more is forgotten."""
    number = NUMBERS[kind]
    rows = sorted((token, number, change) for token, change in changes.items() if change)
    if not rows:
        return
    table = Token._meta.db_table
    adding = f"documents = {table}.documents + excluded.documents"
    ending = f"ON CONFLICT (token, kind) DO UPDATE SET {adding}"
    _insert(table, ("token", "kind", "documents"), ("text", "smallint", "int"), rows, ending)
    if fewer := [token for token, _, change in rows if change < 0]:
        counted = Token.objects.filter(token__among=fewer)
        gone = set(counted.filter(documents__lte=0).values_list("token", flat=True))
        if gone:
            counted.filter(documents__lte=0)._raw_delete(connection.alias)
            gone -= set(Token.objects.filter(token__among=gone).values_list("token", flat=True))
            remove(Spelling, "token", gone)


def _spell(documents: Iterable[Texts]) -> None:
    """Keep how the words of `documents` are written."""
    words = sorted(frozenset().union(*(texts.words for texts in documents)))
    rows = [(word, token(word)) for word in words]
    if rows:
        table = Spelling._meta.db_table
        _insert(table, ("word", "token"), ("text", "text"), rows, "ON CONFLICT (word) DO NOTHING")


def _insert(
    table: str, columns: Sequence[str], types: Sequence[str], rows: list[Any], ending: str
) -> None:
    """Insert thousands of rows that may be there. PostgreSQL gets each column as one parameter."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks}) {ending}", rows)
            return
        arrays = ", ".join(f"%s::{type}[]" for type in types)
        values = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {ending}", values
        )


# --- Names to complete ---------------------------------------------------------------------------

COLUMNS = ("key", "rank", "start", "name", "kind")


def _complete(kind: str, names: dict[int, str], *, known: list[int]) -> None:
    wanted = {key: _completions(kind, name) for key, name in names.items()}
    stored: dict[int, set[tuple[int, str, str]]] = defaultdict(set)
    if known:
        rows = Completion.objects.filter(key__among=known)
        for key, rank, start, name in rows.values_list("key", "rank", "start", "name"):
            stored[key].add((rank, start, name))
    stale = [key for key in wanted if wanted[key] != stored[key]]
    remove(Completion, "key", [key for key in stale if stored[key]])
    insert(Completion, COLUMNS, [(key, *row, kind) for key in stale for row in sorted(wanted[key])])


def _completions(kind: str, name: str) -> set[tuple[int, str, str]]:
    """`name` from each of its words on, folded, with its rank; small words begin nothing."""
    words = words_of(name)
    rank = COMPLETED[kind]
    found: dict[str, int] = {}
    for place, word in enumerate(words):
        if place and (word in STOP_WORDS or len(found) == STARTS):
            continue
        start = " ".join(words[place:])[:LONGEST_START]
        later = place and rank == Completion.Rank.NAME.value
        found[start] = Completion.Rank.INNER.value if later else rank
    return {(rank, start, name[:255]) for start, rank in found.items()}
