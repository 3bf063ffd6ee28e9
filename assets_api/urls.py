"""Every door of the site."""

from django.contrib import admin
from django.urls import include, path, re_path

from assets_api import health, pages
from directory.api import documentation, errors

handler400 = "assets_api.pages.bad_request"
handler403 = "assets_api.pages.forbidden"
handler404 = "assets_api.pages.not_found"
handler500 = "assets_api.pages.server_error"

urlpatterns = [
    path("", pages.home, name="home"),
    path("admin/", admin.site.urls),
    path("accounts/", include("directory.people.urls")),
    path("api/v3/", include("directory.api.urls")),
    path("api/openapi.json", documentation.SchemaView.as_view(), name="openapi"),
    path("api/docs/", documentation.SwaggerView.as_view(), name="swagger"),
    path("api/redoc/", documentation.RedocView.as_view(), name="redoc"),
    path("", include("directory.upkeep.urls")),
    path("livez", health.livez),
    path("readyz", health.readyz),
    # People type addresses with and without the slash at the end.
    re_path(
        r"^(?P<path>admin|accounts(?:/[^/]+)*|api/v3|api/docs|api/redoc)$", documentation.with_slash
    ),
    re_path(r"^(?P<path>api/v3/.+)/$", documentation.without_slash),
    re_path(r"^api/", errors.not_found),
]
