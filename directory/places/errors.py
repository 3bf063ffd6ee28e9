"""Why a place cannot be told. Each message says what is wrong and shows what works."""

from collections.abc import Sequence


class PlaceError(ValueError):
    """A place that was asked for and cannot be told; its text may be shown to who asked."""


class MalformedPostcode(PlaceError):
    """The text is no postcode, nor the first half of one."""


class UnknownPostcode(PlaceError):
    """The postcode is well formed, and no such one is known."""


class UnknownArea(PlaceError):
    """No area has this code."""


class UnclearPlace(PlaceError):
    """No place can be told from the name. `suggestions` are names that can be."""

    def __init__(self, message: str, suggestions: Sequence[str]) -> None:
        super().__init__(message)
        self.suggestions = tuple(suggestions)


class UnknownPlace(UnclearPlace):
    """No place has this name; `suggestions` are spelt like it."""


class AmbiguousPlace(UnclearPlace):
    """More than one place has this name; `suggestions` are the names that tell them apart."""


SHOWN = 30  # characters of what was asked for that a message repeats


def shown(text: str) -> str:
    """`text` as a message repeats it: on one line, without control characters, cut."""
    clean = "".join(
        character if character.isprintable() else " " for character in text[: SHOWN + 1]
    )
    return clean if len(clean) <= SHOWN else f"{clean[:SHOWN]}…"
