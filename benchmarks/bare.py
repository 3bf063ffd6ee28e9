"""The floor: a bare WSGI function that reads the same documents with the database driver alone.

No framework, no parameters to check, no counts, no headers that caches need: one query a request
and the bytes joined. It even knows beforehand where each page begins, and it finds a word, a term
and a distance with one statement written for just that. Run with gunicorn as
`benchmarks.bare:application`, with DATABASE_URL.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from directory.places.geometry import Point, box_around, on_sphere
from directory.places.geometry import squared_chord_km as squared_chord
from directory.search.words.analysis import token

PER_PAGE = 50
ONE = "SELECT \"full\" FROM publication_publicrecord WHERE kind = 'service' AND record_id = {mark}"
ORDERED = "SELECT sort_name, id FROM publication_publicservice ORDER BY sort_name, id"
PAGE = (
    'SELECT r."full" FROM publication_publicservice s '
    "JOIN publication_publicrecord r ON r.key = s.key "
    "WHERE (s.sort_name, s.id) >= ({mark}, {mark}) ORDER BY s.sort_name, s.id LIMIT 50"
)

CENTIMETRES = 100_000  # in a kilometre
KIND = (
    "SELECT w.kind FROM search_whereabouts w "
    "JOIN publication_publicservice s ON s.key = w.record LIMIT 1"
)
# An exact total, and the nearest 50 of those that have the word and the term.
CHORD = "((x - {x}) * (x - {x}) + (y - {y}) * (y - {y}) + (z - {z}) * (z - {z}))"
FOUND = (
    'SELECT r."full", page.total FROM ('
    "SELECT s.key, s.id, near.distance, COUNT(*) OVER () AS total FROM ("
    "SELECT record, MIN({chord}) AS distance FROM search_whereabouts "
    "WHERE kind = {kind} AND latitude BETWEEN {south} AND {north} "
    "AND longitude BETWEEN {west} AND {east} AND {chord} <= {square} GROUP BY record) near "
    "JOIN publication_mention m "
    "ON m.mentioned = {mark} AND m.role = 1 AND m.record = near.record "
    "JOIN publication_publicservice s ON s.key = near.record "
    "WHERE {worded} ORDER BY near.distance, s.id LIMIT 50) page "
    "JOIN publication_publicrecord r ON r.key = page.key ORDER BY page.distance, page.id"
)
WORDED = {
    True: "EXISTS (SELECT 1 FROM search_servicewords_fts WHERE search_servicewords_fts "
    "MATCH ? AND rowid = near.record)",
    False: "EXISTS (SELECT 1 FROM search_servicewords w "
    "WHERE w.key = near.record AND w.tokens @@ %s::tsquery)",
}


class Database:
    """A connection of its own for each worker, and how its driver likes things said."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.is_sqlite = parts.scheme == "sqlite"
        if self.is_sqlite:
            self.cursor: Any = sqlite3.connect(unquote(parts.path)[1:]).cursor()
            self.cursor.execute("PRAGMA cache_size=-32768")
            self.cursor.execute("PRAGMA mmap_size=67108864")
        else:
            import psycopg2

            connection = psycopg2.connect(url)
            connection.autocommit = True
            self.cursor = connection.cursor()
        mark = "?" if self.is_sqlite else "%s"
        self.one, self.page = ONE.format(mark=mark), PAGE.format(mark=mark)
        self.cursor.execute(ORDERED)
        self.starts = self.cursor.fetchall()[::PER_PAGE]
        self.cursor.execute(KIND)
        [self.kind] = self.cursor.fetchone()

    def found(self, word: str, term: str, near: str, metres: float) -> list[bytes]:
        """Documents of the services with `word` and `term` within `metres`, the nearest first."""
        point = Point(*map(float, near.split(",")))
        x, y, z = (round(axis * CENTIMETRES) for axis in on_sphere(point))
        box = box_around(point, metres)
        statement = FOUND.format(
            chord=CHORD.format(x=x, y=y, z=z),
            kind=self.kind,
            **box._asdict(),
            square=int(squared_chord(metres) * CENTIMETRES**2),
            mark="?" if self.is_sqlite else "%s",
            worded=WORDED[self.is_sqlite],
        )
        key = UUID(term).hex if self.is_sqlite else term
        return self.documents(statement, (key, token(word)))

    def documents(self, statement: str, parameters: tuple[str, ...]) -> list[bytes]:
        self.cursor.execute(statement, parameters)
        rows = self.cursor.fetchall()
        return [row[0] for row in rows] if self.is_sqlite else [row[0].encode() for row in rows]


database: Database | None = None


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """`/api/v3/services?page=N`, `/api/v3/services/{id}`, and a word, a term and a distance."""
    global database
    if database is None:
        database = Database(os.environ["DATABASE_URL"])
    id = environ["PATH_INFO"].rpartition("/")[2]
    asked = parse_qs(environ["QUERY_STRING"])
    if "search" in asked:
        names = ("search", "taxonomy_term_id", "near")
        metres = float(asked["proximity"][0])
        documents = database.found(*(asked[name][0] for name in names), metres)
        body = b'{"contents":[' + b",".join(documents) + b"]}"
    elif id == "services":
        number = int(asked["page"][0])
        documents = database.documents(database.page, database.starts[number - 1])
        body = b'{"contents":[' + b",".join(documents) + b"]}"
    else:
        key = UUID(id).hex if database.is_sqlite else id
        [body] = database.documents(database.one, (key,))
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]
