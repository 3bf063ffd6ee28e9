"""Spreadsheets: brought in, in three steps, and taken away. The work is exchange/sheets' own."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from directory.admin.addresses import page_address
from directory.admin.review import called
from directory.admin.site import page
from directory.duplicates.knowing import KINDS
from directory.exchange.faults import Unusable
from directory.exchange.models import ColumnChoice, Upload
from directory.exchange.sheets.bringing import Fate, Outcome, RowOutcome, SomethingElse, bring
from directory.exchange.sheets.columns import COLUMNS, choosable, column_of, guessed
from directory.exchange.sheets.opening import MAX_BYTES, MAX_ROWS, Sheet, opened, too_large
from directory.exchange.sheets.taking import CSV, XLSX, as_csv, as_xlsx
from directory.people.scope import within_reach
from directory.publication.models import Kind
from directory.review.submitting import submit_many

# What a form adds to its file: names, separators, the token.
MARGIN = 64 * 1024
# Rows of each fate that are shown one by one; a sheet may have thousands.
SHOWN = 200
# So many records are sent for review at once; each may write to somebody.
MOST_SENT = 200
WHAT_HAPPENS = {
    Fate.REFUSED: ("Refused", "These stay out, and why"),
    Fate.CREATED: ("Added", "These are new"),
    Fate.CHANGED: ("Changed", "These are here already, and change"),
}


def kinds_of(user: Any) -> list[tuple[str, str]]:
    """The kinds of record `user` may change by a spreadsheet, and what they are called."""
    may = [kind for kind in COLUMNS if user.has_perm(f"directory.change_{kind}")]
    return [(kind, called(kind)) for kind in may]


def _allowed(request: HttpRequest, kind: str) -> str:
    if kind not in dict(kinds_of(request.user)):
        raise PermissionDenied
    return kind


# --- The file ------------------------------------------------------------------------------------


@page("spreadsheets/", name="spreadsheets")
@csrf_exempt
def spreadsheets(request: HttpRequest) -> HttpResponse:
    """Where a spreadsheet is brought, and where what is here is taken away.

    A file that is too large is refused by its length, before any of it is read; the token is asked
    for right after.
    """
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdecimal() or int(length) > MAX_BYTES + MARGIN:
        return _first(request, fault=too_large(), status=413)
    return csrf_protect(_brought)(request)


def _brought(request: HttpRequest) -> HttpResponse:
    if not kinds_of(request.user):
        raise PermissionDenied
    Upload.objects.forgotten().delete()
    if request.method != "POST":
        return _first(request)
    kind = _allowed(request, request.POST.get("kind", ""))
    file = request.FILES.get("file")
    if file is None:
        return _first(request, kind=kind, fault="Choose a file first.")
    name = str(file.name).replace("\0", "")[:255]
    content = file.read(MAX_BYTES + 1)
    try:
        sheet = opened(name, content)
    except Unusable as unusable:
        return _first(request, kind=kind, fault=str(unusable))
    upload = Upload(owner=request.user, name=name, kind=kind, content=content)  # type: ignore[misc]
    upload.choices = _first_choices(request.user, kind, sheet)
    with transaction.atomic():
        # One at a time: whoever brings another has done with the last.
        Upload.objects.filter(owner_id=request.user.pk).delete()
        upload.save()
    return HttpResponseRedirect(reverse("admin:spreadsheet", args=[upload.pk]))


def _first(
    request: HttpRequest, *, kind: str = "", fault: str = "", status: int = 200
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": "Spreadsheets",
        "kinds": kinds_of(request.user),
        "chosen": kind or Kind.SERVICE,
        "fault": fault,
        "most_rows": MAX_ROWS,
        "megabytes": MAX_BYTES // 1024**2,
    }
    return TemplateResponse(request, "directory_admin/sheets/first.html", context, status=status)


# --- The columns ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """One column of the sheet: what it is called, an example, and what it was said to be."""

    number: int
    text: str
    example: str
    chosen: str
    fault: str = ""


@page("spreadsheets/<uuid:id>/", name="spreadsheet")
def columns(request: HttpRequest, id: UUID) -> HttpResponse:
    """Which column is what: guessed, or as it was said of the last sheet with these headings."""
    upload, sheet = _own(request, id)
    faults: dict[str, str] = {}
    if request.method == "POST":
        if request.POST.get("action") == "cancel":
            return _cancelled(request, upload)
        choices = {
            heading: request.POST.get(f"column-{number}", "")[:60]
            for number, heading in enumerate(sheet.headings)
        }
        faults = _faults(upload.kind, choices)
        upload.choices = choices
        if not faults:
            upload.seen = ""
            upload.save(update_fields=["choices", "seen"])
            ColumnChoice.objects.update_or_create(
                owner_id=request.user.pk,
                kind=upload.kind,
                headings=_digest(sheet),
                defaults={"choices": choices},
            )
            return HttpResponseRedirect(reverse("admin:spreadsheet_preview", args=[upload.pk]))
    context = {
        **admin.site.each_context(request),
        "title": "Which column is what?",
        "upload": upload,
        "what": called(upload.kind),
        "count": len(sheet.rows),
        "headings": list(_headings(upload, sheet, faults)),
        "choosable": choosable(upload.kind),
        "fault": faults.get("", ""),
        "faults": faults,
    }
    return TemplateResponse(request, "directory_admin/sheets/columns.html", context)


def _headings(upload: Upload, sheet: Sheet, faults: dict[str, str]) -> Iterator[Heading]:
    for number, heading in enumerate(sheet.headings):
        cells = (row.cells.get(heading, "") for row in sheet.rows)
        example = next((cell for cell in cells if cell.strip()), "")
        chosen = upload.choices.get(heading, "")
        yield Heading(number, heading, example[:80], chosen, faults.get(heading, ""))


def _faults(kind: str, choices: dict[str, str]) -> dict[str, str]:
    """What is wrong with the choices, by heading; "" for what is wrong with them all."""
    faults: dict[str, str] = {}
    met: dict[str, str] = {}
    for heading, key in choices.items():
        column = column_of(kind, key) if key else None
        if key and column is None:
            faults[heading] = "Choose one of the list."
        elif column and key in met:
            faults[heading] = f"“{met[key]}” is “{column.heading}” already. Only one can be."
        elif column:
            met[key] = heading
    if not faults and not met.keys() & {"id", "name"}:
        faults[""] = "Which column has the name? Without one, no row can be told from another."
    return faults


def _first_choices(user: Any, kind: str, sheet: Sheet) -> dict[str, str]:
    """What the columns were said to be the last time these headings were brought; else guesses."""
    known = ColumnChoice.objects.filter(owner_id=user.pk, kind=kind, headings=_digest(sheet))
    remembered = known.values_list("choices", flat=True).first()
    return guessed(kind, sheet.headings) | (remembered or {})


def _digest(sheet: Sheet) -> str:
    return blake2b("\0".join(sheet.headings).encode(), digest_size=16).hexdigest()


# --- The preview, and the deed -------------------------------------------------------------------


@dataclass
class Group:
    """The rows of one fate: so many are shown."""

    fate: Fate
    title: str
    about: str
    count: int
    rows: list[RowOutcome] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@page("spreadsheets/<uuid:id>/preview/", name="spreadsheet_preview")
def previewed(request: HttpRequest, id: UUID) -> HttpResponse:
    """What would be added, changed and refused, row by row; and the button that does it."""
    upload, sheet = _own(request, id)
    if _faults(upload.kind, upload.choices):
        return HttpResponseRedirect(reverse("admin:spreadsheet", args=[upload.pk]))
    if request.method == "POST":
        if request.POST.get("action") == "cancel":
            return _cancelled(request, upload)
        # Without a preview that was shown there is nothing to confirm.
        if upload.seen and request.POST.get("seen") == upload.seen:
            return _write(request, upload, sheet)
    outcome = bring(upload.kind, sheet, upload.choices, by=request.user)  # type: ignore[arg-type]
    return _shown(request, upload, outcome)


def _write(request: HttpRequest, upload: Upload, sheet: Sheet) -> HttpResponse:
    """Write what was previewed. Twice at once, by a doubled click, writes once."""
    try:
        with transaction.atomic():
            mine = Upload.objects.of(request.user).select_for_update().filter(pk=upload.pk)
            if not mine.exclude(seen="").exists():
                raise Http404
            outcome = bring(
                upload.kind,
                sheet,
                upload.choices,
                by=request.user,  # type: ignore[arg-type]
                confirmed=upload.seen,
            )
            written = {kind: [str(id) for id in ids] for kind, ids in outcome.written.items()}
            # The file itself is done with.
            mine.update(content=b"", seen="", choices={"written": written})
    except SomethingElse as changed:
        messages.warning(
            request, "Something has changed since you looked. Nothing was saved; please look again."
        )
        return _shown(request, upload, changed.outcome)
    added, altered = outcome.counts[Fate.CREATED], outcome.counts[Fate.CHANGED]
    messages.success(request, f"Saved: {added} added, {altered} changed.")
    return HttpResponseRedirect(reverse("admin:spreadsheet_done", args=[upload.pk]))


def _shown(request: HttpRequest, upload: Upload, outcome: Outcome) -> HttpResponse:
    Upload.objects.filter(pk=upload.pk).update(seen=outcome.digest)
    groups = [
        Group(
            fate,
            title,
            about,
            outcome.counts[fate],
            [row for row in outcome.rows if row.fate is fate][:SHOWN],
        )
        for fate, (title, about) in WHAT_HAPPENS.items()
    ]
    context = {
        **admin.site.each_context(request),
        "title": "What would change",
        "upload": upload,
        "what": called(upload.kind),
        "outcome": outcome,
        "digest": outcome.digest,
        "groups": [group for group in groups if group.count],
        "counts": [(group.title, group.count) for group in groups]
        + [("As it is", outcome.counts[Fate.UNCHANGED])],
    }
    return TemplateResponse(request, "directory_admin/sheets/preview.html", context)


@page("spreadsheets/<uuid:id>/done/", name="spreadsheet_done")
def done(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was saved, and the button that sends it for review."""
    upload = Upload.objects.of(request.user).filter(pk=id).first()
    if upload is None or not _is_written(upload):
        raise Http404
    records = _written(request, upload)
    if request.method == "POST":
        _send(request, records)
        upload.delete()
        return HttpResponseRedirect(reverse("admin:index"))
    context = {
        **admin.site.each_context(request),
        "title": "Saved",
        "upload": upload,
        "count": len(records),
        "most": MOST_SENT,
        "records": [
            (str(one), called(kind), page_address(kind, one.pk, "change"))
            for kind, one in records[:SHOWN]
        ],
    }
    return TemplateResponse(request, "directory_admin/sheets/done.html", context)


def _is_written(upload: Upload) -> bool:
    """Whether its rows were saved; a column may be called “written”, but is said to be a text."""
    return isinstance(upload.choices.get("written"), dict)


def _written(request: HttpRequest, upload: Upload) -> list[tuple[str, Any]]:
    """The records that were written and are still within reach, in the order they go public."""
    written = upload.choices["written"]
    found: list[tuple[str, Any]] = []
    for kind in (kind for kind in Kind if kind in written):
        reach = within_reach(
            request.user, KINDS[kind]._default_manager.filter(pk__in=written[kind])
        )
        found += [(kind, one) for one in reach.order_by("name", "pk")]
    return found


def _send(request: HttpRequest, records: list[tuple[str, Any]]) -> None:
    sent = public = same = 0
    unready: list[str] = []
    for kind in (kind for kind in Kind if any(one == kind for one, _ in records)):
        mine = [one for of, one in records[:MOST_SENT] if of == kind]
        outcome = submit_many(mine, by=request.user)
        sent, public = sent + outcome.sent, public + outcome.published
        same += outcome.unchanged
        unready += [
            f"“{one}”: {' '.join(missing)}"
            for one in mine
            if (missing := outcome.not_ready.get(one.pk))
        ]
    if sent:
        messages.success(request, f"{sent} sent for review.")
    if public:
        messages.success(request, f"{public} public now.")
    for told in unready[:10]:
        messages.warning(request, told)
    if len(unready) > 10:
        messages.warning(request, f"{len(unready) - 10} more lack something: see your home page.")


def _own(request: HttpRequest, id: UUID) -> tuple[Upload, Sheet]:
    """The upload of this person's own, opened; anybody else's does not exist."""
    upload = Upload.objects.of(request.user).filter(pk=id).first()
    if upload is None or _is_written(upload):
        raise Http404
    _allowed(request, upload.kind)
    try:
        return upload, opened(upload.name, bytes(upload.content))
    except Unusable:
        raise Http404 from None


def _cancelled(request: HttpRequest, upload: Upload) -> HttpResponse:
    upload.delete()
    messages.success(request, "Nothing was saved, and the file is gone.")
    return HttpResponseRedirect(reverse("admin:spreadsheets"))


# --- Taken away ----------------------------------------------------------------------------------


@page("spreadsheets/<str:kind>.csv", name="spreadsheet_csv")
def take_csv(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What this person may see, as CSV."""
    _allowed(request, kind)
    answer = StreamingHttpResponse(as_csv(kind, request.user), content_type=CSV)  # type: ignore[arg-type]
    return _as_file(answer, kind, "csv")


@page("spreadsheets/<str:kind>.xlsx", name="spreadsheet_xlsx")
def take_xlsx(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What this person may see, as an Excel workbook."""
    _allowed(request, kind)
    stream = tempfile.TemporaryFile()  # noqa: SIM115  The answer closes it.
    as_xlsx(kind, request.user, stream)  # type: ignore[arg-type]
    stream.seek(0)
    return _as_file(FileResponse(stream, content_type=XLSX), kind, "xlsx")


def _as_file(answer: Any, kind: str, suffix: str) -> HttpResponseBase:
    day = timezone.localdate().isoformat()
    name = f"{called(kind)}s-{day}.{suffix}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
