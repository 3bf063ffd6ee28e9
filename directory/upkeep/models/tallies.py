"""Counts that hold back who sends too much, shared by all processes."""

from django.db import models


class Tally(models.Model):
    """How often something happened in one stretch of time.

    What was counted cannot be read from the key: it is hashed with the site's secret and the time,
    and gone when the time is over.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.count} until {self.until}"
