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
from directory.search.words.marks import marks_in, term_mark

PER_PAGE = 50
ONE = "SELECT \"full\" FROM publication_publicrecord WHERE kind = 'service' AND record_id = {mark}"
ORDERED = "SELECT sort_name, id FROM publication_publicservice ORDER BY sort_name, id"
PAGE = (
    'SELECT r."full" FROM publication_publicservice s '
    "JOIN publication_publicrecord r ON r.key = s.key "
    "WHERE (s.sort_name, s.id) >= ({mark}, {mark}) ORDER BY s.sort_name, s.id LIMIT 50"
)

CENTIMETRES = 100_000  # in a kilometre
# The nearest 50 of those that have the word, the term and a cell near by, and how many there are.
CHORD = "((x - {x}) * (x - {x}) + (y - {y}) * (y - {y}) + (z - {z}) * (z - {z}))"
FOUND = (
    'SELECT r."full", page.total FROM ('
    "SELECT s.key, s.id, near.distance, COUNT(*) OVER () AS total FROM ("
    "SELECT place.record, MIN({chord}) AS distance FROM {worded} "
    "CROSS JOIN search_whereabouts place WHERE {matching} AND {chord} <= {square} "
    "GROUP BY place.record) near "
    "CROSS JOIN publication_publicservice s WHERE s.key = near.record "
    "ORDER BY near.distance, s.id LIMIT 50) page "
    "CROSS JOIN publication_publicrecord r WHERE r.key = page.key "
    "ORDER BY page.distance, page.id"
)
WORDED = {
    True: (
        "search_servicewords_fts words",
        "search_servicewords_fts MATCH ? AND place.record = words.rowid",
    ),
    False: (
        "search_servicewords words",
        "words.tokens @@ %s::tsquery AND place.record = words.key",
    ),
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

    def found(self, word: str, term: str, near: str, metres: float) -> list[bytes]:
        """Documents of the services with `word` and `term` within `metres`, the nearest first."""
        point = Point(*map(float, near.split(",")))
        x, y, z = (round(axis * CENTIMETRES) for axis in on_sphere(point))
        cells = marks_in(box_around(point, metres))
        assert cells is not None, "A circle as wide as that is not what is measured"
        all_of, any_of, quote = (" AND ", " OR ", '"') if self.is_sqlite else (" & ", " | ", "'")
        near_by = any_of.join(f"{quote}{cell}{quote}" for cell in sorted(cells))
        wanted = (f"{quote}{one}{quote}" for one in (token(word), term_mark(term)))
        worded, matching = WORDED[self.is_sqlite]
        statement = FOUND.format(
            chord=CHORD.format(x=x, y=y, z=z),
            square=int(squared_chord(metres) * CENTIMETRES**2),
            worded=worded,
            matching=matching,
        )
        return self.documents(statement, (all_of.join((*wanted, f"({near_by})")),))

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
