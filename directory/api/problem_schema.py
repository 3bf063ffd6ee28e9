"""What drf-spectacular is told of the doors that take reports of problems."""

from collections.abc import Callable

from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework import serializers

from directory.api import schema
from directory.api.schema import KINDS, View
from directory.upkeep.models import Topic
from directory.upkeep.models.problems import LONGEST_MESSAGE
from directory.upkeep.reporting import WHAT_HAPPENS_NEXT

EXAMPLE = {"topic": "wrong_times", "message": "They meet on Wednesdays now."}
BODY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["topic"],
    "properties": {
        "topic": {
            "type": "string",
            "enum": Topic.values,
            "description": "What is wrong: it has closed, or how to get in touch, or the days and "
            "times; `other` needs a `message`.",
        },
        "message": {
            "type": "string",
            "maxLength": LONGEST_MESSAGE,
            "description": "What is wrong, in plain text. Whoever looks after the record reads it.",
        },
        "reply_to": {
            "type": "string",
            "format": "email",
            "description": "Where a moderator may ask. Only moderators see it, and it is deleted "
            "once the report is settled. Say so to whoever gives it.",
        },
    },
}


class ReportedSerializer(serializers.Serializer):
    """What becomes of a report."""

    state = serializers.ChoiceField(["new"], help_text="Nobody has looked at it yet.")
    what_happens_next = serializers.CharField(help_text="In words to show to whoever reported it.")


def described_problems(kind: str) -> Callable[[View], View]:
    """Describe the door that takes reports about a kind of record."""
    one = KINDS[kind][0]
    missing = (
        "`topic` is needed: one of closed, wrong_contact, wrong_times, other. For example: "
        '{"topic": "wrong_times", "message": "They meet on Wednesdays now."}'
    )

    def describe_view(view: View) -> View:
        view.__doc__ = f"Reports of problems with a {one}."
        return extend_schema_view(
            post=extend_schema(
                operation_id=f"report_problem_with_{kind}",
                summary=f"Report that a {one} is wrong",
                description=f"Tell those who look after the {one}, and the moderators, that "
                "something about it is wrong. Needs no key and no account. The same report made "
                "again within a day is one. So that nobody can drown them in reports, only so many "
                "are taken from one address and of one record. People can be sent to the page "
                "`/report/…` of the site instead, which asks the same.",
                parameters=[schema.identifier(one)],
                request={"application/json": BODY},
                examples=[OpenApiExample("Wrong times", value=EXAMPLE, request_only=True)],
                responses={
                    (201, "application/json"): OpenApiResponse(
                        ReportedSerializer,
                        description="The report is kept.",
                        examples=[
                            OpenApiExample(
                                "Kept",
                                value={"state": "new", "what_happens_next": WHAT_HAPPENS_NEXT},
                                response_only=True,
                                status_codes=["201"],
                            )
                        ],
                    ),
                    400: schema.bad_parameter("topic", missing),
                    404: schema.not_public(),
                    **schema.bad_body(),
                    429: schema.problem(
                        429,
                        "too-many-requests",
                        "There are too many reports of one entry in a day. Try again later: see "
                        "`Retry-After`.",
                    ),
                },
                tags=[f"{kind}s"],
            )
        )(view)

    return describe_view
