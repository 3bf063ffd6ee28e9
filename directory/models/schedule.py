"""When things happen. HSDS `schedule`, an RRULE (RFC 5545) spread over columns."""

from django.core.validators import RegexValidator
from django.db import models

from directory.models.base import (
    HSDSModel,
    Line,
    Text,
    WebAddress,
    at_least,
    at_most,
    in_order,
    one_of,
    owned_by,
)


class Frequency(models.TextChoices):
    """How often a rule repeats, as far as HSDS allows."""

    WEEKLY = "WEEKLY", "weekly"
    MONTHLY = "MONTHLY", "monthly"


class Weekday(models.TextChoices):
    """RFC 5545's names of the days."""

    MONDAY = "MO", "Monday"
    TUESDAY = "TU", "Tuesday"
    WEDNESDAY = "WE", "Wednesday"
    THURSDAY = "TH", "Thursday"
    FRIDAY = "FR", "Friday"
    SATURDAY = "SA", "Saturday"
    SUNDAY = "SU", "Sunday"


class Schedule(HSDSModel):
    """One repeating time. HSDS 3.1 `schedule`; the parts of its rule are RFC 5545's."""

    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="schedules",
        help_text="The service that runs at these times.",
    )
    location = models.ForeignKey(
        "directory.Location",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="schedules",
        help_text="The location that is open at these times.",
        verbose_name="place",
    )
    service_at_location = models.ForeignKey(
        "directory.ServiceAtLocation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="schedules",
        help_text="The service at a location that runs at these times.",
        verbose_name="service at a place",
    )
    valid_from = models.DateField(null=True, blank=True, help_text="The first day this holds.")
    valid_to = models.DateField(null=True, blank=True, help_text="The last day this holds.")
    dtstart = models.DateField(
        "first date", null=True, blank=True, help_text="The date of the first session."
    )
    timezone = models.DecimalField(
        "time zone",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Hours ahead of UTC, such as 0 or 1. Blank means the place's own time.",
    )
    until = models.DateField(null=True, blank=True, help_text="The date of the last session.")
    count = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many sessions there are in all."
    )
    wkst = models.CharField(
        "week starts on",
        max_length=2,
        blank=True,
        default="",
        choices=Weekday.choices,
        help_text="The day a week starts on: MO to SU. Matters when interval is above 1.",
    )
    freq = models.CharField(
        "how often",
        max_length=7,
        blank=True,
        default="",
        choices=Frequency.choices,
        help_text="WEEKLY or MONTHLY.",
    )
    interval = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="2 means every other week or month. Blank means every one."
    )
    byday = Line(
        "weekdays",
        validators=[
            RegexValidator(
                r"^([+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU))(,[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU))*$",
                "Two letters a day, comma-separated, such as MO,WE; monthly also 2SA or -1FR.",
            )
        ],
        help_text="Days of the week, comma-separated: MO,WE. Monthly, 2SA is the second Saturday "
        "and -1FR the last Friday.",
    )
    byweekno = Line("weeks of the year", help_text="Numbers of weeks in the year: 1,2 or -1.")
    bymonthday = Line("days of the month", help_text="Days of the month: 1,15 or -1 for the last.")
    byyearday = Line("days of the year", help_text="Days of the year: 1,100 or -1 for the last.")
    description = Text(help_text="The times in words, as people would say them.")
    opens_at = models.TimeField(null=True, blank=True, help_text="When it starts, such as 10:00.")
    closes_at = models.TimeField(
        null=True,
        blank=True,
        help_text="When it ends, such as 12:30. Before opens_at means after midnight.",
    )
    schedule_link = WebAddress("page with the times", help_text="A web page with the times.")
    attending_type = Line(
        "how people take part", help_text="How people take part: in person, online or by phone."
    )
    notes = Text("exceptions", help_text="Exceptions, such as term time only or by appointment.")

    class Meta:
        ordering = ["opens_at", "id"]
        verbose_name = "set of times"
        verbose_name_plural = "sets of times"
        constraints = [
            owned_by("schedule", "service", "location", "service_at_location"),
            one_of("schedule", "freq", Frequency, blank=True),
            one_of("schedule", "wkst", Weekday, blank=True),
            at_least("schedule", "interval", 1),
            at_least("schedule", "count", 1),
            at_most("schedule", "interval", 1000),
            at_most("schedule", "count", 10_000),
            in_order("schedule", "valid_from", "valid_to", "It ends before it begins."),
        ]

    def __str__(self) -> str:
        return self.description or f"{self.freq} {self.byday} {self.opens_at or ''}".strip()
