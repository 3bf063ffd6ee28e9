"""The peer of the gzip answers: this API's plain answers, compressed by Django's GZipMiddleware.

A settings module: the project's own, with two middlewares in front.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from assets_api.settings import *  # noqa: F403
from assets_api.settings import MIDDLEWARE as OWN_MIDDLEWARE

MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "benchmarks.gzip_peer.ask_for_plain",
    *OWN_MIDDLEWARE,
]


def ask_for_plain(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Hides from the API, but not from GZipMiddleware, that the client takes gzip."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        accepted = request.META.pop("HTTP_ACCEPT_ENCODING", "")
        response = get_response(request)
        request.META["HTTP_ACCEPT_ENCODING"] = accepted
        return response

    return middleware
