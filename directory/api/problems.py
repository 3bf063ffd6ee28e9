"""The doors where an app reports, for somebody who uses it, that a record is wrong.

They keep what they are told and show nothing of it; who sees to it is for directory/upkeep.
"""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.http import Http404, HttpResponse, HttpResponseBase
from rest_framework.request import Request

from directory.api import answers
from directory.api.errors import NotJson, ParameterProblem, TooManyRequests
from directory.api.parameters import Faults, refuse_unknown
from directory.api.plans import body_of, only
from directory.api.problem_schema import EXAMPLE, described_problems
from directory.api.values import IDENTIFIER
from directory.api.views import Door
from directory.publication.models import PublicKind
from directory.upkeep.callers import address_of
from directory.upkeep.models import Channel, Topic
from directory.upkeep.models.problems import LONGEST_MESSAGE
from directory.upkeep.reporting import KINDS, WHAT_HAPPENS_NEXT, NotThere, report
from directory.upkeep.tallying import TooMany
from directory.upkeep.texts import plain

FIELDS = ("topic", "message", "reply_to")
WORKS = f"For example: {json.dumps(EXAMPLE)}"
LONGEST_EMAIL = 254


class ProblemsDoor(Door):
    """What the doors of each kind of record share."""

    path: str

    def post(self, request: Request, id: str) -> HttpResponseBase:
        only(request, [])
        said = read(_body(request))
        try:
            identifier: UUID = IDENTIFIER.read(id)
            report(
                PublicKind(KINDS[self.path]),
                identifier,
                **said,
                channel=Channel.API,
                address=address_of(request._request),
            )
        except (ValueError, NotThere):
            raise Http404 from None
        except TooMany as fault:
            detail = f"There are too many {fault.limit.what}. Try again later: see `Retry-After`."
            raise TooManyRequests(detail, fault.retry_after) from None
        answer = HttpResponse(
            orjson.dumps({"state": "new", "what_happens_next": WHAT_HAPPENS_NEXT}),
            content_type=answers.JSON,
            status=201,
        )
        return answers.kept_by_nobody(answer)


def _body(request: Request) -> Any:
    try:
        return body_of(request)
    except NotJson as fault:
        reason = str(fault.detail).removeprefix("The body is not JSON: ").split(". Send ")[0]
        raise NotJson(reason, json.dumps(EXAMPLE)) from None


def read(body: Any) -> dict[str, Any]:
    """What a body reports. Raises ParameterProblem with all that is wrong with it."""
    if not isinstance(body, dict):
        raise ParameterProblem({"": [f"The body must be a JSON object. {WORKS}"]})
    faults: Faults = {}
    try:
        refuse_unknown({name: [] for name in body}, FIELDS)
    except ParameterProblem as unknown:
        faults |= unknown.faults
    for name, fault in _faults(body):
        faults.setdefault(name, []).append(f"{fault} {WORKS}")
    if faults:
        raise ParameterProblem(faults)
    return {
        "topic": Topic(body["topic"]),
        "message": plain(body.get("message", "")),
        "reply_to": body.get("reply_to", ""),
    }


def _faults(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    topics = ", ".join(Topic.values)
    if "topic" not in body:
        yield "topic", f"`topic` is needed: one of {topics}."
    elif body["topic"] not in Topic.values:
        yield "topic", f"`topic` must be one of {topics}."
    message = body.get("message", "")
    if not _is_message(message):
        yield "message", f"`message` must be plain text of at most {LONGEST_MESSAGE:,} characters."
    elif body.get("topic") == Topic.OTHER and not message.strip():
        yield "message", "`message` is needed where the `topic` is other."
    if not _is_email(body.get("reply_to", "")):
        yield "reply_to", "`reply_to` must be an e-mail address."


def _is_message(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > LONGEST_MESSAGE:
        return False
    try:
        plain(value)
    except ValueError:
        return False
    return True


def _is_email(value: Any) -> bool:
    """Whether it is an address, or blank."""
    if not isinstance(value, str) or len(value) > LONGEST_EMAIL:
        return False
    try:
        EmailValidator()(value or "nobody@example.org")
    except ValidationError:
        return False
    return value.isascii() or value.isprintable()


# --- One class a kind ----------------------------------------------------------------------------


@described_problems("service")
class ServiceProblemsView(ProblemsDoor):
    path = "services"


@described_problems("service_at_location")
class ServiceAtLocationProblemsView(ProblemsDoor):
    path = "service_at_locations"


@described_problems("organization")
class OrganizationProblemsView(ProblemsDoor):
    path = "organizations"


@described_problems("location")
class LocationProblemsView(ProblemsDoor):
    path = "locations"


DOORS = (
    ServiceProblemsView,
    ServiceAtLocationProblemsView,
    OrganizationProblemsView,
    LocationProblemsView,
)
