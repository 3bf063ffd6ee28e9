"""What the times come to: each as a sentence, and the next five dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.utils import timezone

from directory.admin.hours.notes import read_notes
from directory.admin.hours.reading import as_published
from directory.models import Schedule
from directory.search.hours.occurrences import Session, sessions
from directory.search.hours.reading import Closure, Unknown, read
from directory.search.hours.rules import Rule
from directory.search.hours.wording import DAYS, in_words

DATES = 5
# Whoever is further away than this is not coming soon.
AHEAD = timedelta(days=800)


@dataclass(frozen=True)
class Preview:
    """Sentences, and the dates they come to; `caution` is what the dates leave out."""

    sentences: list[str]
    dates: list[str]
    caution: str = ""
    # Whether any of the sentences is one from which dates follow.
    has_rules: bool = False


def preview_of(rows: Iterable[Schedule], *, now: datetime | None = None) -> Preview:
    """What `rows`, saved or not, tell the public together."""
    rows = list(rows)
    now = timezone.localtime(now)
    schedules = [as_published(row) for row in rows]
    coming = islice(sessions(schedules, now, now + AHEAD), DATES)
    readings = [read(schedule) for schedule in schedules]
    caution = ""
    if any(read_notes(row.notes).term_time for row in rows):
        caution = "Dates in the school holidays may be among these: they are not left out."
    return Preview(
        [_sentence(row) for row in rows],
        [_date(session) for session in coming],
        caution,
        any(isinstance(reading, Rule) for reading in readings),
    )


def sentence_for(row: Schedule) -> str:
    """What `row` says, with its full stop."""
    return _sentence(row)


def _sentence(row: Schedule) -> str:
    reading = read(as_published(row))
    if isinstance(reading, Unknown):
        said = row.description.strip() or row.notes.strip()
        return _stop(said or in_words(as_published(row)))
    said = in_words(as_published(row))
    if isinstance(reading, Closure):
        reason = row.description.partition(":")[2].strip()
        return _stop(f"{said} ({reason})" if reason else said)
    notes = read_notes(row.notes)
    term = ", in term time only" if notes.term_time else ""
    booked = ", by appointment" if notes.booked else ""
    return _stop(f"{said}{term}{booked}")


def _stop(said: str) -> str:
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _date(session: Session) -> str:
    """ "Tuesday 24 November 2026, 10:00 to 12:00"."""
    starts = session.starts
    said = f"{DAYS[starts.weekday()]} {starts.day} {starts:%B %Y}, {starts:%H:%M}"
    if session.ends is None:
        return said
    next_day = " the next day" if session.ends.date() > starts.date() else ""
    return f"{said} to {session.ends:%H:%M}{next_day}"
