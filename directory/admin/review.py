"""What waits for review: the queue, and a page to decide on each."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from directory.admin.addresses import page_address
from directory.admin.comparing import Group, as_json, compared, live_core
from directory.admin.persons import Callers
from directory.admin.site import page
from directory.models import Organization
from directory.people.scope import is_moderator
from directory.publication.cores import SHAPES
from directory.publication.publish import blank_essentials
from directory.publication.readiness import NotReady
from directory.review.deciding import (
    Sight,
    approve,
    decided_with,
    look_at,
    record_of,
    send_back,
)
from directory.review.models import Submission
from directory.review.refusals import ChangedSince, Gone, Refused
from directory.review.snapshots import as_node

A_PAGE = 50
SEEN = "seen-"


@dataclass(frozen=True)
class Waiting:
    """A line of the queue."""

    submission: Submission
    what: str
    organization: str
    sender: str


@dataclass(frozen=True)
class Part:
    """One record of a review page: what would be published, and what that changes."""

    sight: Sight
    what: str
    is_new: bool
    groups: list[Group]
    missing: list[str]
    form: str
    preview: str
    field: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "field", f"{SEEN}{self.sight.submission.pk}")


def only_moderators(request: HttpRequest) -> None:
    if not is_moderator(request.user):
        raise PermissionDenied


def called(kind: str) -> str:
    """What a kind of record is called: organisation, service, location."""
    return str(SHAPES[kind].model._meta.verbose_name)


def lines_of(submissions: list[Submission], reader: Any) -> list[Waiting]:
    """`submissions` for a list; two queries more, however many there are."""
    ids = {one.organization_id for one in submissions if one.organization_id}
    names = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "name"))
    callers = Callers(reader, [one.by for one in submissions])
    return [
        Waiting(
            one,
            called(one.kind),
            names.get(one.organization_id, "") if one.organization_id else "",
            callers.name(one.by),
        )
        for one in submissions
    ]


@page("review/", name="review_queue")
def queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits, longest first."""
    only_moderators(request)
    waiting = Submission.objects.waiting().select_related("by")
    listed: Page = Paginator(waiting, A_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": "What waits for review",
        "page": listed,
        "lines": lines_of(list(listed.object_list), request.user),
    }
    return TemplateResponse(request, "directory_admin/review/queue.html", context)


@page("review/<int:number>/", name="review_decision")
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """One submission, with what it changes for the public, to approve or to send back."""
    only_moderators(request)
    submission = Submission.objects.filter(pk=number).first() if number < 2**63 else None
    if submission is None:
        raise Http404
    return (decide if request.method == "POST" else show)(request, submission)


def decide(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Do what the button says; the page again, with the reason, if that is not possible."""
    try:
        if request.POST.get("action") == "approve":
            approved = approve(submission, by=request.user, seen=_seen(request))
            names = ", ".join(f"“{one.name}”" for one in approved)
            done = f"{names} {'is' if len(approved) == 1 else 'are'} public now, as you saw it."
        elif request.POST.get("action") == "send_back":
            send_back(submission, by=request.user, reason=request.POST.get("reason", ""))
            done = f"“{submission.name}” was sent back, and its editors have been told why."
        else:
            return show(request, submission)
    except ChangedSince as changed:
        return show(request, submission, changed=changed)
    except (Refused, NotReady) as refused:
        messages.error(request, str(refused))
        return show(request, submission)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("admin:review_queue"))


def show(
    request: HttpRequest, submission: Submission, *, changed: ChangedSince | None = None
) -> HttpResponse:
    fresh = Submission.objects.select_related("by", "decided_by").get(pk=submission.pk)
    parts: list[Part] = []
    gone = ""
    if fresh.waits:
        try:
            parts = [_part(one, request.user) for one in decided_with(fresh)]
        except Gone as deleted:
            gone = str(deleted)
    callers = Callers(request.user, [fresh.by, fresh.decided_by])
    context = {
        **admin.site.each_context(request),
        "title": f"Review: {fresh.name}",
        "submission": fresh,
        "what": called(fresh.kind),
        "sender": callers.name(fresh.by),
        "decider": callers.name(fresh.decided_by),
        "parts": parts,
        "gone": gone,
        "changed": changed,
        "reason": request.POST.get("reason", ""),
        "changed_groups": _what_changed(changed, request.user) if changed else [],
    }
    status = 409 if changed else 200
    return TemplateResponse(request, "directory_admin/review/decision.html", context, status=status)


def _part(submission: Submission, reader: Any) -> Part:
    sight = look_at(submission)
    kind, id = submission.kind, submission.record_id
    live = live_core(kind, id)
    record = record_of(submission)
    organizations = (str(one.record_id) for one in decided_with(submission))
    return Part(
        sight,
        called(kind),
        live is None,
        compared(kind, live, as_json(sight.core), reader),
        blank_essentials(record, awaiting=[*organizations]) if record else [],
        page_address(kind, id, "change"),
        page_address(kind, id, "preview"),
    )


def _what_changed(changed: ChangedSince, reader: Any) -> list[Group]:
    before = as_node(changed.before.snapshot) if changed.before else None
    if changed.before is None:
        return []
    return compared(changed.submission.kind, before, as_node(changed.after.snapshot), reader)


def _seen(request: HttpRequest) -> dict[int, str]:
    """The token of each part, by the number of its submission."""
    return {
        int(number): str(token)
        for name, token in request.POST.items()
        if name.startswith(SEEN)
        and (number := name.removeprefix(SEEN)).isascii()
        and number.isdecimal()
        and len(number) < 19
    }
