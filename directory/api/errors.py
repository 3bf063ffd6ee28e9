"""Errors as RFC 9457 problem details: what is wrong, with what, and what would work."""

import json
import logging
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import status
from rest_framework.exceptions import APIException, MethodNotAllowed, NotFound, ParseError
from rest_framework.response import Response
from rest_framework.views import set_rollback

from directory.api.rendering import PROBLEM_JSON

logger = logging.getLogger(__name__)

# A stable name for each kind of problem; docs/api.md lists them.
PROBLEM = "urn:community-assets:problem:"
# A cache may keep a 404 or 405 for as long as it likes, and so past the day a record is published.
NOT_KEPT = {"Cache-Control": "no-store"}


class ParameterProblem(APIException):
    """One or more parameters cannot be used. `faults` pairs each with what to do about it."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "invalid-parameter"

    def __init__(self, faults: dict[str, list[str]]) -> None:
        self.faults = faults
        super().__init__(" ".join(text for texts in faults.values() for text in texts))


class NotJson(ParseError):
    """A body that is no JSON; `reason` says where it stops being it, `example` what works."""

    def __init__(
        self, reason: str, example: str = '{"modified_after": "2026-01-31", "per_page": 5}'
    ) -> None:
        super().__init__(
            f"The body is not JSON: {reason}. Send an object of parameters, with the header "
            f"`Content-Type: application/json`. For example: {example}"
        )


LARGEST_BODY = 64 * 1024  # bytes: far more than any question is long


class BodyTooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "body-too-large"
    default_detail = f"The body is larger than a query needs. Send at most {LARGEST_BODY:,} bytes."


class LengthRequired(APIException):
    """A body sent in chunks: servers hand it on without a length, and so it would go unread."""

    status_code = status.HTTP_411_LENGTH_REQUIRED
    default_code = "length-required"
    default_detail = "Send the body with a Content-Length, not in chunks."


class TooManyRequests(APIException):
    """More than anybody sends in earnest; `seconds` says when to try again."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_code = "too-many-requests"

    def __init__(self, detail: str, seconds: int) -> None:
        super().__init__(detail)
        self.headers = {"Retry-After": str(seconds)}


def as_problem(fault: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: every error of the API is problem details."""
    if isinstance(fault, Http404):
        fault = NotFound("There is no public record with this id; it may be withdrawn.")
    if not isinstance(fault, APIException):
        return None  # Django logs it and answers with `server_error` below.
    if isinstance(fault, MethodNotAllowed):
        *others, last = context["view"].allowed_methods
        detail = f"{context['request'].method} is not for this address. "
        detail += f"Use {', '.join(others)} or {last}."
    else:
        detail = str(fault.detail)
    set_rollback()
    problem = describe(fault.status_code, fault.default_code, detail)
    if isinstance(fault, ParameterProblem):
        problem["errors"] = [
            {"parameter": name, "detail": text}
            for name, texts in fault.faults.items()
            for text in texts
        ]
    headers = NOT_KEPT | getattr(fault, "headers", {})
    return Response(problem, fault.status_code, headers=headers, content_type=PROBLEM_JSON)


def describe(code: int, name: str, detail: str) -> dict[str, Any]:
    """The members RFC 9457 section 3.1 defines."""
    return {
        "type": PROBLEM + name.replace("_", "-"),
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": detail,
    }


def answer(code: int, name: str, detail: str) -> HttpResponse:
    """A problem as a plain Django answer, for what fails before DRF is reached."""
    body = json.dumps(describe(code, name, detail))
    return HttpResponse(body, status=code, headers=NOT_KEPT, content_type=PROBLEM_JSON)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(400, "bad-request", "The request could not be understood.")


@csrf_exempt
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(404, "not-found", "There is nothing at this address. /api/docs/ lists them all.")


def server_error(request: HttpRequest) -> HttpResponse:
    return answer(
        500,
        "server-error",
        "Something went wrong on our side. It has been logged; try again later.",
    )
