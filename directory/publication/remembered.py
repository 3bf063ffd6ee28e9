"""What one process remembers of the public record: counts, anchors, names of places.

In its own memory (CACHES, "counts"); Django's default cache is shared between processes, and every
look into it is a query.
"""

from django.core.cache import caches
from django.utils.connection import ConnectionProxy

cache = ConnectionProxy(caches, "counts")
