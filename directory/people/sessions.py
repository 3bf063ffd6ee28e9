"""Sessions end twelve hours after they were last used (SESSION_COOKIE_AGE)."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# A session is written anew at most this often: most pages then write nothing.
EVERY_SECONDS = 300
USED_AT = "used_at"


def rolling_sessions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware that puts off the end of the session of whoever is signed in and at work."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.session.accessed and "_auth_user_id" in request.session:
            now = int(time.time())
            if now - request.session.get(USED_AT, 0) >= EVERY_SECONDS:
                request.session[USED_AT] = now
        return response

    return middleware
