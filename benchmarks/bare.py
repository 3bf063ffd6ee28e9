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
# The nearest 50 of those that have the word, the term and a cell near by, and how many there are:
# on the same cards and with the same marks as the API's, by one statement that nothing composes.
CHORD = (
    "(({of}x - {x}) * ({of}x - {x}) + ({of}y - {y}) * ({of}y - {y}) "
    "+ ({of}z - {z}) * ({of}z - {z}))"
)
FOUND = (
    'SELECT r."full", page.total FROM ('
    "SELECT near.key, near.id, near.distance, COUNT(*) OVER () AS total FROM ("
    "SELECT card.key, card.id, CASE card.places WHEN 1 THEN {card} ELSE "
    "(SELECT MIN({place}) FROM search_whereabouts place WHERE place.record = card.key) "
    "END AS distance FROM {worded}) near "
    "WHERE near.distance <= {square} ORDER BY near.distance, near.id LIMIT 50) page "
    "CROSS JOIN publication_publicrecord r WHERE r.key = page.key "
    "ORDER BY page.distance, page.id"
)
WORDED = {
    True: (
        "search_servicewords_fts CROSS JOIN search_servicewords card "
        "INDEXED BY search_servicewords_card ON card.key = search_servicewords_fts.rowid "
        "WHERE search_servicewords_fts MATCH ?"
    ),
    False: "search_servicewords card WHERE card.tokens @@ %s::tsquery",
}
# As the API's connections have it (assets_api/settings.py).
OPTIONS = "-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0"


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

            connection = psycopg2.connect(url, options=OPTIONS)
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
        card, place = (CHORD.format(of=of, x=x, y=y, z=z) for of in ("card.", "place."))
        statement = FOUND.format(
            card=card,
            place=place,
            square=int(squared_chord(metres) * CENTIMETRES**2),
            worded=WORDED[self.is_sqlite],
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
