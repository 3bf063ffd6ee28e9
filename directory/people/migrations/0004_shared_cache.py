"""The table of the cache that all processes share: settings.CACHES, "default"."""

from django.core.management import call_command
from django.db import migrations

TABLE = "people_shared_cache"


def make(apps, schema_editor):
    call_command(
        "createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0
    )


def remove(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("people", "0003_invitations")]

    operations = [migrations.RunPython(make, remove)]
