"""The pages people see outside the admin: the home page, and what went wrong.

Under /api/ a program reads what went wrong, so there it is problem details instead of a page.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from directory.api import errors


def home(request: HttpRequest) -> HttpResponse:
    return _page("home")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_for_programs(request):
        return errors.bad_request(request, exception)
    return _page("bad_request", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page("forbidden", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_for_programs(request):
        return errors.not_found(request, exception)
    return _page("not_found", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    if _is_for_programs(request):
        return errors.server_error(request)
    return _page("server_error", status=500)


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _page(name: str, *, status: int = 200) -> HttpResponse:
    """The page, rendered without the request: who asks, and whether there is a database to ask
    about them, makes no difference to it."""
    page = render_to_string(f"directory/{name}.html", {"directory": settings.DIRECTORY_NAME})
    return HttpResponse(page, status=status)
