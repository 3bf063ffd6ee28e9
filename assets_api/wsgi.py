"""The entry point of the web process: `gunicorn assets_api.wsgi`."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assets_api.settings")

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
ASCII = bytes(range(128))


def with_known_charset(application: Application) -> Application:
    """`application`, told of no charset but those a query string can be read in.

    Django reads it before any code of ours runs, and falls over `charset=base64`.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        content_type = environ.get("CONTENT_TYPE", "")
        if not _has_known_charset(content_type):
            environ["CONTENT_TYPE"] = content_type.partition(";")[0]
        return application(environ, start_response)

    return answer


def _has_known_charset(content_type: str) -> bool:
    """Whether its charset, if any, has the signs of ASCII where ASCII has them."""
    try:
        _, parameters = parse_header_parameters(content_type)
        return ASCII.decode(parameters.get("charset", "utf-8"), "replace") == ASCII.decode()
    except (LookupError, TypeError, ValueError):  # TypeError: of odd RFC 2231 pieces.
        return False


application = with_known_charset(get_wsgi_application())
