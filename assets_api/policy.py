"""The content security policy, on whatever a browser may show as a page."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase

from assets_api.straight import API


class PolicyOfPages(CSPMiddleware):
    """The policy on every answer outside the API, refusals and static files included.

    It stands first of all middleware: what those after it answer themselves has the policy too.
    The API's answers are data, which no browser runs (`X-Content-Type-Options: nosniff`).
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response if request.path_info.startswith(API) else super().__call__
        return answer(request)  # type: ignore[return-value]  # Nothing here is awaited.
