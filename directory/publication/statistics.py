"""Tells the database anew what its tables hold, after much has changed at once.

Both databases choose how to answer by such figures. PostgreSQL gathers them by itself, a minute or
more later, and till then takes tables for all but empty: facets of 240 services then took minutes.
SQLite never does, and guesses: a search near a place then reads all that is near to test one record
(some twenty times slower at 20,000 services).
"""

from django.apps import apps
from django.db import connection

# From so many records in one act on it is worth the tenth of a second.
MANY = 200
ENOUGH_ROWS = 400


def gather(*apps_of: str) -> None:
    """Gather figures on the tables of these apps, by default the public record and its indexes.

    SQLite looks at all tables; a sample of each takes it no longer.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A sample will do: https://sqlite.org/lang_analyze.html, "Approximate ANALYZE".
            cursor.execute(f"PRAGMA analysis_limit = {ENOUGH_ROWS}")
            cursor.execute("ANALYZE")
            return
        tables = [
            f'"{model._meta.db_table}"'
            for label in apps_of or ("publication", "search")
            for model in apps.get_app_config(label).get_models()
        ]
        cursor.execute(f"ANALYZE {', '.join(tables)}")
