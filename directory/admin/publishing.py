"""The two actions every record that is published on its own has."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

from directory.publication.cores import kind_of
from directory.publication.publish import publish_many
from directory.publication.withdraw import withdraw_many

# How many refusals are told one by one before the rest are only counted.
TOLD = 10


def _editor(request: HttpRequest) -> AbstractBaseUser:
    """Whoever is signed in; the admin lets nobody else this far."""
    assert isinstance(request.user, AbstractBaseUser)
    return request.user


class PublishedAdmin(admin.ModelAdmin):
    """A record that is published on its own. Saving it changes the working copy alone."""

    actions = ("publish_selected", "withdraw_selected")

    @admin.action(
        description="Publish the selected %(verbose_name_plural)s", permissions=["change"]
    )
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        records = {record.pk: record for record in queryset}
        if not records:
            return
        kind = kind_of(next(iter(records.values())))
        outcome = publish_many(kind, records, by=_editor(request))
        for id, missing in list(outcome.not_ready.items())[:TOLD]:
            self.message_user(request, f"“{records[id]}”: {' '.join(missing)}", messages.WARNING)
        if len(outcome.not_ready) > TOLD:
            more = len(outcome.not_ready) - TOLD
            self.message_user(request, f"{more} more are not ready either.", messages.WARNING)
        done = ngettext("%d record is", "%d records are", outcome.published) % outcome.published
        self.message_user(request, f"{done} now public; {outcome.unchanged} already were.")

    @admin.action(
        description="Withdraw the selected %(verbose_name_plural)s", permissions=["change"]
    )
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        records = list(queryset)
        if not records:
            return
        count = withdraw_many(kind_of(records[0]), [r.pk for r in records], by=_editor(request))
        done = ngettext("%d record is", "%d records are", count) % count
        self.message_user(request, f"{done} no longer public. Nothing was deleted.")
