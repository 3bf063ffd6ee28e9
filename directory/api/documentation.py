"""Swagger UI, ReDoc and the schema they show, all from this host alone."""

from functools import cache
from typing import Any
from urllib.parse import quote

import orjson
from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from directory.api import answers
from directory.api.rendering import ProblemRenderer
from directory.api.views import Door
from directory.publication.deflate import deflated

OPENAPI_JSON = "application/vnd.oai.openapi+json"


@cache
def description(name: str, *, gzip: bool) -> tuple[bytes, str]:
    """The OpenAPI description of the API of the directory `name`, and its tag.

    Made once a process, which takes a moment: it says nothing that a request could change.
    """
    schema = SchemaGenerator().get_schema(request=None, public=True)
    schema["info"]["title"] = name
    content = orjson.dumps(schema)
    return deflated(content) if gzip else content, answers.tag_of(content)


class SchemaView(Door):
    """The OpenAPI description of this API, under the name of this directory."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        gzip = answers.takes_gzip(request)
        content, tag = description(settings.DIRECTORY_NAME, gzip=gzip)
        etag = answers.entity_tag(tag, gzip=gzip)
        if same := answers.not_modified(request, etag):
            return same
        answer = answers.body(request, [content], etag, content_type=OPENAPI_JSON)
        answer.headers["Content-Disposition"] = 'inline; filename="openapi.json"'
        return answer


class Page(Door):
    """A page whose title is the name of this directory."""

    renderer_classes = [TemplateHTMLRenderer]
    url_name = "openapi"

    def handle_exception(self, exc: Exception) -> Response:
        # What goes wrong is told to programs, as everywhere in the API, not by a template.
        self.request.accepted_renderer = ProblemRenderer()
        return super().handle_exception(exc)

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.title = settings.DIRECTORY_NAME
        return super().get(request, *args, **kwargs)  # type: ignore[misc]


class SwaggerView(Page, SpectacularSwaggerSplitView):
    """Swagger UI. Its script is a request of its own, since the page allows no inline script."""


class RedocView(Page, SpectacularRedocView):
    """ReDoc."""

    template_name = "directory/redoc.html"


@csrf_exempt
def with_slash(request: HttpRequest, path: str) -> HttpResponse:
    return _moved(request, f"/{path}/")


@csrf_exempt
def without_slash(request: HttpRequest, path: str) -> HttpResponse:
    return _moved(request, f"/{path}")


def _moved(request: HttpRequest, path: str) -> HttpResponse:
    """308, so that a POST stays a POST. `path` is one of our own, so it leads nowhere else."""
    query, path = request.META.get("QUERY_STRING", ""), quote(path)
    target = f"{path}?{query}" if query else path
    return HttpResponsePermanentRedirect(target, preserve_request=True)
