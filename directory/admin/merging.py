"""Records that may be entered twice: looked at side by side, set apart for good, or merged."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from directory.admin.addresses import page_address
from directory.admin.review import called, only_moderators
from directory.admin.site import page
from directory.duplicates.knowing import KINDS, facts_of
from directory.duplicates.merging.merge import CannotMerge, Outcome, merge, preview
from directory.duplicates.models import Pair
from directory.duplicates.pairs import dismiss, look_again
from directory.duplicates.scoring import Likeness, similar_to
from directory.publication.replace import REPLACEABLE

A_PAGE = 25
LIKELY, VERY_LIKELY = 65, 80
LONGEST_NOTE = 1_000


@dataclass(frozen=True)
class Side:
    """One record of a pair: its name, what else tells it, and where it is edited."""

    id: UUID
    name: str
    about: str
    address: str


@dataclass(frozen=True)
class Line:
    """A pair on the list."""

    pair: Pair
    what: str
    likely: str
    sides: list[Side]
    merge: str


@page("duplicates/", name="duplicates")
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs that wait for a look, likeliest first; or those that were set apart."""
    only_moderators(request)
    apart = "apart" in request.GET
    if request.method == "POST":
        return _decide(request)
    pairs = Pair.objects.dismissed() if apart else Pair.objects.waiting()
    listed: Page = Paginator(pairs, A_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": "Set apart for good" if apart else "Perhaps entered twice",
        "apart": apart,
        "page": listed,
        "lines": lines_of(list(listed.object_list)),
        "kinds": [(kind, called(kind)) for kind in REPLACEABLE],
    }
    return TemplateResponse(request, "directory_admin/merging/duplicates.html", context)


def _decide(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("pair", "")
    pairs = Pair.objects.filter(pk=int(number)) if number.isdecimal() and len(number) < 16 else None
    if not pairs:
        raise Http404
    if request.POST.get("action") == "look_again":
        look_again(pairs)
        messages.success(request, "They wait for a look once more.")
        return HttpResponseRedirect(f"{reverse('admin:duplicates')}?apart")
    dismiss(pairs, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "They are set apart for good, and will not be shown again.")
    return HttpResponseRedirect(reverse("admin:duplicates"))


def lines_of(pairs: list[Pair]) -> list[Line]:
    """`pairs` for a list; a fixed number of queries, however many there are."""
    sides: dict[UUID, Side] = {}
    for kind in KINDS:
        ids = {id for one in pairs if one.kind == kind for id in (one.first_id, one.second_id)}
        sides |= _sides(kind, ids)
    lines = []
    for one in pairs:
        if one.first_id in sides and one.second_id in sides:
            both = [sides[one.first_id], sides[one.second_id]]
            address = ""
            if one.kind in REPLACEABLE:
                address = reverse("admin:merge", args=[one.kind, *(side.id for side in both)])
            lines.append(Line(one, called(one.kind), _in_words(one.score), both, address))
    return lines


def _sides(kind: str, ids: set[UUID]) -> dict[UUID, Side]:
    found = {}
    for text, facts in facts_of(kind, ids).items():
        marks = (facts.postcodes, facts.streets, facts.phones, facts.webs, facts.numbers)
        about = " · ".join(shown for mark in marks for shown in list(mark.values())[:2])
        id = UUID(text)
        name = facts.name or "A place without a name"
        found[id] = Side(id, name, about, page_address(kind, id, "change"))
    return found


def _in_words(score: int) -> str:
    if score >= VERY_LIKELY:
        return "very likely the same"
    return "likely the same" if score >= LIKELY else "perhaps the same"


# --- Merging -------------------------------------------------------------------------------------


@page("merge/<str:kind>/<uuid:id>/", name="merge_with")
def merge_with(request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
    """Which record another is the same as: the likeliest, or those of a name."""
    only_moderators(request)
    record = _record(kind, id)
    asked = request.GET.get("q", "").strip()[:200]
    facts = facts_of(kind, [id])[str(id)]
    values: dict[str, Any] = {"name": asked} if asked else {"name": facts.names}
    if not asked:
        marks = {"postcode": facts.postcodes, "phone": facts.phones, "website": facts.webs}
        values |= {name: list(mark.values()) for name, mark in marks.items()}
    found: list[Likeness] = similar_to(
        kind,
        values,
        by=request.user,
        but=[id],
        most=20,
    )
    context = {
        **admin.site.each_context(request),
        "title": f"Which one is “{record}” the same as?",
        "called": record,
        "what": called(kind),
        "asked": asked,
        "found": [(one, reverse("admin:merge", args=[kind, id, one.id])) for one in found],
        "back": page_address(kind, id, "change"),
    }
    return TemplateResponse(request, "directory_admin/merging/which.html", context)


@page("merge/<str:kind>/<uuid:old>/<uuid:new>/", name="merge")
def merge_two(request: HttpRequest, kind: str, old: UUID, new: UUID) -> HttpResponse:
    """What merging two records would come to, and the button that does it."""
    only_moderators(request)
    _record(kind, old)
    kept = _record(kind, new)
    names = {one.name for one in kept._meta.concrete_fields} | {
        one.attname for one in kept._meta.concrete_fields
    }
    chosen = [name for name in request.POST.getlist("other") if name in names]
    note = request.POST.get("note", "").replace("\0", "")[:LONGEST_NOTE].strip()
    if request.method == "POST":
        try:
            outcome = merge(kind, old=old, new=new, chosen=chosen, by=request.user, note=note)  # type: ignore[arg-type]
        except CannotMerge as refused:
            messages.error(request, str(refused))
        else:
            done = f"“{outcome.old_name}” is now part of “{outcome.new_name}”."
            messages.success(request, f"{done} Its old address leads there.")
            return HttpResponseRedirect(page_address(kind, new, "change"))
    return _shown(request, kind, old, new, chosen, note)


def _shown(
    request: HttpRequest, kind: str, old: UUID, new: UUID, chosen: list[str], note: str
) -> HttpResponse:
    outcome: Outcome | None = None
    why_not = ""
    try:
        outcome = preview(kind, old=old, new=new, chosen=chosen)
    except CannotMerge as refused:
        why_not = str(refused)
    sides = _sides(kind, {old, new})
    if len(sides) < 2:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": f"Merge two {called(kind)}s",
        "kind": kind,
        "what": called(kind),
        "old": sides[old],
        "new": sides[new],
        "outcome": outcome,
        "why_not": why_not,
        "chosen": chosen,
        "note": note,
        "swapped": reverse("admin:merge", args=[kind, new, old]),
        "pair": Pair.objects.waiting()
        .filter(kind=kind, first_id=min(old, new), second_id=max(old, new))
        .first(),
    }
    return TemplateResponse(request, "directory_admin/merging/merge.html", context)


def _record(kind: str, id: UUID) -> Any:
    """The record, if its kind can be merged and it is still there."""
    if kind not in REPLACEABLE:
        raise Http404
    record = KINDS[kind]._default_manager.filter(pk=id).first()
    if record is None:
        raise Http404
    return record
