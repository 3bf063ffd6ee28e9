"""Marks beside the words, and words counted for each kind of record.

All of it is made again from the public record (`manage.py rebuild_public_record --if-needed`), so
what was indexed goes: full text that does not know of marks could not be kept right.
"""

import directory.publication.fields
from django.db import migrations, models

TABLES = (
    "search_taxonomywords",
    "search_taxonomytermwords",
    "search_organizationwords",
    "search_locationwords",
    "search_servicewords",
    "search_serviceatlocationwords",
)
MODELS = (
    "taxonomywords",
    "taxonomytermwords",
    "organizationwords",
    "locationwords",
    "servicewords",
    "serviceatlocationwords",
)

EMPTY = "DELETE FROM {table}"
# As 0003 made them, with one column more.
SQLITE = (
    EMPTY,
    "DROP TABLE {table}_fts",
    """
    CREATE VIRTUAL TABLE {table}_fts
    USING fts5(name, also, body, marks, content='', columnsize=0, tokenize='ascii')
    """,
)
SQLITE_BACK = (
    EMPTY,
    "DROP TABLE {table}_fts",
    """
    CREATE VIRTUAL TABLE {table}_fts
    USING fts5(name, also, body, content='', columnsize=0, tokenize='ascii')
    """,
)
WORDS = """to_tsvector(
    'pg_catalog.simple'::regconfig,
    name || ' qx ' || also || ' qx ' || body
    || ' qx qn' || replace(name, ' ', ' qn') || ' qx qo' || replace(also, ' ', ' qo')
)"""
# No phrase is asked of marks, so they need no places in the text.
MARKS = "array_to_tsvector(string_to_array(marks, ' '))"
TOKENS = (
    EMPTY,
    "ALTER TABLE {table} DROP COLUMN tokens",
    "ALTER TABLE {table} ADD COLUMN tokens tsvector NOT NULL GENERATED ALWAYS AS ({tokens}) STORED",
    "ALTER TABLE {table} ALTER COLUMN tokens SET STORAGE EXTERNAL",
    "CREATE INDEX {table}_tokens ON {table} USING gin (tokens)",
)


def run(schema_editor, sqlite, tokens):
    statements = TOKENS if schema_editor.connection.vendor == "postgresql" else sqlite
    for table in TABLES:
        for statement in statements:
            schema_editor.execute(statement.format(table=table, tokens=tokens), params=None)


def add(apps, schema_editor):
    run(schema_editor, SQLITE, f"{WORDS} || {MARKS}")


def remove(apps, schema_editor):
    run(schema_editor, SQLITE_BACK, WORDS)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_nearby")]

    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name="marks",
                field=models.TextField(
                    default="",
                    help_text="What it is filed under and where it is: see "
                    "directory/search/words/marks.py.",
                ),
                preserve_default=False,
            )
            for model in MODELS
        ),
        migrations.RunPython(add, remove),
        migrations.DeleteModel("Token"),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "token",
                        "kind",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("token", directory.publication.fields.SortKeyField(max_length=400)),
                (
                    "kind",
                    models.SmallIntegerField(help_text="Its number in `NUMBERS`."),
                ),
                ("documents", models.IntegerField()),
            ],
        ),
    ]
