"""What finds tokens fast: a full-text index of its own kind on each database.

Tokens are plain words of ASCII (directory/search/words/analysis.py), in which neither tokenizer sees
anything else. PostgreSQL keeps its column right by itself. SQLite is told of changes by
directory/search/words/index.py, a page at a time: FTS5 writes what it has gathered at every savepoint,
and so at every row that a trigger hands it, which took 20 times as long.
"""

from django.db import migrations

TABLES = (
    "search_taxonomywords",
    "search_taxonomytermwords",
    "search_organizationwords",
    "search_locationwords",
    "search_servicewords",
    "search_serviceatlocationwords",
)

# No copy of the texts and no lengths: the words' own table has the one, and nobody asks the other.
SQLITE = (
    """
    CREATE VIRTUAL TABLE {table}_fts
    USING fts5(name, also, body, content='', columnsize=0, tokenize='ascii')
    """,
)
SQLITE_BACK = ("DROP TABLE {table}_fts",)

# `qx` stands between texts, so that no phrase crosses them. `qn` before a token says that it stands
# in the name, `qo` in what else it is called: a weight ('token:A') would do as well, but GIN does
# not hold weights, and PostgreSQL would read every matching row to see.
POSTGRESQL = (
    """
    ALTER TABLE {table} ADD COLUMN tokens tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector(
        'pg_catalog.simple'::regconfig,
        name || ' qx ' || also || ' qx ' || body
        || ' qx qn' || replace(name, ' ', ' qn') || ' qx qo' || replace(also, ' ', ' qo')
    )) STORED
    """,
    # Out of line and as they are: counting must not read past texts, nor unpack tokens.
    "ALTER TABLE {table} SET (toast_tuple_target = 128)",
    "ALTER TABLE {table} ALTER COLUMN tokens SET STORAGE EXTERNAL",
    "ALTER TABLE {table} ALTER COLUMN body SET STORAGE EXTERNAL",
    "CREATE INDEX {table}_tokens ON {table} USING gin (tokens)",
)
POSTGRESQL_BACK = ("ALTER TABLE {table} DROP COLUMN tokens",)


def run(schema_editor, sqlite, postgresql):
    statements = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for table in TABLES:
        for statement in statements:
            schema_editor.execute(statement.format(table=table), params=None)


def add(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def remove(apps, schema_editor):
    run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words")]

    operations = [migrations.RunPython(add, remove)]
