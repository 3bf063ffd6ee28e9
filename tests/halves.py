"""The two halves of a whole run, one for each database (bin/test)."""

import os

import pytest

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://"))

# For what no database has a say in: how pages look and answer in a browser, plain arithmetic, and
# commands that bring a database of their own.
ONCE = pytest.mark.skipif(ON_POSTGRES, reason="asks no database: the SQLite half does it")
