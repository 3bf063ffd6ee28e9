"""The two actions every record that is published on its own has, and what deleting it means."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

from directory.admin.scoping import ScopedAdmin
from directory.publication.cores import kind_of
from directory.publication.models import Kind, PublicService
from directory.publication.publish import publish_many
from directory.publication.withdraw import withdraw_many

# How many refusals are told one by one before the rest are only counted.
TOLD = 10


def _editor(request: HttpRequest) -> AbstractBaseUser:
    """Whoever is signed in; the admin lets nobody else this far."""
    assert isinstance(request.user, AbstractBaseUser)
    return request.user


def counted(one: str, many: str, count: int) -> str:
    """`one` or `many`, whichever `count` asks for, with the count in it."""
    return ngettext(one, many, count) % count


class PublishedAdmin(ScopedAdmin):
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
            more = counted("%d more is", "%d more are", len(outcome.not_ready) - TOLD)
            self.message_user(request, f"{more} not ready either.", messages.WARNING)
        if outcome.published:
            done = counted("%d record is", "%d records are", outcome.published)
            self.message_user(request, f"{done} now public as shown here.")
        if outcome.unchanged:
            same = counted("%d record was", "%d records were", outcome.unchanged)
            self.message_user(request, f"{same} public already, and nothing has changed since.")

    @admin.action(
        description="Withdraw the selected %(verbose_name_plural)s", permissions=["change"]
    )
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        records = list(queryset)
        if not records:
            return
        services = _services_of(records)
        count = withdraw_many(kind_of(records[0]), [r.pk for r in records], by=_editor(request))
        done = counted("%d record is", "%d records are", count)
        self.message_user(request, f"{done} no longer public. Nothing was deleted.")
        if services:
            went = counted("Its %d service", "Their %d services", services)
            self.message_user(
                request, f"{went} went along: publish them again when it is.", messages.WARNING
            )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.delete_queryset(request, type(obj).objects.filter(pk=obj.pk))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Withdraw, then delete: what is not in the working copy could not be withdrawn later."""
        if records := list(queryset):
            ids = [record.pk for record in records]
            withdraw_many(kind_of(records[0]), ids, by=_editor(request), note="Deleted.")
        super().delete_queryset(request, queryset)


def _services_of(records: list[Any]) -> int:
    """How many public services the organisations among `records` have."""
    if kind_of(records[0]) != Kind.ORGANIZATION:
        return 0
    return PublicService.objects.of_organizations(*(record.pk for record in records)).count()
