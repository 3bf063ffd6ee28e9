"""How long what an organisation confirmed holds: the one rule that reminders, search and API share.

A public document keeps the day from which it is overdue (`overdue_from`), since bytes that are
finished at publishing cannot say how old they will be when they are read.
"""

from calendar import monthrange
from datetime import date, timedelta

# A service nobody has confirmed for so long is overdue; so is one nobody ever confirmed.
OVERDUE_AFTER_MONTHS = 12


def months_after(day: date, months: int) -> date:
    """The same day of the month, so many months later; where there is none, the month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def overdue_from(assured: date) -> date | None:
    """The day from which a service that was confirmed on `assured` is overdue.

    None for a date so late that no calendar has the day: a slip of the keyboard.
    """
    try:
        return months_after(assured, OVERDUE_AFTER_MONTHS)
    except ValueError:
        return None


def fresh_since(today: date, months: int = OVERDUE_AFTER_MONTHS) -> date:
    """The earliest day of which it holds that `months` have not passed since: what was confirmed
    before it is, on `today`, so many months old or older."""
    day = months_after(today, -months)
    while months_after(day, months) <= today:
        day += timedelta(days=1)
    return day
