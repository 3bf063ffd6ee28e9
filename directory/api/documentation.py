"""Swagger UI, ReDoc and the schema they show, all from this host alone."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import (
    SpectacularJSONAPIView,
    SpectacularRedocView,
    SpectacularSwaggerSplitView,
)
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response


class SchemaView(SpectacularJSONAPIView):
    """The OpenAPI description of this API, under the name of this directory."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer = super().get(request, *args, **kwargs)
        answer.data["info"]["title"] = settings.DIRECTORY_NAME
        return answer


class Named:
    """A page whose title is the name of this directory."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self.title = settings.DIRECTORY_NAME
        return super().get(request, *args, **kwargs)  # type: ignore[misc]


class SwaggerView(Named, SpectacularSwaggerSplitView):
    """Swagger UI. Its script is a request of its own, since the page allows no inline script."""

    renderer_classes = [TemplateHTMLRenderer]
    url_name = "openapi"


class RedocView(Named, SpectacularRedocView):
    """ReDoc."""

    renderer_classes = [TemplateHTMLRenderer]
    template_name = "directory/redoc.html"
    url_name = "openapi"


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
