"""Assuring: that somebody has looked at what the public sees of a service, and it is right."""

from datetime import date
from typing import Any

from django.db import transaction

from directory.models import Service
from directory.publication.amend import amend
from directory.publication.live import Core
from directory.publication.models import Kind, Revision
from directory.review.versions import changing

NOTE = "Checked: all correct."


def assure(service: Service, *, on: date, by: Any, note: str = NOTE) -> Revision | None:
    """Say, here and to the public, that what is public of `service` was right on day `on`.

    Nothing but the date changes: an edit that waits in the working copy goes on waiting. Returns
    the revision; None if the service is not public, or says so already.
    """

    def change(core: Core) -> None:
        core["assured_date"] = max(on.isoformat(), core.get("assured_date", ""))

    with transaction.atomic(), changing(Kind.SERVICE, [service.pk], by=by, note=note):
        revision = amend(Kind.SERVICE, service.pk, change, by=by, note=note)
        Service.objects.filter(pk=service.pk).exclude(assured_date__gte=on).update(assured_date=on)
    return revision
