"""Start-up checks: a deployment with a dangerous setting does not start."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("deployment")
def a_deployment_has_its_own_secret(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.DEBUG or settings.SECRET_KEY != settings.LOCAL_SECRET_KEY:
        return []
    return [
        Error(
            "SECRET_KEY is not set, and DEBUG is off.",
            hint="Set SECRET_KEY to 50 random characters: "
            "python -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id="directory.E001",
        )
    ]


@register("deployment", deploy=True)
def a_deployment_does_not_debug(app_configs, **kwargs) -> list[CheckMessage]:
    """Asked by gunicorn.conf.py: who forgets DEBUG=false would run with a key that all know."""
    if not settings.DEBUG:
        return []
    return [
        Error(
            "DEBUG is on, which is for a local copy only.",
            hint="Set DEBUG=false. To try the directory on your own machine: bin/run",
            id="directory.E002",
        )
    ]


@register("deployment")
def letters_lead_somewhere(app_configs, **kwargs) -> list[CheckMessage]:
    """Links in letters need the site's own address, which a pattern of hosts does not tell."""
    if settings.SITE_URL:
        return []
    return [
        Error(
            "SITE_URL is not set, and the first of ALLOWED_HOSTS is a pattern.",
            hint="Set SITE_URL, for example: SITE_URL=https://directory.example.org",
            id="directory.E003",
        )
    ]
