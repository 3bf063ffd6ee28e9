"""What drf-spectacular is told of the doors that find without giving records."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)

from directory.api import examples, schema
from directory.api.parameters import Parameter
from directory.api.schema import KINDS, View
from directory.api.serializers import finding as shapes

SUGGESTIONS = {
    "suggestions": [
        {"text": "Company and friendship", "kind": "taxonomy_term"},
        {"text": "Community lunch", "kind": "service"},
    ]
}
FACETS = {
    "total_items": 1,
    "facets": {
        "language": {"values": [{"value": "ur", "label": "Urdu", "count": 1}], "more": 0},
        "accessibility": {
            "values": [{"value": "step-free entrance", "label": "Step-free entrance", "count": 1}],
            "more": 0,
        },
        "attending": {
            "values": [{"value": "in_person", "label": "In person", "count": 1}],
            "more": 0,
        },
        "free": {"values": [{"value": "false", "label": "Costs something", "count": 1}], "more": 0},
        "capacity": {"values": [], "more": 0},
        "referral": {"values": [], "more": 0},
        "status": {"values": [{"value": "active", "label": "active", "count": 1}], "more": 0},
        "organization_id": {
            "values": [
                {
                    "value": examples.ORGANIZATION["id"],
                    "label": examples.ORGANIZATION["name"],
                    "count": 1,
                }
            ],
            "more": 0,
        },
        "taxonomy_term_id": {
            "values": [
                {
                    "value": examples.TERM["id"],
                    "label": examples.TERM["name"],
                    "count": 1,
                    "taxonomy_id": examples.TAXONOMY["id"],
                    "taxonomy": examples.TAXONOMY["name"],
                }
            ],
            "more": 0,
        },
    },
}
_SCHEDULE = examples.SERVICE["service_at_locations"][0]["schedules"][0]["id"]
SESSIONS = {
    "hours_known": True,
    "schedules": [
        {
            "in_words": "Every Tuesday, 12:00 to 14:00",
            "schedule_id": _SCHEDULE,
            "location_id": examples.LOCATION["id"],
        }
    ],
    "sessions": [
        {
            "starts": f"2026-12-{day:02}T12:00:00+00:00",
            "ends": f"2026-12-{day:02}T14:00:00+00:00",
            "schedule_id": _SCHEDULE,
            "location_id": examples.LOCATION["id"],
        }
        for day in (1, 8)
    ],
    "more": False,
}
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n"
BEYOND = "`to` is not after `from`. For example: ?from=2026-12-01&to=2026-12-31"


def described_suggestions(*parameters: Parameter) -> Callable[[View], View]:
    """Describe the door to suggestions."""

    def describe_view(view: View) -> View:
        return extend_schema_view(
            get=extend_schema(
                operation_id="suggest",
                summary="Complete what is being typed",
                description=f"{view.__doc__}\n\nCategories come first, then places, then names. "
                "Case and accents do not count.",
                parameters=[
                    *map(schema.parameter, parameters),
                    schema.etag(),
                    *schema.conditional(),
                ],
                responses={
                    (200, "application/json"): OpenApiResponse(
                        shapes.SuggestionsSerializer,
                        description="What may be meant, the likeliest first.",
                        examples=[OpenApiExample("While typing “com”", value=SUGGESTIONS)],
                    ),
                    304: schema.unchanged(),
                    400: schema.bad_parameter("q", "`q` is needed. For example: ?q=dem"),
                },
                tags=["services"],
            )
        )(view)

    return describe_view


def described_facets(collection: Any) -> Callable[[View], View]:
    """Describe the door to facets."""

    def describe_view(view: View) -> View:
        listed = schema.parameters(collection)
        counted = {
            (200, "application/json"): OpenApiResponse(
                shapes.FacetsSerializer,
                description="How many there are, and how many with each value.",
                examples=[OpenApiExample("Facets", value=FACETS)],
            )
        }
        wrong = schema.bad_parameter(
            "free", "`free` must be true or false, not “yes”. For example: ?free=true"
        )
        return extend_schema_view(
            get=extend_schema(
                operation_id="count_facets",
                summary="Count services by language, price, category and so on",
                description=f"{view.__doc__}\n\nThe parameters are those of the list of services, "
                "but for how it is shown. Each value is counted as if it were all that is asked of "
                "its facet, under everything else that is asked: whoever chose Urdu still sees how "
                "many services there are in Polish.",
                parameters=[*listed, *schema.headers(link=False), *schema.conditional()],
                responses={**counted, 304: schema.unchanged(), 400: wrong},
                tags=["services"],
            ),
            post=extend_schema(
                operation_id="query_facets",
                summary="Count services, asking in the body",
                description="The same question as the GET, with its parameters in a JSON body "
                "(HSDS 3.1), so that what a person needs help with stays out of access logs.",
                parameters=listed,
                request={"application/json": schema.as_body(listed)},
                examples=[OpenApiExample("Free ones", value={"free": True}, request_only=True)],
                responses={**counted, 400: wrong, **schema.bad_body()},
                tags=["services"],
            ),
        )(view)

    return describe_view


def described_sessions(kind: str, *span: Parameter) -> Callable[[View], View]:
    """Describe the door to the coming sessions of a kind of record."""
    answers = {
        (200, "application/json"): OpenApiResponse(
            shapes.SessionsSerializer,
            description="The sessions, the earliest first.",
            examples=[OpenApiExample("Two weeks", value=SESSIONS)],
        )
    }
    return _of_dates(
        kind,
        span,
        "sessions",
        "See when {one} takes place",
        "What its schedules say, in words and as dates: closed days, bank holidays and changes of "
        "the clocks are seen to. At most 1,000 sessions are given, and whether there are more. "
        "Nothing is not closed where `hours_known` is false: then nobody has said.",
        answers,
    )


def described_calendar(kind: str, *span: Parameter) -> Callable[[View], View]:
    """Describe the door to the same as a calendar."""
    answers = {
        (200, "text/calendar"): OpenApiResponse(
            OpenApiTypes.STR,
            description="A calendar (RFC 5545), at most 1,000 events.",
            examples=[OpenApiExample("A calendar", value=ICS)],
        )
    }
    return _of_dates(
        kind,
        span,
        "calendar",
        "Put {one} in a diary",
        "The same sessions as a calendar file. An event keeps its UID, so a diary that takes the "
        "file again has each but once.",
        answers,
    )


def _of_dates(
    kind: str,
    span: tuple[Parameter, ...],
    what: str,
    summary: str,
    description: str,
    answers: dict[tuple[int, str], OpenApiResponse],
) -> Callable[[View], View]:
    one = KINDS[kind][0]

    def describe_view(view: View) -> View:
        return extend_schema_view(
            get=extend_schema(
                operation_id=f"{what}_of_{kind}",
                summary=summary.format(one=f"a {one}"),
                description=f"{view.__doc__}\n\n{description}",
                parameters=[
                    schema.identifier(one),
                    *map(schema.parameter, span),
                    *schema.headers(link=False),
                    *schema.where_it_went(kind),
                    *schema.conditional(),
                ],
                responses={
                    **answers,
                    **schema.moved(kind),
                    304: schema.unchanged(),
                    400: schema.bad_parameter("to", BEYOND),
                    404: schema.not_public(),
                },
                tags=[f"{kind}s"],
            )
        )(view)

    return describe_view
