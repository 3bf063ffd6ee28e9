"""Every door of the site."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import TemplateView

from assets_api import health
from directory.api import documentation, errors

handler400 = "directory.api.errors.bad_request"
handler404 = "directory.api.errors.not_found"
handler500 = "directory.api.errors.server_error"

urlpatterns = [
    path("", TemplateView.as_view(template_name="directory/home.html"), name="home"),
    path("admin/", admin.site.urls),
    path("api/v3/", include("directory.api.urls")),
    path("api/openapi.json", documentation.SchemaView.as_view(), name="openapi"),
    path("api/docs/", documentation.SwaggerView.as_view(), name="swagger"),
    path("api/redoc/", documentation.RedocView.as_view(), name="redoc"),
    path("livez", health.livez),
    path("readyz", health.readyz),
    # People type addresses with and without the slash at the end.
    re_path(r"^(?P<path>admin|api/v3|api/docs|api/redoc)$", documentation.with_slash),
    re_path(r"^(?P<path>api/v3/.+)/$", documentation.without_slash),
    re_path(r"^api/", errors.not_found),
]
