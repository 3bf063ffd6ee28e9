"""The floor: a bare WSGI function that reads the same documents with the database driver alone.

No framework, no parameters to check, no counts, no headers that caches need: one query a request
and the bytes joined. It even knows beforehand where each page begins. Run with gunicorn as
`benchmarks.bare:application`, with DATABASE_URL.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

PER_PAGE = 50
ONE = "SELECT \"full\" FROM publication_publicrecord WHERE kind = 'service' AND record_id = {mark}"
ORDERED = "SELECT sort_name, id FROM publication_publicservice ORDER BY sort_name, id"
PAGE = (
    'SELECT r."full" FROM publication_publicservice s '
    "JOIN publication_publicrecord r ON r.key = s.key "
    "WHERE (s.sort_name, s.id) >= ({mark}, {mark}) ORDER BY s.sort_name, s.id LIMIT 50"
)


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

    def documents(self, statement: str, parameters: tuple[str, ...]) -> list[bytes]:
        self.cursor.execute(statement, parameters)
        rows = self.cursor.fetchall()
        return [row[0] for row in rows] if self.is_sqlite else [row[0].encode() for row in rows]


database: Database | None = None


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """`/api/v3/services?page=N` and `/api/v3/services/{id}`."""
    global database
    if database is None:
        database = Database(os.environ["DATABASE_URL"])
    id = environ["PATH_INFO"].rpartition("/")[2]
    if id == "services":
        number = int(parse_qs(environ["QUERY_STRING"])["page"][0])
        documents = database.documents(database.page, database.starts[number - 1])
        body = b'{"contents":[' + b",".join(documents) + b"]}"
    else:
        key = UUID(id).hex if database.is_sqlite else id
        [body] = database.documents(database.one, (key,))
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]
