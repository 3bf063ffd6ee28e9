"""Sessions as a calendar file, RFC 5545, that phones and diaries take in."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from directory.search.hours.occurrences import Session

PRODUCT = "-//Community assets directory//Sessions//EN"
MOST_OCTETS = 75


def calendar(
    sessions: Iterable[Session],
    *,
    name: str,
    host: str,
    owner: str,
    stamp: datetime,
    description: str = "",
    url: str = "",
    places: dict[str, str] | None = None,
) -> bytes:
    """An .ics of `sessions`, all called `name`.

    `owner`, the id of their record, and `host` make each event's UID; it stays the same from one
    download to the next, so a diary updates what it has. `stamp` is when the record last changed;
    `places` gives the address of each location by its id. Times are in UTC, so no diary depends on
    knowing our clock.
    """
    return b"".join(
        _folded(line)
        for line in _lines(sessions, name, host, owner, stamp, description, url, places or {})
    )


def _lines(
    sessions: Iterable[Session],
    name: str,
    host: str,
    owner: str,
    stamp: datetime,
    description: str,
    url: str,
    places: dict[str, str],
) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}")
    for session in sessions:
        begins = _moment(session.starts)
        parts = (owner, session.location_id or "", session.schedule_id, begins)
        yield "BEGIN:VEVENT"
        yield f"UID:{_text('-'.join(filter(None, parts)))}@{_text(host)}"
        yield f"DTSTAMP:{_moment(stamp)}"
        yield f"DTSTART:{begins}"
        if session.ends:
            yield f"DTEND:{_moment(session.ends)}"
        yield f"SUMMARY:{_text(name)}"
        if description:
            yield f"DESCRIPTION:{_text(description)}"
        if place := places.get(session.location_id or ""):
            yield f"LOCATION:{_text(place)}"
        if url:
            yield f"URL:{_plain(url)}"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """`value` as RFC 5545's TEXT: its signs escaped, line breaks kept, other controls left out."""
    lines = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").splitlines()
    return "\\n".join(map(_plain, lines))


def _plain(value: str) -> str:
    """`value` on one line, without what no line of a calendar may hold."""
    return "".join(
        letter
        for letter in value
        if letter == "\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
    )


def _folded(line: str) -> bytes:
    """`line` with its ending, in pieces of at most 75 octets that split no letter."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > MOST_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
