"""Letters to people: plain text, with links that lead to this site alone."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context
from django.template.loader import get_template

from directory.people.templatetags.letters import one_line


def send(to: str, subject: str, template: str, context: Mapping[str, Any]) -> None:
    """Write to `to`, in the words of `template`, plain text in which nothing is escaped.

    The template also has `directory`, the site's name, and `site_url`. Links are made with
    `absolute`, never from the address a request came to: that is for the sender of it to choose.
    """
    words = {"directory": settings.DIRECTORY_NAME, "site_url": settings.SITE_URL, **context}
    rendered = get_template(template).template.render(Context(words, autoescape=False))  # type: ignore[attr-defined]
    # A line break in a name must not become a header.
    line = one_line(subject)
    EmailMessage(line, rendered.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [to]).send()


def absolute(path: str) -> str:
    """The whole address of `path`, which starts with a slash."""
    return settings.SITE_URL + path
