"""The pages behind the links of a reminder: look at the entry, and press a button.

There is no cookie in this and so no CSRF token: whoever has the link may answer, nobody else can,
and a browser adds nothing of its own that another site could make use of.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from directory.publication.models import Kind
from directory.review.public_page import public_page
from directory.review.refusals import Refused
from directory.review.sentences import Words
from directory.upkeep import confirming
from directory.upkeep.confirming import AlreadyAnswered, Shown
from directory.upkeep.forms import ChangedForm, ClosedForm
from directory.upkeep.models import Answer, Letter, Question
from directory.upkeep.views.answers import page

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """A view that is given the letter behind the link, and says so where there is none."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, confirming.letter_behind(token), token=token, **kwargs)
        except confirming.NoSuchLink:
            return page(request, "no_such_link", _log_in(), status=404)
        except confirming.LinkExpired:
            return page(request, "link_expired", _log_in(), status=410)

    return answer


@by_link
def all_questions(request: HttpRequest, letter: Letter, *, token: str) -> HttpResponse:
    """Everything the letter asked that is still open."""
    questions = confirming.unanswered(letter)
    return page(request, "confirm_all", {"questions": _links(questions, token), **_log_in()})


@by_link
def one_question(request: HttpRequest, letter: Letter, *, token: str, id: UUID) -> HttpResponse:
    """One service: looking at it changes nothing, a POST answers."""
    question = confirming.question_of(letter, id)
    if question.answer:
        return _answered(request, letter, question, token, again=True)
    try:
        shown = confirming.shown(question)
        if request.method == "POST":
            return _answer(request, letter, shown, token)
        return _looked_at(request, shown)
    except AlreadyAnswered as earlier:
        return _answered(request, letter, earlier.question, token, again=True)
    except confirming.ChangedMeanwhile:
        now = confirming.shown(question)
        return _looked_at(request, now, changed_meanwhile=True, status=409)
    except confirming.NotPublic:
        return page(request, "not_public", {"question": question, **_log_in()}, status=410)


def _answer(request: HttpRequest, letter: Letter, shown: Shown, token: str) -> HttpResponse:
    """What a button does. Those that change much ask once more before they do."""
    question = shown.question
    match request.POST.get("answer"):
        case "correct":
            seen = request.POST.get("seen", "")
            confirming.all_correct(letter, question, seen=seen)
        case "changed":
            return _what_changed(request, question, ChangedForm())
        case "closed":
            return _how_closed(request, question, ClosedForm())
        case "tell":
            told = ChangedForm(request.POST)
            if not told.is_valid():
                return _what_changed(request, question, told, status=400)
            confirming.something_changed(letter, question, message=told.cleaned_data["message"])
        case "close":
            said = ClosedForm(request.POST)
            if not said.is_valid():
                return _how_closed(request, question, said, status=400)
            try:
                _close(letter, question, said.cleaned_data)
            except Refused as reason:
                said.add_error("until", str(reason))
                return _how_closed(request, question, said, status=400)
        case _:
            return _looked_at(request, shown, status=400)
    question.refresh_from_db(fields=["answer", "answered_at"])
    return _answered(request, letter, question, token)


def _close(letter: Letter, question: Question, said: dict[str, Any]) -> None:
    if said["closed"] == "good":
        confirming.closed_for_good(letter, question)
    else:
        confirming.closed_until(letter, question, said["until"])


def _looked_at(
    request: HttpRequest, shown: Shown, *, changed_meanwhile: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "service": shown.document,
        "entry": public_page(Kind.SERVICE, shown.document, Words()),
        "last_confirmed": parse_date(shown.document.get("assured_date", "")),
        "seen": shown.etag,
        "changed_meanwhile": changed_meanwhile,
    }
    return page(request, "confirm", context, status=status)


def _what_changed(
    request: HttpRequest, question: Question, form: ChangedForm, *, status: int = 200
) -> HttpResponse:
    edit = reverse("admin:directory_service_change", args=[question.service_id])
    words = {"service": question.service, "form": form, "edit": edit}
    return page(request, "what_changed", words, status=status)


def _how_closed(
    request: HttpRequest, question: Question, form: ClosedForm, *, status: int = 200
) -> HttpResponse:
    return page(request, "how_closed", {"service": question.service, "form": form}, status=status)


def _answered(
    request: HttpRequest, letter: Letter, question: Question, token: str, *, again: bool = False
) -> HttpResponse:
    words = {
        "question": question,
        "answer": Answer(question.answer),
        "again": again,
        "others": _links(confirming.unanswered(letter), token),
        **_log_in(),
    }
    return page(request, "answered", words, status=409 if again and _is_post(request) else 200)


def _is_post(request: HttpRequest) -> bool:
    return request.method == "POST"


def _links(questions: list[Question], token: str) -> list[dict[str, Any]]:
    return [
        {
            "name": one.service.name,
            "organization": one.service.organization.name,
            "page": reverse("confirm", args=[token, one.service_id]),
        }
        for one in questions
    ]


def _log_in() -> dict[str, Any]:
    return {"log_in": reverse("admin:index")}
