"""By what answers are put in order and counted, beside their words.

All of it is made again from the public record (`manage.py rebuild_public_record --if-needed`), so
what was indexed goes.
"""

from uuid import UUID

import directory.publication.fields
from django.db import migrations, models

KINDS = (
    "taxonomy",
    "taxonomyterm",
    "organization",
    "location",
    "service",
    "serviceatlocation",
)
CARD = "key, id, sort_name, places, x, y, z, organization_id, traits, terms"
# PostgreSQL moves long values out of a row as soon as all of it is over 2 kB, and not before: blanks
# that it packs into thirty bytes bring every row there. A quarter of the pages are then read.
# But what is put in order stays in it.
POSTGRESQL = (
    "ALTER TABLE {table} ADD COLUMN padding text GENERATED ALWAYS AS (repeat(' ', 2100)) STORED",
    "ALTER TABLE {table} ALTER COLUMN sort_name SET STORAGE PLAIN",
)
POSTGRESQL_BACK = ("ALTER TABLE {table} DROP COLUMN padding",)
SQLITE = (f"CREATE INDEX {{table}}_card ON {{table}} ({CARD})",)
SQLITE_BACK = ("DROP INDEX {table}_card",)


def empty(apps, schema_editor):
    empty = "TRUNCATE" if schema_editor.connection.vendor == "postgresql" else "DELETE FROM"
    for kind in KINDS:
        schema_editor.execute(f"{empty} search_{kind}words")


def run(schema_editor, postgresql, sqlite):
    statements = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for kind in KINDS:
        for statement in statements:
            schema_editor.execute(statement.format(table=f"search_{kind}words"), params=None)


def add(apps, schema_editor):
    run(schema_editor, POSTGRESQL, SQLITE)


def remove(apps, schema_editor):
    run(schema_editor, POSTGRESQL_BACK, SQLITE_BACK)


def fields():
    """The columns of a card, in order; those that must be said have no default once they are there."""
    said = {"preserve_default": False}
    yield "id", models.UUIDField(default=UUID(int=0)), said
    yield (
        "sort_name",
        directory.publication.fields.SortKeyField(
            default="", help_text="The name, folded for sorting.", max_length=200
        ),
        said,
    )
    yield (
        "places",
        models.SmallIntegerField(default=0, help_text="At how many points it is."),
        {},
    )
    yield (
        "x",
        models.BigIntegerField(help_text="Of the point, if it is one: `Whereabouts`.", null=True),
        {},
    )
    yield "y", models.BigIntegerField(null=True), {}
    yield "z", models.BigIntegerField(null=True), {}
    yield (
        "organization_id",
        models.UUIDField(help_text="Whose it is, if it is offered.", null=True),
        {},
    )
    yield "traits", models.BigIntegerField(help_text="The number of a `Profile`.", null=True), {}
    yield "terms", models.BigIntegerField(help_text="The number of a `Profile`.", null=True), {}


class Migration(migrations.Migration):
    dependencies = [("search", "0008_plain_names")]

    operations = [
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "values",
                    models.TextField(help_text="JSON: a facet, a value and its label, of each."),
                ),
            ],
        ),
        migrations.RunPython(empty, migrations.RunPython.noop),
        *(
            migrations.AddField(f"{kind}words", name, field, **options)
            for kind in KINDS
            for name, field, options in fields()
        ),
        migrations.RunPython(add, remove),
    ]
