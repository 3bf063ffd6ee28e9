"""Whether the process lives, and whether it can serve. For load balancers and Docker."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from directory.publication.reading import version


def livez(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "alive"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 once the database answers and holds our tables; 503 until then."""
    try:
        at = version()
        refuse_waiting_migrations()
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    except MigrationsWait:
        return JsonResponse({"status": "migrations are waiting"}, status=503)
    return JsonResponse({"status": "ready", "revision": at.seq})


class MigrationsWait(Exception):
    """The code is ahead of the database's tables."""


@cache
def refuse_waiting_migrations() -> None:
    """Raises MigrationsWait. To look is slow; a process that once saw none need not look again."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MigrationsWait
