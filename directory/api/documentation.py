"""Swagger UI, ReDoc and the schema they show, all from this host alone."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import (
    SpectacularJSONAPIView,
    SpectacularRedocView,
    SpectacularSwaggerSplitView,
)
from rest_framework.renderers import TemplateHTMLRenderer


class SchemaView(SpectacularJSONAPIView):
    """The OpenAPI description of this API."""


class SwaggerView(SpectacularSwaggerSplitView):
    """Swagger UI. Its script is a request of its own, since the page allows no inline script."""

    renderer_classes = [TemplateHTMLRenderer]
    url_name = "openapi"


class RedocView(SpectacularRedocView):
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
