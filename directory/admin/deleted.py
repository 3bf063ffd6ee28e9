"""What was deleted, and bringing it back: for moderators."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from directory.admin.addresses import page_address
from directory.admin.comparing import compared
from directory.admin.persons import Callers
from directory.admin.review import called, only_moderators
from directory.admin.site import page
from directory.publication.cores import SHAPES
from directory.review.bringing_back import bring_version_back
from directory.review.models import Version
from directory.review.refusals import Refused
from directory.review.snapshots import as_node

A_PAGE = 50


@dataclass(frozen=True)
class Deletion:
    """That a record was deleted, and by whom."""

    version: Version
    what: str
    by: str


@page("review/deleted/", name="review_deleted")
def deleted(request: HttpRequest) -> HttpResponse:
    """Everything that was deleted and kept, latest first."""
    only_moderators(request)
    gone = Version.objects.filter(digest="").defer("snapshot").select_related("by")
    listed: Page = Paginator(gone, A_PAGE).get_page(request.GET.get("p"))
    callers = Callers(request.user, [one.by for one in listed.object_list])
    context = {
        **admin.site.each_context(request),
        "title": "What was deleted",
        "page": listed,
        "deletions": [
            Deletion(one, called(one.kind), callers.name(one.by)) for one in listed.object_list
        ],
    }
    return TemplateResponse(request, "directory_admin/review/deleted.html", context)


@page("review/deleted/<int:number>/", name="review_deletion")
def deletion(request: HttpRequest, number: int) -> HttpResponse:
    """One deleted record as it last was, and the button that brings it back as a draft."""
    only_moderators(request)
    gone = Version.objects.filter(pk=number, digest="").first() if number < 2**63 else None
    last = _last_version(gone) if gone else None
    if gone is None or last is None:
        raise Http404
    is_there = SHAPES[last.kind].model._default_manager.filter(pk=last.record_id).exists()
    if request.method == "POST" and not is_there:
        return _bring_back(request, last)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"Deleted: {gone.name}",
        "gone": gone,
        "what": called(gone.kind),
        "by": Callers(request.user, [gone.by]).name(gone.by),
        "whole": compared(last.kind, None, as_node(last.snapshot), request.user),
        "there": page_address(last.kind, last.record_id, "public") if is_there else "",
    }
    return TemplateResponse(request, "directory_admin/review/deletion.html", context)


def _last_version(gone: Version) -> Version | None:
    """The record as it was before it was deleted."""
    earlier = Version.objects.filter(kind=gone.kind, record_id=gone.record_id, pk__lt=gone.pk)
    return earlier.exclude(digest="").order_by("-pk").first()


def _bring_back(request: HttpRequest, last: Version) -> HttpResponse:
    try:
        bring_version_back(last, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:review_deleted"))
    messages.success(request, f"“{last.name}” is back, as a draft. The public does not see it yet.")
    return HttpResponseRedirect(page_address(last.kind, last.record_id, "public"))
