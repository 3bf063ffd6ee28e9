"""Commands that write to people: not where their letters would reach nobody."""

from django.conf import settings
from django.core.management.base import CommandError

CONSOLE = "django.core.mail.backends.console.EmailBackend"


def refuse_without_mail_server() -> None:
    """Raises CommandError on a deployment whose letters go to the console.

    They would count as sent; and whoever reads the log could follow the links in them.
    """
    if settings.EMAIL_BACKEND == CONSOLE and not settings.DEBUG:
        raise CommandError(
            "Nothing was sent: e-mail would go to this terminal. Set EMAIL_URL, for example "
            "EMAIL_URL=smtp+tls://user:password@smtp.example.org:587",
            returncode=2,
        )
