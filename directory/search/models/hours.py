"""The index of hours: on which days, and from when to when, something is on."""

from django.db import models
from django.db.models import Q


class SessionPattern(models.Model):
    """Some of the sessions of a public service or service_at_location, as numbers SQL can compare.

    directory/search/hours/patterns.py says what they mean. A record whose hours nobody knows has
    a row that says so, from the day on which that is so.
    """

    pk = models.CompositePrimaryKey("record", "number")
    record = models.BigIntegerField(help_text="The key of the record in `PublicRecord`.")
    number = models.IntegerField(help_text="Tells the rows of a record apart.")
    known = models.SmallIntegerField(help_text="0 for a span without known hours.")
    weekdays = models.SmallIntegerField(help_text="A bit for each day, 1 for Monday.")
    nth = models.SmallIntegerField(help_text="Which of them in the month; 0 for any.")
    monthday = models.SmallIntegerField(help_text="The day of the month; 0 for any.")
    interval_weeks = models.SmallIntegerField()
    week_phase = models.SmallIntegerField()
    interval_months = models.SmallIntegerField()
    month_phase = models.SmallIntegerField()
    first_day = models.IntegerField(help_text="An ordinal: 1 is 1 January of the year 1.")
    last_day = models.IntegerField()
    opens = models.SmallIntegerField(help_text="Minutes since midnight.")
    closes = models.SmallIntegerField(help_text="Minutes since the same midnight.")
    ends = models.SmallIntegerField(null=True, help_text="The same, where it is told.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                # SQLite would answer NULL, PostgreSQL with an error.
                condition=Q(interval_weeks__gte=1, interval_months__gte=1),
                name="session_pattern_divides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.number}"
