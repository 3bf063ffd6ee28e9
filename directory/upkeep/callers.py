"""Where a request comes from, for counting."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The IP address a request comes from.

    Behind TRUSTED_PROXIES, what the outermost of them was called from; whatever a caller wrote into
    the header before that is not looked at.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not proxies:
        return direct
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    return passed[-proxies] if len(passed) >= proxies and passed[-proxies] else direct
