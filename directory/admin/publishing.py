"""What every record that is published on its own has in the admin."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

from directory.admin.conflicts import ConflictAdmin
from directory.admin.keeping import KeptAdmin
from directory.admin.persons import signed_in
from directory.admin.scoping import ScopedAdmin
from directory.admin.standing import ReviewedAdmin
from directory.people.scope import is_moderator
from directory.publication.cores import kind_of
from directory.publication.models import Kind, PublicService
from directory.review.closing import close
from directory.review.submitting import submit_many

# How many refusals are told one by one before the rest are only counted.
TOLD = 10


def counted(one: str, many: str, count: int) -> str:
    """`one` or `many`, whichever `count` asks for, with the count in it."""
    return ngettext(one, many, count) % count


class PublishedAdmin(KeptAdmin, ConflictAdmin, ReviewedAdmin, ScopedAdmin):
    """A record that is published on its own. Saving it changes the working copy alone.

    What becomes public of it, and whether somebody has to look first, is for directory/review.
    """

    actions = ("publish_selected", "withdraw_selected")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The action that sends is called by what it comes to."""
        actions = super().get_actions(request)
        named = actions.get("publish_selected")
        if named is not None and not is_moderator(request.user):
            sending = "Send the selected %(verbose_name_plural)s for review"
            actions["publish_selected"] = (named[0], named[1], sending)
        return actions

    @admin.action(
        description="Publish the selected %(verbose_name_plural)s", permissions=["change"]
    )
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        records = {record.pk: record for record in queryset}
        outcome = submit_many(records.values(), by=signed_in(request))
        for id, missing in list(outcome.not_ready.items())[:TOLD]:
            self.message_user(request, f"“{records[id]}”: {' '.join(missing)}", messages.WARNING)
        if len(outcome.not_ready) > TOLD:
            more = counted("%d more is", "%d more are", len(outcome.not_ready) - TOLD)
            self.message_user(request, f"{more} not ready either.", messages.WARNING)
        if outcome.published:
            done = counted("%d record is", "%d records are", outcome.published)
            self.message_user(request, f"{done} now public as shown here.")
        if outcome.sent:
            done = counted("%d record was", "%d records were", outcome.sent)
            self.message_user(request, f"{done} sent for review.")
        if outcome.unchanged:
            same = counted("%d record was", "%d records were", outcome.unchanged)
            self.message_user(request, f"{same} public already, and nothing has changed since.")

    @admin.action(
        description="Withdraw the selected %(verbose_name_plural)s", permissions=["change"]
    )
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        records = list(queryset)
        services = _services_of(records)
        count = sum(close(record, by=signed_in(request)) is not None for record in records)
        done = counted("%d record is", "%d records are", count)
        self.message_user(request, f"{done} no longer public. Nothing was deleted.")
        if services:
            went = counted("Its %d service", "Their %d services", services)
            self.message_user(
                request, f"{went} went along: publish them again when it is.", messages.WARNING
            )


def _services_of(records: list[Any]) -> int:
    """How many public services the organisations among `records` have."""
    if not records or kind_of(records[0]) != Kind.ORGANIZATION:
        return 0
    return PublicService.objects.of_organizations(*(record.pk for record in records)).count()
