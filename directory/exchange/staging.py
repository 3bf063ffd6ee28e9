"""Rows on their way, kept in a temporary file so that memory does not grow with the source.

A private SQLite database, deleted when the import ends: `staged` holds every checked row,
`ready` those left once rows of one id are made one, `seen` every id the source had, and `faults`.
"""

import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from directory.exchange.faults import Action, Fault, Where

TABLES = """
    CREATE TABLE files (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
    CREATE TABLE staged (
        number INTEGER PRIMARY KEY, tbl TEXT, row_id BLOB, original TEXT, file INTEGER,
        line INTEGER, repeats INTEGER, complete INTEGER, adds INTEGER, content BLOB
    );
    CREATE TABLE ready (
        tbl TEXT, row_id BLOB, original TEXT, file INTEGER, line INTEGER, complete INTEGER,
        content BLOB, PRIMARY KEY (tbl, row_id)
    ) WITHOUT ROWID;
    CREATE TABLE seen (tbl TEXT, row_id BLOB, PRIMARY KEY (tbl, row_id)) WITHOUT ROWID;
    CREATE TABLE faults (
        file INTEGER, line INTEGER, tbl TEXT, field TEXT, value TEXT, action TEXT, message TEXT
    );
"""
SEE = "INSERT OR IGNORE INTO seen VALUES (?, ?)"
BATCH = 2000  # rows that wait to be written, or fewer when they are long
BATCH_BYTES = 4 * 1024**2


@dataclass(slots=True)
class Staged:
    """One row: its table, its UUID, the source's own id, where it stood, and its values."""

    table: str
    row_id: uuid.UUID
    original: str
    where: Where
    values: dict[str, Any]
    repeats: bool = False
    complete: bool = False
    adds: bool = False


class Staging:
    """The temporary database of one import."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384;" + TABLES
        )
        self.database.execute("BEGIN")
        self.files: dict[str, int] = {}
        self.names: dict[int, str] = {}
        self.listed: set[str] = set()
        self.waiting: dict[str, list[tuple]] = {}
        self.waiting_bytes = 0

    def file(self, name: str) -> int:
        if name not in self.files:
            number = len(self.files) + 1
            self.files[name], self.names[number] = number, name
        return self.files[name]

    def where(self, file: int, line: int) -> Where:
        return Where(self.names[file], line)

    def queue(self, statement: str, row: tuple, size: int = 0) -> None:
        """Has `row`, of about `size` bytes, wait to be written with others of its statement."""
        rows = self.waiting.setdefault(statement, [])
        rows.append(row)
        self.waiting_bytes += size
        if len(rows) >= BATCH or self.waiting_bytes > BATCH_BYTES:
            self.flush(statement)

    def flush(self, *statements: str) -> None:
        """Writes what waits, so that what is read next has it."""
        self.waiting_bytes = 0
        for statement in statements or list(self.waiting):
            self.database.executemany(statement, self.waiting.pop(statement, []))

    # --- Rows -------------------------------------------------------------------------------

    def stage(self, row: Staged) -> None:
        content = orjson.dumps(row.values)
        self.queue(
            "INSERT INTO staged VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.table,
                row.row_id.bytes,
                row.original,
                self.file(row.where.file),
                row.where.line,
                row.repeats,
                row.complete,
                row.adds,
                content,
            ),
            len(content),
        )

    def is_empty(self) -> bool:
        """Whether nothing was staged."""
        self.flush()
        return self.database.execute("SELECT 1 FROM staged LIMIT 1").fetchone() is None

    def staged(self, table: str) -> Iterator[Staged]:
        """Every staged row of `table`: rows of one id together, those that add to another last."""
        self.flush()
        self.database.execute("CREATE INDEX IF NOT EXISTS by_id ON staged (tbl, row_id, adds)")
        rows = self.database.execute(
            "SELECT row_id, original, file, line, content, repeats, complete, adds "
            "FROM staged WHERE tbl = ? ORDER BY row_id, adds, number",
            [table],
        )
        for row_id, original, file, line, content, *flags in rows:
            yield Staged(
                table,
                uuid.UUID(bytes=row_id),
                original,
                self.where(file, line),
                orjson.loads(content),
                *map(bool, flags),
            )

    def make_ready(self, row: Staged) -> None:
        content = orjson.dumps(row.values, option=orjson.OPT_SORT_KEYS)
        self.queue(
            "INSERT OR IGNORE INTO ready VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                row.table,
                row.row_id.bytes,
                row.original,
                self.file(row.where.file),
                row.where.line,
                row.complete,
                content,
            ),
            len(content),
        )

    def ready(self, table: str, most: int) -> Iterator[list[Staged]]:
        """The rows of `table` to write, by id, in lists of at most `most`."""
        self.flush()
        rows = self.database.execute(
            "SELECT row_id, original, file, line, complete, content FROM ready WHERE tbl = ?",
            [table],
        )
        chunk: list[Staged] = []
        size = 0
        for row_id, original, file, line, complete, content in rows:
            where, values = self.where(file, line), orjson.loads(content)
            row_id = uuid.UUID(bytes=row_id)
            chunk.append(Staged(table, row_id, original, where, values, complete=bool(complete)))
            size += len(content)
            if len(chunk) >= most or size > BATCH_BYTES:
                yield chunk
                chunk, size = [], 0
        if chunk:
            yield chunk

    def ready_ids(self, table: str) -> Iterator[uuid.UUID]:
        self.flush()
        rows = self.database.execute("SELECT row_id FROM ready WHERE tbl = ?", [table])
        return (uuid.UUID(bytes=row_id) for (row_id,) in rows)

    def is_ready(self, table: str, row_id: uuid.UUID) -> bool:
        return self.found("ready", table, row_id)

    def is_complete(self, table: str, row_id: uuid.UUID) -> bool:
        """Whether the source had this row, in the form that lists its children."""
        statement = "SELECT complete FROM ready WHERE tbl = ? AND row_id = ?"
        row = self.database.execute(statement, [table, row_id.bytes]).fetchone()
        return bool(row and row[0])

    def place_of(self, table: str, row_id: uuid.UUID) -> Where:
        """Where the source has a row; the source as a whole for a row it does not have."""
        statement = "SELECT file, line FROM ready WHERE tbl = ? AND row_id = ?"
        row = self.database.execute(statement, [table, row_id.bytes]).fetchone()
        return self.where(*row) if row else Where("", 0)

    def found(self, kept_in: str, table: str, row_id: uuid.UUID) -> bool:
        statement = f"SELECT 1 FROM {kept_in} WHERE tbl = ? AND row_id = ?"
        return self.database.execute(statement, [table, row_id.bytes]).fetchone() is not None

    def references(self, table: str, column: str) -> Iterator[tuple[str, Where]]:
        """Each different text that `column` of the rows to write holds, and where it first does."""
        self.flush()
        rows = self.database.execute(
            "SELECT json_extract(CAST(content AS TEXT), ?) AS target, file, min(line) FROM ready "
            "WHERE tbl = ? AND target IS NOT NULL GROUP BY target ORDER BY file, min(line)",
            [f"$.{column}", table],
        )
        for target, file, line in rows:
            yield target, self.where(file, line)

    # --- What the source had ----------------------------------------------------------------

    def see(self, table: str, row_id: uuid.UUID) -> None:
        """Notes that the source has this row, whether or not it can come in."""
        self.queue(SEE, (table, row_id.bytes))

    def was_seen(self, table: str, row_id: uuid.UUID) -> bool:
        if SEE in self.waiting:
            self.flush(SEE)
        return self.found("seen", table, row_id)

    def saw_any(self, table: str) -> bool:
        """Whether the source has any row of `table`."""
        self.flush()
        statement = "SELECT 1 FROM seen WHERE tbl = ? LIMIT 1"
        return self.database.execute(statement, [table]).fetchone() is not None

    def list_all_of(self, table: str) -> None:
        """Notes that a file of the source lists the rows of `table`, and so all of them."""
        self.listed.add(table)

    def lists_all_of(self, table: str) -> bool:
        return table in self.listed

    # --- Faults -----------------------------------------------------------------------------

    def report(self, fault: Fault) -> None:
        self.queue(
            "INSERT INTO faults VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self.file(fault.where.file),
                fault.where.line,
                fault.table,
                fault.field,
                fault.value.encode("utf-8", "backslashreplace").decode(),
                fault.action,
                fault.message,
            ),
        )

    def faults(self) -> Iterator[Fault]:
        """Every fault, by file and line."""
        self.flush()
        rows = self.database.execute("SELECT * FROM faults ORDER BY file, line, rowid")
        for file, line, table, field, value, action, message in rows:
            yield Fault(self.where(file, line), table, field, value, Action(action), message)

    def fault_kinds(self) -> list[tuple[int, Fault]]:
        """How often each kind of fault was found, most frequent first, with its first example."""
        self.flush()
        rows = self.database.execute(
            # SQLite takes the other columns from the row that has the smallest place.
            "SELECT count(*), file, line, tbl, field, value, action, message, "
            "min(file * 4294967296 + line) "
            "FROM faults GROUP BY action, tbl, field, message ORDER BY 1 DESC, action, message"
        )
        return [
            (count, Fault(self.where(file, line), table, field, value, Action(action), message))
            for count, file, line, table, field, value, action, message, _ in rows
        ]


@contextmanager
def staging() -> Iterator[Staging]:
    """A staging database that is gone afterwards, however the import ends."""
    with tempfile.TemporaryDirectory(prefix="import-hsds-") as folder:
        database = Staging(Path(folder) / "staging.sqlite3")
        try:
            yield database
        finally:
            database.database.close()
