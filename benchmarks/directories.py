"""The directories that are measured: scaled demo data, published, in a database of its own."""

import math
import os
import subprocess
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from benchmarks.servers import ROOT, environment

FOLDER = ROOT / "var" / "benchmarks"
SERVICES_IN_DEMO = 240


@dataclass(frozen=True)
class Storage:
    """One of the two databases. `server` is the URL of PostgreSQL's; None is SQLite."""

    server: str | None = None

    @property
    def name(self) -> str:
        return "PostgreSQL" if self.server else "SQLite"

    def url(self, database: str) -> str:
        """The DATABASE_URL of `database`."""
        if self.server:
            return urlunsplit(urlsplit(self.server)._replace(path=f"/{database}"))
        return f"sqlite:///{FOLDER / database}.sqlite3"

    def create(self, database: str) -> None:
        """Make `database`, empty; an older one of that name goes."""
        if self.server:
            self._execute(f'DROP DATABASE IF EXISTS "{database}"')
            self._execute(f'CREATE DATABASE "{database}"')
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        for file in FOLDER.glob(f"{database}.sqlite3*"):
            file.unlink()

    def exists(self, database: str) -> bool:
        if self.server:
            return bool(self._execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]))
        return (FOLDER / f"{database}.sqlite3").exists()

    def rename(self, database: str, new_name: str) -> None:
        if self.server:
            self._execute(f'DROP DATABASE IF EXISTS "{new_name}"')
            self._execute(f'ALTER DATABASE "{database}" RENAME TO "{new_name}"')
            return
        for file in FOLDER.glob(f"{database}.sqlite3*"):
            os.replace(file, FOLDER / file.name.replace(database, new_name, 1))

    def _execute(self, statement: str, parameters: list[str] | None = None) -> list[tuple]:
        import psycopg2

        connection = psycopg2.connect(self.server)
        connection.autocommit = True
        try:
            cursor = connection.cursor()
            cursor.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


def directory(storage: Storage, services: int, *, reuse: bool = False) -> str:
    """The DATABASE_URL of a published demo directory of at least `services` services.

    It is made anew, unless `reuse` and an earlier run has left one.
    """
    database = f"benchmark_{services}"
    if not (reuse and storage.exists(database)):
        unfinished = f"{database}_unfinished"
        storage.create(unfinished)
        manage(storage.url(unfinished), "migrate", "--verbosity=0")
        scale = math.ceil(services / SERVICES_IN_DEMO)
        manage(storage.url(unfinished), "load_demo", f"--scale={scale}")
        storage.rename(unfinished, database)
    return storage.url(database)


def manage(url: str, *arguments: str, may_end_with: tuple[int, ...] = (0,)) -> None:
    """Run a command of manage.py on the database at `url`. Raises CalledProcessError."""
    command = [sys.executable, "manage.py", *arguments]
    # What it says goes beside the table, not into it.
    done = subprocess.run(command, cwd=ROOT, env=environment(url), stdout=sys.stderr)
    if done.returncode not in may_end_with:
        raise subprocess.CalledProcessError(done.returncode, command)
