"""What the pages share."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(
    request: HttpRequest, template: str, words: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page for one reader: no cache keeps it, no search engine lists it, and where it leads on
    to is not told its address, which may hold a secret."""
    shown = render_to_string(
        f"upkeep/{template}.html", {"directory": settings.DIRECTORY_NAME, **(words or {})}
    )
    answer = HttpResponse(shown, status=status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
