"""The backups of docs/operations.md bring everything back."""

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from tests.deployment.compose import REPOSITORY
from tests.halves import ON_POSTGRES
from tests.postgres import NoServer, find_binaries

SERVER = os.environ.get("DATABASE_URL", "")

DUMP = ["--format=custom"]
RESTORE = ["--clean", "--if-exists", "--exit-on-error", "--single-transaction"]


def fill(url: str) -> None:
    """Migrate the database at `url` and load the demo directory into it."""
    for command in (["migrate", "--verbosity=0"], ["load_demo"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=REPOSITORY,
            env=os.environ | {"DATABASE_URL": url},
            stdout=subprocess.DEVNULL,
            check=True,
        )


# --- PostgreSQL ----------------------------------------------------------------------------------


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """The folder of a pg_dump that can read this server."""
    try:
        folder = find_binaries(tmp_path)
    except NoServer as reason:
        pytest.skip(f"no pg_dump: {reason}")
    printed = subprocess.check_output([folder / "pg_dump", "--version"], text=True)
    with closing(psycopg2.connect(SERVER)) as connection:
        if int(printed.split()[2].split(".")[0]) < connection.server_version // 10_000:
            pytest.skip("pg_dump here is older than the server")
    return folder


@pytest.fixture
def database() -> Iterator[str]:
    """The URL of a database of its own, with the demo directory."""
    name = f"backup_{secrets.token_hex(4)}"
    run_sql(SERVER, f'CREATE DATABASE "{name}"')
    url = urlsplit(SERVER)._replace(path=f"/{name}").geturl()
    try:
        fill(url)
        yield url
    finally:
        run_sql(SERVER, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.skipif(not ON_POSTGRES, reason="this is the SQLite half")
def test_a_postgresql_dump_restores_every_row(database, tools, tmp_path):
    before = tables_of(database)
    assert before["directory_organization"][0] > 0
    dump = tmp_path / "directory.dump"
    subprocess.run([tools / "pg_dump", f"--dbname={database}", *DUMP, f"--file={dump}"], check=True)
    run_sql(database, "TRUNCATE directory_organization, publication_revision CASCADE")
    assert tables_of(database) != before

    subprocess.run([tools / "pg_restore", f"--dbname={database}", *RESTORE, dump], check=True)

    assert tables_of(database) == before


def tables_of(url: str) -> dict[str, tuple[int, str]]:
    """Every table's number of rows and a digest of all of them."""
    digests = {}
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(
                "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text)))"
                f' FROM "{table}" t'
            )
            digests[table] = cursor.fetchone()
    return digests


def run_sql(url: str, statement: str) -> None:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        connection.cursor().execute(statement)


# --- SQLite --------------------------------------------------------------------------------------


@pytest.mark.skipif(ON_POSTGRES, reason="this is the PostgreSQL half")
@pytest.mark.skipif(not shutil.which("sqlite3"), reason="the program `sqlite3` is not installed")
@pytest.mark.xdist_group("local copy")
def test_a_sqlite_backup_has_every_row_of_a_database_in_use(local_copy, tmp_path):
    live, backup = local_copy.database, tmp_path / "backup.sqlite3"

    with closing(sqlite3.connect(live)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        somebody.execute("DELETE FROM directory_service")
        subprocess.run(["sqlite3", live, f".backup {backup}"], check=True)
        somebody.rollback()

    assert script_of(backup) == script_of(live)


def script_of(file: Path) -> list[str]:
    """The SQL that would make the database anew."""
    with closing(sqlite3.connect(file)) as connection:
        # Full-text tables hold no rows of their own; those that do, beside them, are compared.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
        script = list(connection.iterdump())
        connection.rollback()
    assert any('INSERT INTO "directory_service"' in line for line in script)
    return script


# --- The page ------------------------------------------------------------------------------------


def test_the_page_gives_the_commands_tested_here():
    page = (REPOSITORY / "docs/operations.md").read_text()

    assert all(option in page for option in DUMP + RESTORE)
    assert 'sqlite3 var/directory.sqlite3 ".backup' in page
