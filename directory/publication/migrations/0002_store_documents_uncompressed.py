"""On PostgreSQL, keep documents out of line and uncompressed.

Decompressing is most of the cost of fetching a document (docs/performance.md).
"""

from django.db import migrations

COLUMNS = ["listed", "full", "listed_deflated", "full_deflated"]


def store(kind: str):
    def set_storage(apps, schema_editor) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for column in COLUMNS:
            schema_editor.execute(
                f'ALTER TABLE publication_publicrecord ALTER COLUMN "{column}" SET STORAGE {kind}'
            )

    return set_storage


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_log_and_public_record")]
    operations = [migrations.RunPython(store("EXTERNAL"), store("EXTENDED"))]
