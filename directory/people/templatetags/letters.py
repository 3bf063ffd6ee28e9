"""For the templates of letters, in which nothing is escaped."""

from django import template

register = template.Library()


@register.filter
def one_line(text: object) -> str:
    """A name in the middle of our words: it cannot begin a line as if it were ours."""
    return " ".join(str(text).split())
