"""Where a record stands, and what can be done about it: send, close, open again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format

from directory.admin.addresses import page_address
from directory.admin.comparing import (
    Group,
    compared,
    cores_of,
    grouped,
    live_core,
    working_core,
)
from directory.admin.history import HistoryAdmin
from directory.admin.persons import Callers, signed_in
from directory.admin.previewing import draft_document, live_document
from directory.admin.review import called
from directory.models import HSDSModel, Location, Organization, Service
from directory.people.scope import is_moderator
from directory.publication.amend import hide_public_address
from directory.publication.cores import kind_of
from directory.publication.publish import blank_essentials
from directory.publication.readiness import NotReady
from directory.publication.withdraw import withdraw_many
from directory.review.closing import bring_back, close, close_until, no_longer_waits, reopen
from directory.review.differences import differences
from directory.review.models import State, TrustedOrganization
from directory.review.naming import words_for
from directory.review.owners import is_trusted
from directory.review.public_page import beside, public_page
from directory.review.refusals import Refused
from directory.review.standing import at_a_glance, standing_of
from directory.review.submitting import stands_on, submit
from directory.review.trust import distrust, trust
from directory.upkeep.assuring import assure

# A reason or a note is a few sentences.
LONGEST_NOTE = 2000


class NoteForm(forms.Form):
    """What may be said with a record that is sent, or of why it closes."""

    note = forms.CharField(required=False, max_length=LONGEST_NOTE, strip=True)
    until = forms.DateField(required=False, error_messages={"invalid": "Please give a date."})


@dataclass(frozen=True)
class Along:
    """A record that is sent along with another, and what that changes for the public."""

    name: str
    what: str
    groups: list[Group]


class StandingList(ChangeList):
    """A list that knows where each record on the page stands, for a few queries more."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        if rows:
            standings = at_a_glance(kind_of(rows[0]), [row.pk for row in rows])
            for row in rows:
                row.stands = standings[row.pk].in_words
        self.result_list = rows


class ReviewedAdmin(HistoryAdmin):
    """A record that goes through review, with pages for what the public sees and will see."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return StandingList

    @admin.display(description="where it stands")
    def where_it_stands(self, record: Any) -> str:
        return record.stands

    def get_urls(self) -> list[URLPattern]:
        pages: dict[str, Callable[..., Any]] = {
            "preview": self.preview_view,
            "public": self.public_view,
        }
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(
                f"<path:object_id>/{page}/",
                self.admin_site.admin_view(view),
                name=f"{name}_{page}",
            )
            for page, view in pages.items()
        ]
        return own + super().get_urls()

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's page, which leads to withdrawing instead if there is anything to withdraw."""
        record = self.get_object(request, unquote(object_id))
        shown = record is not None and live_core(kind_of(record), record.pk) is not None
        return super().delete_view(
            request, object_id, {"is_public": shown, **(extra_context or {})}
        )

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What the public will see, beside what it sees."""
        record = self.reached(request, object_id)
        kind = kind_of(record)
        along: dict[str, list[Any]] = {}
        for other in stands_on(record, request.user):
            along.setdefault(kind_of(other), []).append(other.pk)
        draft, live = draft_document(kind, record.pk, along), live_document(kind, record.pk)
        words = words_for(request.user, [draft, live])
        now = public_page(kind, live, words) if live else None
        assert draft is not None
        context = {
            **self.page_context(request, record, "Preview"),
            "now": now,
            "new": beside(now, public_page(kind, draft, words)),
            "missing": self.missing(request, record),
            "waits": standing_of(record).waiting is not None,
            # What is confirmed is what the public sees.
            "may_assure": isinstance(record, Service) and live is not None,
        }
        return TemplateResponse(request, "directory_admin/review/preview.html", context)

    def public_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Where the record stands, and the buttons."""
        record = self.reached(request, object_id)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST":
            self._act(request, record)
            return HttpResponseRedirect(request.path)
        kind = kind_of(record)
        standing = standing_of(record)
        waiting = standing.waiting
        decided = standing.sent_back
        callers = Callers(
            request.user,
            [waiting.by if waiting else None, decided.decided_by if decided else None],
        )
        context = {
            **self.page_context(request, record, "Where it stands"),
            "standing": standing,
            "groups": compared(
                kind, live_core(kind, record.pk), working_core(kind, record.pk), request.user
            )
            if standing.is_changed
            else [],
            "along": self.taken_along(request, record),
            "missing": self.missing(request, record) if standing.is_changed else [],
            "sender": callers.name(waiting.by) if waiting else "",
            "decider": callers.name(decided.decided_by) if decided else "",
            "publishes": self.publishes(request, record),
            "is_service": isinstance(record, Service),
            "is_organization": isinstance(record, Organization),
            "is_moderator": is_moderator(request.user),
            "is_trusted": isinstance(record, Organization)
            and TrustedOrganization.objects.filter(organization=record).exists(),
        }
        return TemplateResponse(request, "directory_admin/review/public.html", context)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """An address that became secret is hidden as soon as it is saved: it waits for nobody."""
        super().save_related(request, form, formsets, change)
        record = form.instance
        secret = isinstance(record, Location) and record.hide_address
        if secret and hide_public_address(record.pk, by=signed_in(request)):
            messages.success(request, "The public does not see the exact address any more.")

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Withdraw, then delete: what is not in the working copy could not be withdrawn later."""
        if records := list(queryset):
            kind, ids = kind_of(records[0]), [record.pk for record in records]
            no_longer_waits(kind, ids, by=signed_in(request))
            withdraw_many(kind, ids, by=signed_in(request), note="Deleted.")
        super().delete_queryset(request, queryset)

    def publishes(self, request: HttpRequest, obj: Any) -> bool:
        """Whether what is sent is public at once, so that the button says so."""
        return is_moderator(request.user) or (obj is not None and is_trusted(obj))

    def send(self, request: HttpRequest, obj: Any, here: str) -> HttpResponse:
        """Saved and to be sent: do so, and show where it stands then."""
        self.submit_record(request, obj)
        return HttpResponseRedirect(page_address(kind_of(obj), obj.pk, "public"))

    def preview(self, request: HttpRequest, obj: Any, here: str) -> HttpResponse:
        """Saved and to be looked at: show it as the public will see it."""
        return HttpResponseRedirect(page_address(kind_of(obj), obj.pk, "preview"))

    def submit_record(self, request: HttpRequest, record: HSDSModel, note: str = "") -> None:
        """Submit `record`, and say what came of it."""
        try:
            submission = submit(record, by=request.user, note=note)
        except NotReady as refused:
            messages.warning(request, f"It is saved, but not sent yet. {refused}")
            return
        if submission is None:
            messages.info(request, "Nothing differs from what the public sees already.")
        elif submission.state == State.APPROVED:
            messages.success(request, f"“{record}” is public now, as you see it here.")
        else:
            messages.success(
                request,
                f"“{record}” was sent. A moderator will look at it; until then the public sees "
                "what it saw before.",
            )

    def missing(self, request: HttpRequest, record: HSDSModel) -> list[str]:
        """What `record` lacks, given that what it takes along is public before it."""
        along = [str(other.pk) for other in stands_on(record, request.user)]
        return blank_essentials(record, awaiting=along)

    def taken_along(self, request: HttpRequest, record: HSDSModel) -> list[Along]:
        """What goes to the public with `record` when it is sent. A fixed number of queries."""
        others = stands_on(record, request.user)
        pairs = []
        for kind in dict.fromkeys(map(kind_of, others)):
            those = [other for other in others if kind_of(other) == kind]
            live, working = cores_of(kind, [other.pk for other in those])
            pairs += [(other, kind, live[other.pk], working[other.pk]) for other in those]
        differing = [pair for pair in pairs if pair[2] != pair[3]]
        words = words_for(request.user, [core for pair in differing for core in pair[2:]])
        return [
            Along(str(other), called(kind), grouped(differences(kind, live, working, words)))
            for other, kind, live, working in differing
        ]

    def page_context(self, request: HttpRequest, record: HSDSModel, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": f"{title}: {record}",
            "record": record,
            "original": record,
            "opts": self.opts,
            "object_id": str(record.pk),
            "can_change": self.has_change_permission(request, record),
        }

    def _act(self, request: HttpRequest, record: HSDSModel) -> None:
        """Do what the button says, and say what came of it."""
        form = NoteForm(request.POST)
        if not form.is_valid():
            messages.error(request, "That could not be understood. Nothing was changed.")
            return
        note, until = form.cleaned_data["note"], form.cleaned_data["until"]
        action = request.POST.get("action")
        try:
            if action == "send":
                self.submit_record(request, record, note)
            elif action == "close":
                gone = close(record, by=request.user, reason=note)
                said = "is not public any more" if gone else "was not public"
                messages.success(request, f"“{record}” {said}. Nothing was deleted.")
            elif action == "close_until" and isinstance(record, Service):
                close_until(record, until, by=request.user, reason=note)
                when = f"until {date_format(until, 'j F Y')}" if until else "until further notice"
                messages.success(request, f"“{record}” is shown as temporarily closed {when}.")
            elif action == "reopen" and isinstance(record, Service):
                reopen(record, by=request.user)
                messages.success(request, f"“{record}” is shown as running again.")
            elif action == "bring_back":
                back = bring_back(record, by=request.user)
                said = "is public again, as it was" if back else "is public already"
                messages.success(request, f"“{record}” {said}.")
            elif action == "assure" and isinstance(record, Service):
                assure(record, on=timezone.localdate(), by=request.user)
                messages.success(request, f"Thank you. “{record}” is marked as checked today.")
            elif action in ("trust", "distrust") and isinstance(record, Organization):
                self._trust(request, record, action == "trust")
            else:
                messages.error(request, "That could not be understood. Nothing was changed.")
        except (Refused, NotReady) as refused:
            messages.error(request, str(refused))

    def _trust(self, request: HttpRequest, organization: Organization, yes: bool) -> None:
        (trust if yes else distrust)(organization, by=request.user)
        said = (
            "publishes without review from now on"
            if yes
            else "is reviewed again, like everybody else"
        )
        messages.success(request, f"“{organization}” {said}.")
