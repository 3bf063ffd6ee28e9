"""The page where anybody reports that an entry is wrong.

It needs neither JavaScript nor a cookie. Another site could send this form from a visitor's
browser; it could as well ask the API, which is open, and both are counted alike.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from directory.upkeep.callers import address_of
from directory.upkeep.forms import ReportForm
from directory.upkeep.models import Channel, Topic
from directory.upkeep.reporting import KINDS, WHAT_HAPPENS_NEXT, NotThere, name_of, report
from directory.upkeep.tallying import TooMany
from directory.upkeep.views.answers import page

LARGEST = 32 * 1024  # bytes; the longest message is 2,000 characters, of which some take twelve


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request: HttpRequest, kind: str, id: UUID) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    try:
        name = name_of(KINDS[kind], id)
        if request.method != "POST":
            return _shown(request, name, ReportForm(subject=f"{kind}/{id}"))
        return _sent(request, kind, id, name)
    except NotThere:
        raise Http404 from None


def _sent(request: HttpRequest, kind: str, id: UUID, name: str) -> HttpResponse:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        return page(request, "too_large", {"name": name}, status=413)
    form = ReportForm(request.POST, subject=f"{kind}/{id}")
    if not form.is_valid():
        return _shown(request, name, form, status=400)
    said = form.cleaned_data
    try:
        report(
            KINDS[kind],
            id,
            topic=Topic(said["topic"]),
            message=said["message"],
            reply_to=said["reply_to"],
            channel=Channel.PAGE,
            address=address_of(request),
        )
    except TooMany as fault:
        answer = page(request, "too_many", {"name": name}, status=429)
        answer.headers["Retry-After"] = str(fault.retry_after)
        return answer
    return page(request, "reported", {"name": name, "next": WHAT_HAPPENS_NEXT})


def _shown(request: HttpRequest, name: str, form: Any, *, status: int = 200) -> HttpResponse:
    words = {"name": name, "form": form, "stamp": form.fresh_stamp(), "next": WHAT_HAPPENS_NEXT}
    return page(request, "report", words, status=status)
