"""The history of a record: every version of it, what each changed, and one back if need be."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from directory.admin.addresses import page_address
from directory.admin.comparing import Group, as_json, compared, grouped
from directory.admin.persons import Callers
from directory.models import HSDSModel
from directory.publication.cores import kind_of
from directory.publication.models import Revision
from directory.review.bringing_back import bring_version_back
from directory.review.differences import differences
from directory.review.models import Version
from directory.review.naming import words_for
from directory.review.refusals import Refused
from directory.review.snapshots import as_node, snapshot_of

A_PAGE = 20
PUBLISHED = 30


@dataclass(frozen=True)
class Change:
    """One version: who made it, and what it changed."""

    version: Version
    by: str
    groups: list[Group]
    is_first: bool


class HistoryAdmin(admin.ModelAdmin):
    """A record whose versions can be looked at and brought back, by those who may see it."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_version"
        view = self.admin_site.admin_view(self.version_view)
        own = [path("<path:object_id>/history/<int:number>/", view, name=name)]
        return own + super().get_urls()

    def reached(self, request: HttpRequest, object_id: str) -> HSDSModel:
        """The record at an address, if it is within reach; else it does not exist."""
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_view_or_change_permission(request, record):
            raise Http404
        return record

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.reached(request, object_id)
        kind = kind_of(record)
        versions = Version.objects.filter(kind=kind, record_id=record.pk).select_related("by")
        page: Page = Paginator(versions, A_PAGE).get_page(request.GET.get("p"))
        shown = list(page.object_list)
        log = Revision.objects.filter(kind=kind, record_id=record.pk).defer("core")
        revisions = list(log.select_related("by").order_by("-seq")[:PUBLISHED])
        callers = Callers(request.user, [one.by for one in [*shown, *revisions]])
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {record}",
            "record": record,
            "original": record,
            "opts": self.opts,
            "object_id": str(record.pk),
            "page": page,
            "changes": _changes(kind, shown, request.user, callers),
            "revisions": [
                (one, callers.name(one.by), callers.may_read_notes_of(one.by)) for one in revisions
            ],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "directory_admin/review/history.html", context)

    def version_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """One version, what differs from now, and the button that brings it back."""
        record = self.reached(request, object_id)
        kind = kind_of(record)
        versions = Version.objects.filter(kind=kind, record_id=record.pk).select_related("by")
        version = versions.filter(pk=number).first() if number < 2**63 else None
        if version is None:
            raise Http404
        may_change = self.has_change_permission(request, record)
        if request.method == "POST":
            if not may_change:
                raise PermissionDenied
            return self._bring_back(request, record, version)
        then, now = as_node(version.snapshot), as_json(snapshot_of(kind, record.pk) or {})
        context = {
            **self.admin_site.each_context(request),
            "title": f"{record} as it was",
            "record": record,
            "original": record,
            "opts": self.opts,
            "object_id": str(record.pk),
            "version": version,
            "by": Callers(request.user, [version.by]).name(version.by),
            "whole": compared(kind, None, then, request.user),
            "groups": compared(kind, now, then, request.user),
            "can_change": may_change,
        }
        return TemplateResponse(request, "directory_admin/review/version.html", context)

    def _bring_back(
        self, request: HttpRequest, record: HSDSModel, version: Version
    ) -> HttpResponse:
        try:
            bring_version_back(version, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.path)
        messages.success(
            request,
            f"“{record}” is as it was then. The public sees no change until it is sent.",
        )
        return HttpResponseRedirect(page_address(kind_of(record), record.pk, "public"))


def _changes(kind: str, shown: list[Version], reader: Any, callers: Callers) -> list[Change]:
    """What each of `shown`, newest first, changed. A fixed number of queries."""
    if not shown:
        return []
    earlier = Version.objects.filter(
        kind=kind, record_id=shown[0].record_id, pk__lt=shown[-1].pk
    ).first()
    nodes = [as_node(one.snapshot) for one in shown]
    nodes.append(as_node(earlier.snapshot) if earlier else None)
    words = words_for(reader, nodes)
    return [
        Change(
            version,
            callers.name(version.by),
            grouped(differences(kind, nodes[at + 1], nodes[at], words)) if later else [],
            not later,
        )
        for at, version in enumerate(shown)
        for later in [earlier is not None or at + 1 < len(shown)]
    ]
