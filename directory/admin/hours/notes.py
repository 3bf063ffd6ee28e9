"""The remarks of a schedule that have a box to tick, and the rest in people's own words."""

from dataclasses import dataclass

# In this order, each in a line of its own, before anything else.
TERM_TIME = "Term time only."
BOOKED = "By appointment only."


@dataclass(frozen=True)
class Notes:
    """What `notes` of a schedule say."""

    term_time: bool = False
    booked: bool = False
    others: str = ""


def read_notes(text: str) -> Notes:
    """The boxes ticked in `text`, and its other words."""
    said = {TERM_TIME: False, BOOKED: False}
    rest = text.strip()
    for line in said:
        if rest == line or rest.startswith((f"{line}\n", f"{line} ", f"{line}\r\n")):
            said[line] = True
            rest = rest[len(line) :].strip()
    return Notes(said[TERM_TIME], said[BOOKED], rest)


def write_notes(notes: Notes) -> str:
    """`notes` as they are kept."""
    lines = [
        TERM_TIME if notes.term_time else "",
        BOOKED if notes.booked else "",
        notes.others.strip(),
    ]
    return "\n".join(filter(None, lines))
