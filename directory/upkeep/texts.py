"""What strangers write: plain text, taken as it is or not at all, and never as markup or links."""

import re

# Control characters and halves of a UTF-16 pair; not a new line or tab, and not the marks that
# join or turn letters, as Urdu and Persian are written with.
NOT_PLAIN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def plain(text: str) -> str:
    """`text` with its lines ended as ours are. Raises ValueError if it is no plain text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if NOT_PLAIN.search(lines):
        raise ValueError("It holds characters that no text has.")
    return lines
