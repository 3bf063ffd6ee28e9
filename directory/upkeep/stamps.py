"""Form stamps: that a form was opened for this very entry, a while ago, but not long ago.

A program that fills in forms opens none, or has it back at once. Signed with the site's secret and
kept nowhere, so that the form needs no cookie.
"""

import time

from django.core import signing

SALT = "directory.upkeep.stamps"
AT_LEAST, AT_MOST = 2, 24 * 60 * 60  # seconds


class TooSoon(Exception):
    """Sent faster than anybody reads and writes."""


class TooLate(Exception):
    """Opened too long ago, for another entry, or never."""


def stamp(subject: str) -> str:
    """A stamp of now, for a form about `subject`."""
    return signing.dumps([subject, int(time.time())], salt=SALT)


def check(text: str, subject: str) -> None:
    """Raises TooSoon and TooLate."""
    try:
        about, at = signing.loads(text, salt=SALT)
        age = time.time() - int(at)
    except (signing.BadSignature, ValueError, TypeError):
        raise TooLate from None
    if about != subject or age > AT_MOST or age < 0:
        raise TooLate
    if age < AT_LEAST:
        raise TooSoon
