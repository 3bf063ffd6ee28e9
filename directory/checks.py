"""Start-up checks: a deployment with a dangerous or misspelt setting does not start."""

import logging

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
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


@register()
def the_log_level_is_one(app_configs, **kwargs) -> list[CheckMessage]:
    level = settings.LOG_LEVEL
    if level in logging.getLevelNamesMapping():
        return []
    return [
        Error(
            f"LOG_LEVEL is {level!r}, which is no level.",
            hint="Use one of DEBUG, INFO, WARNING, ERROR.",
            id="directory.E002",
        )
    ]
