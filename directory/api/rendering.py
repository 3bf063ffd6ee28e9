"""How answers are encoded. Successes are finished bytes, so DRF only ever renders problems."""

import json
from collections.abc import Iterable
from typing import Any

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

PROBLEM_JSON = "application/problem+json"


class ProblemRenderer(BaseRenderer):
    """Problem details as JSON (RFC 9457)."""

    media_type = PROBLEM_JSON
    format = "problem"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        # Half a surrogate pair, quoted back, has no UTF-8 but does have a JSON escape.
        return json.dumps(data, ensure_ascii=False).encode(errors="backslashreplace")


class OwnFormats(BaseContentNegotiation):
    """The form of an answer is chosen by HSDS's `format` parameter, not by `Accept`."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser:
        return next(iter(parsers))

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type
