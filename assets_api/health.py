"""Whether the process lives, and whether it can serve. For load balancers and Docker."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from directory.publication.form import is_outdated
from directory.publication.reading import version

OUTDATED = (
    "the public record was made by an older version: "
    "run manage.py rebuild_public_record --if-needed"
)


def livez(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "alive"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 once the database answers, holds our tables and what this version fills them with.

    503 until then, and why.
    """
    try:
        at = version()
        refuse_waiting_migrations()
        refuse_outdated_record()
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    except MigrationsWait:
        return JsonResponse({"status": "migrations are waiting"}, status=503)
    except RecordOutdated:
        return JsonResponse({"status": OUTDATED}, status=503)
    return JsonResponse({"status": "ready", "revision": at.seq})


class MigrationsWait(Exception):
    """The code is ahead of the database's tables."""


@cache
def refuse_waiting_migrations() -> None:
    """Raises MigrationsWait. To look is slow; a process that once saw none need not look again."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MigrationsWait


class RecordOutdated(Exception):
    """The code is ahead of the public record: filters on what is new would find nothing."""


@cache
def refuse_outdated_record() -> None:
    """Raises RecordOutdated. It never grows old while a process runs, so one look will do."""
    if is_outdated():
        raise RecordOutdated
