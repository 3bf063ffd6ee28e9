"""What drf-spectacular is told of each door, so that the OpenAPI schema says all of it."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from drf_spectacular.drainage import isolate_view_method
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_view,
    inline_serializer,
)
from rest_framework import serializers as fields

from directory.api import examples, serializers
from directory.api.errors import LengthRequired, describe
from directory.api.filters import AnyOf
from directory.api.parameters import MOST_VALUES, Parameter
from directory.api.standard import PROFILE, VERSION
from directory.api.values import IDENTIFIER, Value

View = TypeVar("View", bound=type)

LOCATED = ("service", "service_at_location", "location")
# What may become part of another record (directory/publication/replace.py).
MERGED = ("organization", "location", "service_at_location")
FEATURES = {
    "type": "object",
    "description": "A FeatureCollection (RFC 7946): each record with its point, several as a "
    "MultiPoint, none as null.",
    "properties": {
        "type": {"type": "string", "const": "FeatureCollection"},
        "features": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["type", "features"],
}
# What a question adds to each record of a list (our own, beside HSDS).
DISTANCE = {
    "distance_metres": {
        "type": "integer",
        "minimum": 0,
        "description": "How far it is as the crow flies, where the question is asked from "
        "somewhere and this has a place.",
    }
}
HOURS = {
    "hours_known": {
        "type": "boolean",
        "description": "Whether anybody has said when it is open, where the question is of time. "
        "False is not closed.",
    }
}
ADDED = {
    "LocationInList": DISTANCE,
    "ServiceInList": DISTANCE | HOURS,
    "ServiceAtLocationInList": DISTANCE | HOURS,
}

# For each kind: what one is called in a sentence, and its shape in lists and in full.
KINDS: dict[str, tuple[str, str, type, type]] = {
    "service": (
        "service",
        "services",
        serializers.ServiceSummarySerializer,
        serializers.ServiceSerializer,
    ),
    "service_at_location": (
        "service at a location",
        "services at their locations",
        serializers.ServiceAtLocationSummarySerializer,
        serializers.ServiceAtLocationSerializer,
    ),
    "organization": (
        "organization",
        "organizations",
        serializers.OrganizationSummarySerializer,
        serializers.OrganizationSerializer,
    ),
    "location": (
        "location",
        "locations",
        serializers.LocationSummarySerializer,
        serializers.LocationSerializer,
    ),
    "taxonomy": (
        "taxonomy",
        "taxonomies",
        serializers.TaxonomySummarySerializer,
        serializers.TaxonomySerializer,
    ),
    "taxonomy_term": (
        "taxonomy term",
        "taxonomy terms",
        serializers.TaxonomyTermSummarySerializer,
        serializers.TaxonomyTermSerializer,
    ),
}


def described(kind: str) -> Callable[[View], View]:
    """Describe a viewset's list, query and record to OpenAPI readers."""

    def describe_view(view: View) -> View:
        one, many, _, _ = KINDS[kind]
        what = (view.__doc__ or "").strip()
        collection = view.collection  # type: ignore[attr-defined]
        listed = parameters(collection)
        page_answers = _page_answers(kind)
        doors = {
            "find": extend_schema(
                operation_id=f"list_{collection.path}",
                summary=f"Find {many}",
                description=f"{what}\n\nDifferent filters narrow one another; a filter that is "
                "given twice widens: either value will do. The order is stable, so pages never "
                "overlap.",
                parameters=[*listed, *headers(link=True), *conditional()],
                responses={**page_answers, 304: unchanged(), 400: bad_parameter()},
                tags=[collection.path],
            ),
            "query": extend_schema(
                operation_id=f"query_{collection.path}",
                summary=f"Find {many}, asking in the body",
                description="The same question as the GET, with its parameters in a JSON body "
                "(HSDS 3.1), so that what a person needs help with stays out of access logs.",
                parameters=listed,
                request={"application/json": as_body(listed)},
                examples=[OpenApiExample("A page", value={"per_page": 10}, request_only=True)],
                responses={
                    **page_answers,
                    400: bad_parameter(),
                    **bad_body(),
                },
                tags=[collection.path],
            ),
            "retrieve": extend_schema(
                operation_id=f"read_{kind}",
                summary=f"Read one {one}",
                description=f"{what}\n\nEverything of it, nested. A draft or withdrawn record "
                "answers 404.",
                parameters=[
                    identifier(one),
                    *(parameter(extra) for extra in collection.extras),
                    *headers(link=False),
                    *where_it_went(kind),
                    *conditional(),
                ],
                responses={
                    **moved(kind),
                    (200, "application/json"): OpenApiResponse(
                        _one(kind),
                        description=f"The {one}.",
                        examples=[OpenApiExample(f"One {one}", value=examples.full(kind))],
                    ),
                    304: unchanged(),
                    400: bad_parameter(),
                    404: not_public(),
                },
                tags=[collection.path],
            ),
        }
        for name, describe_door in doors.items():
            describe_door(isolate_view_method(view, name))
        return view

    return describe_view


def described_root(view: View) -> View:
    """Describe the API's root."""
    return extend_schema_view(
        get=extend_schema(
            operation_id="read_root",
            summary="See what this API is",
            description="The standard and version it follows, and where it is described.",
            parameters=[etag(), *conditional()],
            responses={
                (200, "application/json"): OpenApiResponse(
                    serializers.RootSerializer,
                    description="What this API is.",
                    examples=[
                        OpenApiExample(
                            "The root",
                            value={
                                "version": VERSION,
                                "profile": PROFILE,
                                "openapi_url": "https://directory.example.org/api/openapi.json",
                                "name": "Community assets directory",
                                "documentation_url": "https://directory.example.org/api/docs/",
                            },
                        )
                    ],
                ),
                304: unchanged(),
                400: bad_parameter(),
            },
            tags=["about"],
        )
    )(view)


# --- Parameters ----------------------------------------------------------------------------------


def parameters(collection: Any) -> list[OpenApiParameter]:
    filters: Iterable[tuple[str, AnyOf]] = collection.filters.base_filters.items()
    return [
        *(_many(name, one.value, one.extra["help_text"]) for name, one in filters),
        *(parameter(one) for one in collection.parameters),
    ]


def _many(name: str, value: Value, description: str) -> OpenApiParameter:
    schema = {"type": "array", "items": value.schema, "minItems": 1, "maxItems": MOST_VALUES}
    return OpenApiParameter(name, schema, description=description, style="form", explode=True)


def parameter(one: Parameter) -> OpenApiParameter:
    if one.many:
        return _many(one.name, one.value, one.description)
    return OpenApiParameter(
        one.name, one.value.schema, description=one.description, required=one.required
    )


def identifier(one: str) -> OpenApiParameter:
    """The `id` in the path of a record, which is called `one`."""
    return OpenApiParameter(
        "id",
        IDENTIFIER.schema,
        OpenApiParameter.PATH,
        description=f"The identifier of the {one}.",
    )


def as_body(listed: list[OpenApiParameter]) -> dict[str, Any]:
    """The same parameters as properties of a JSON object."""
    return {
        "type": "object",
        "description": "The parameters of the GET, by name.",
        "additionalProperties": False,
        "properties": {
            one.name: {**_one_or_more(one.type), "description": one.description} for one in listed
        },
    }


def _one_or_more(schema: Any) -> dict[str, Any]:
    """A parameter that may be repeated is, in JSON, one value or an array of them."""
    return {"anyOf": [schema["items"], schema]} if schema["type"] == "array" else schema


def headers(*, link: bool) -> list[OpenApiParameter]:
    shared = [etag(), _header("Last-Modified", "When the content last changed.")]
    relations = "Where the first, previous, next and last page are (RFC 8288)."
    return [*shared, _header("Link", relations)] if link else shared


def etag() -> OpenApiParameter:
    return _header("ETag", "Send it back as If-None-Match to be told of changes.")


def _header(name: str, description: str) -> OpenApiParameter:
    """A header of the answer."""
    return OpenApiParameter(
        name, {"type": "string"}, OpenApiParameter.HEADER, response=[200], description=description
    )


def where_it_went(kind: str) -> list[OpenApiParameter]:
    """The header of a pointer, for the kinds of record that may be merged."""
    if kind not in MERGED:
        return []
    return [
        OpenApiParameter(
            "Location",
            {"type": "string"},
            OpenApiParameter.HEADER,
            response=[308],
            description="The same address of the record that took its place.",
        )
    ]


def conditional() -> list[OpenApiParameter]:
    return [
        OpenApiParameter(
            "If-None-Match",
            {"type": "string"},
            OpenApiParameter.HEADER,
            description="An ETag. The answer is 304, without a body, if it still holds.",
        )
    ]


# --- Answers -------------------------------------------------------------------------------------


def _page_answers(kind: str) -> dict[tuple[int, str], OpenApiResponse]:
    _, many, summary, full = KINDS[kind]
    name = full.__name__.removesuffix("Serializer")
    contents = PolymorphicProxySerializer(
        component_name=f"{name}InList",
        serializers=[summary, *_in_full(kind), serializers.MinimalSerializer],
        resource_type_field_name=None,
        many=True,
    )
    page = inline_serializer(
        f"{name}Page",
        {
            "total_items": fields.IntegerField(help_text="How many match in all, exactly."),
            "total_pages": fields.IntegerField(help_text="How many pages that makes."),
            "page_number": fields.IntegerField(help_text="Which page this is, from 1."),
            "size": fields.IntegerField(help_text="How many records are on this page."),
            "first_page": fields.BooleanField(help_text="Whether this is the first page."),
            "last_page": fields.BooleanField(help_text="Whether this is the last page."),
            "empty": fields.BooleanField(help_text="Whether this page holds no records."),
            "search": serializers.WordsToldSerializer(required=False),
            **({"origin": serializers.OriginSerializer(required=False)} if kind in LOCATED else {}),
            "contents": contents,
        },
    )
    description = f"A page of {many}; with `format`, all of them."
    return {
        (200, "application/json"): OpenApiResponse(
            page,
            description=description,
            examples=[OpenApiExample(f"A page of {many}", value=examples.page(kind))],
        ),
        (200, "application/x-ndjson"): OpenApiResponse(
            OpenApiTypes.STR,
            description=description,
        ),
        (200, "text/csv"): OpenApiResponse(
            OpenApiTypes.STR,
            description=description,
            examples=[OpenApiExample("Rows", value="id,name\r\n…,Tuesday Lunch Club\r\n")],
        ),
        **(
            {
                (200, "application/geo+json"): OpenApiResponse(
                    FEATURES,
                    description=description,
                    examples=[OpenApiExample("On a map", value=examples.features(kind))],
                )
            }
            if kind in LOCATED
            else {}
        ),
    }


def _in_full(kind: str) -> list[type]:
    """The shapes a record in full may have."""
    with_services = [serializers.OrganizationWithServicesSerializer]
    return [KINDS[kind][3], *(with_services if kind == "organization" else [])]


def _one(kind: str) -> Any:
    shapes = _in_full(kind)
    if len(shapes) == 1:
        return shapes[0]
    name = f"One{shapes[0].__name__.removesuffix('Serializer')}"
    return PolymorphicProxySerializer(name, shapes, resource_type_field_name=None)


def moved(kind: str) -> dict[int, OpenApiResponse]:
    """The answer for a record that was merged into another, where its kind may be."""
    if kind not in MERGED:
        return {}
    told = "It was found to be the same as another record, which has taken its place."
    return {308: OpenApiResponse(description=told)}


def unchanged() -> OpenApiResponse:
    return OpenApiResponse(description="What the client has still holds.")


NOT_A_PAGE = "`page` must be a whole number from 1 to 2147483647, not “0”. For example: ?page=2"


def bad_parameter(name: str = "page", detail: str = NOT_A_PAGE) -> OpenApiResponse:
    example = {
        **describe(400, "invalid-parameter", detail),
        "errors": [{"parameter": name, "detail": detail}],
    }
    return OpenApiResponse(
        serializers.ProblemSerializer,
        description="A parameter cannot be used. The answer names it and shows what works.",
        examples=[OpenApiExample(f"A {name} that cannot be", value=example, status_codes=["400"])],
    )


def not_public() -> OpenApiResponse:
    return problem(404, "not-found", "There is no public record with this id; it may be withdrawn.")


def bad_body() -> dict[int, OpenApiResponse]:
    return {
        411: problem(411, "length-required", str(LengthRequired.default_detail)),
        413: problem(413, "body-too-large", "The body is larger than a query needs."),
    }


def problem(code: int, name: str, detail: str) -> OpenApiResponse:
    return OpenApiResponse(
        serializers.ProblemSerializer,
        description=detail,
        examples=[
            OpenApiExample(detail, value=describe(code, name, detail), status_codes=[str(code)])
        ],
    )


# --- Finishing touches on the whole schema -------------------------------------------------------


def finish(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A drf-spectacular hook: what the annotations above cannot say."""
    result["security"] = []  # Open to read without a key.
    for name, properties in ADDED.items():
        result["components"]["schemas"][name]["properties"] = properties
    for schema in result["components"]["schemas"].values():
        # A record in full also has the shape of its summary, so `oneOf` would refuse it.
        if "oneOf" in schema:
            schema["anyOf"] = schema.pop("oneOf")
    return result
