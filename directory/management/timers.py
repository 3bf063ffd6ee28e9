"""What has to be run every now and then, and when."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

OFTEN = timedelta(minutes=15)


@dataclass(frozen=True)
class Timer:
    """A command, once a day at this time, or with none every quarter of an hour."""

    command: str
    at: time | None = None

    def is_due(self, since: datetime, now: datetime) -> bool:
        """Whether its moment has come after `since`, the last time anybody looked."""
        if self.at is None:
            return _quarters(now) > _quarters(since)
        midnights = (since.date(), now.date())
        return any(since < datetime.combine(day, self.at, now.tzinfo) <= now for day in midnights)


# Letters go out in office hours; what reads or writes much, at night.
TIMERS = (
    Timer("tell_problems"),
    Timer("find_duplicates", time(1, 30)),
    Timer("check_links", time(2, 30)),
    Timer("clear_uploads", time(3, 30)),
    Timer("clearsessions", time(3, 45)),
    Timer("reopen_services", time(4, 5)),
    Timer("remind_editors", time(9)),
)


def _quarters(moment: datetime) -> int:
    return int(moment.timestamp() // OFTEN.total_seconds())
