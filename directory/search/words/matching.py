"""Queries in each database's own language, and the condition that a row's words match one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import combinations
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql.compiler import SQLCompiler

from directory.publication.models import PublicKind
from directory.search.conditions import AnyOf
from directory.search.models import WORDS
from directory.search.words.query import Alternative, Part, Query, Tokens, documents_of

# From how many records on a word's own count is used: below, finding them is as quick.
COMMON = 1000


class Where(Enum):
    """Where the words must stand: columns of SQLite, and what tokens begin with on PostgreSQL."""

    NAME = "{name} : ", ("qn",)
    NAME_OR_ALSO = "{name also} : ", ("qn", "qo")
    ANYWHERE = "", ("",)


@dataclass(frozen=True)
class Match:
    """That the words of a record of `kind` match `query`, `where` they stand.

    Of each set of `marks` it must have one.

    `probed` says that few rows remain to be asked, one by one; else all that match are gathered
    first. SQLite does so for plain queries only: each row costs it a walk through a phrase's rows.
    """

    kind: PublicKind
    query: Query
    where: Where = Where.ANYWHERE
    probed: bool = False
    marks: tuple[AnyOf, ...] = ()

    @property
    def fts5(self) -> str:
        """The same in the language of SQLite's FTS5."""
        return _with_marks(fts5(self.query, self.where), self.marks, '"', " AND ", " OR ")

    @property
    def tsquery(self) -> str:
        """The same in the language of PostgreSQL's tsquery."""
        return _with_marks(tsquery(self.query, self.where), self.marks, "'", " & ", " | ")


@Field.register_lookup
@ForeignObject.register_lookup
class Worded(Lookup):
    """`key__worded=Match(…)`: the words of the record with this key match."""

    lookup_name = "worded"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        column, parameters = self.process_lhs(compiler, connection)
        match: Match = self.rhs
        words = WORDS[match.kind]._meta.db_table
        if connection.vendor == "postgresql":
            found = f"SELECT key FROM {words} WHERE tokens @@ %s::tsquery"
            return f"{column} IN ({found})", [*parameters, match.tsquery]
        fts = f"{words}_fts"
        asked = match.fts5
        if match.probed and match.query.is_plain:
            found = f"SELECT 1 FROM {fts} WHERE {fts} MATCH %s AND {fts}.rowid = {column}"
            return f"EXISTS ({found})", [asked, *parameters]
        return f"{column} IN (SELECT rowid FROM {fts} WHERE {fts} MATCH %s)", [*parameters, asked]


def count_all(kind: PublicKind, query: Query) -> int:
    """How many records of `kind` match, from what is counted of its words and the index alone."""
    if not (commonest := commonest_word(kind, query)):
        return _count(kind, query)
    token, documents = commonest
    [part] = query.required
    others = tuple(one for one in part.alternatives if one.tokens != (token,))
    if not others:
        return documents
    # In half of all records is what takes long to walk through; what is found besides is little.
    besides = replace(query, parts=(replace(part, alternatives=others),), excluded=((token,),))
    return documents + _count(kind, besides)


def commonest_word(kind: PublicKind, query: Query) -> tuple[str, int] | None:
    """Of the single words of which one is all that is asked, the most frequent, if it is common.

    With how many records of `kind` have it.
    """
    if len(query.required) != 1 or query.is_relaxed or query.excluded:
        return None
    words = [one for one in query.required[0].alternatives if len(one.tokens) == 1]
    if not words:
        return None
    [token] = min(words, key=lambda one: one.idf).tokens
    documents = documents_of(kind, token)
    return (token, documents) if documents >= COMMON else None


def _count(kind: PublicKind, query: Query) -> int:
    words = WORDS[kind]._meta.db_table
    if connection.vendor == "postgresql":
        asked, found = tsquery(query), f"{words} WHERE tokens @@ %s::tsquery"
    else:
        asked, found = fts5(query), f"{words}_fts WHERE {words}_fts MATCH %s"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {found}", [asked])
        return cursor.fetchone()[0]


def _with_marks(asked: str, marks: Iterable[AnyOf], quote: str, all_of: str, any_of: str) -> str:
    groups = (_joined(any_of, (f"{quote}{one}{quote}" for one in sorted(group))) for group in marks)
    return all_of.join([f"({asked})", *groups])


# What no token is: asked for where a part can be met by nothing.
NEVER = "qy"


def fts5(query: Query, where: Where = Where.ANYWHERE) -> str:
    """`query` in the language of SQLite's FTS5."""

    def said(tokens: Tokens, adjacent: bool) -> str:
        if adjacent or len(tokens) == 1:
            return '"' + " ".join(tokens) + '"'
        return _joined(" AND ", (f'"{token}"' for token in tokens))

    found = where.value[0] + "(" + _rendered(query, said, " AND ", " OR ") + ")"
    if query.excluded:
        return f"({found}) NOT " + _joined(" OR ", (said(one, True) for one in query.excluded))
    return found


def tsquery(query: Query, where: Where = Where.ANYWHERE) -> str:
    """`query` in the language of PostgreSQL's tsquery."""

    def said_with(prefixes: tuple[str, ...]) -> Callable[[Tokens, bool], str]:
        def said(tokens: Tokens, adjacent: bool) -> str:
            if adjacent:
                ways = (
                    _joined(" <-> ", (f"'{prefix}{token}'" for token in tokens))
                    for prefix in prefixes
                )
                return _joined(" | ", ways)
            one_each = (
                _joined(" | ", (f"'{prefix}{token}'" for prefix in prefixes)) for token in tokens
            )
            return _joined(" & ", one_each)

        return said

    found = _rendered(query, said_with(where.value[1]), " & ", " | ")
    if query.excluded:
        anywhere = said_with(("",))
        return f"({found}) & !" + _joined(" | ", (anywhere(one, True) for one in query.excluded))
    return found


def _rendered(query: Query, said: Callable[[Tokens, bool], str], all_of: str, any_of: str) -> str:
    def way(one: Alternative) -> str:
        return said(one.tokens, one.adjacent)

    def met(part: Part) -> str:
        return (
            _joined(any_of, map(way, part.alternatives))
            if part.alternatives
            else said((NEVER,), False)
        )

    if not query.is_relaxed:
        return _joined(all_of, map(met, query.required))
    parts, needed = query.telling
    if len(parts) < needed:
        return said((NEVER,), False)
    groups = combinations(map(met, parts), needed)
    return _joined(any_of, (_joined(all_of, group) for group in groups))


def _joined(sign: str, pieces: Iterable[str]) -> str:
    return "(" + sign.join(pieces) + ")"
