"""Secrets in links: long, random, and kept as a digest alone, so that no backup can be clicked."""

import hashlib
import re
import secrets

SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """256 random bits, as an address takes them."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token. With so many random bits a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(text: str) -> bool:
    """Whether `text` could be one of ours at all."""
    return SHAPE.fullmatch(text) is not None
