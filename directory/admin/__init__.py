"""How records are edited: the working copy in Django's own admin.

Nothing here decides what the public sees. Publishing and withdrawing are actions that call
directory/publication and say, record by record, what came of it. Nor is it decided here whose
records somebody may see and change: directory/people/scope.py does, and scoping.py obeys.
"""
