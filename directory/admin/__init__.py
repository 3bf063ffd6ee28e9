"""How records are edited: the working copy in Django's own admin.

Nothing here decides what the public sees. Publishing and withdrawing are actions that call
directory/publication and say, record by record, what came of it.
"""

from directory.admin import records, thesaurus  # noqa: F401 (register themselves)
