"""Kinds of argument that several commands take."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from uuid import UUID


def identifier(text: str) -> UUID:
    """A record's id, as it stands at the end of its address in the API."""
    try:
        return UUID(text)
    except ValueError:
        raise ArgumentTypeError(
            f"{text!r} is not a UUID, such as 8896b788-7b3e-11ef-8db9-7f3d040352b3"
        ) from None


def at_least(lowest: int) -> Callable[[str], int]:
    """A whole number from `lowest` to a million."""

    def read(text: str) -> int:
        if text.isascii() and text.isdecimal() and lowest <= int(text[:8]) <= 1_000_000:
            return int(text)
        raise ArgumentTypeError(f"{text!r} is not a whole number from {lowest} to 1,000,000")

    return read
