"""Dates and times on pages are written as people here write them, everywhere alike."""

from datetime import UTC, date, datetime, time

from django.utils.formats import date_format, localize, time_format
from django.utils.timezone import localtime


def test_times_are_by_24_hours_and_months_in_full():
    moment = localtime(datetime(2026, 7, 3, 17, 35, tzinfo=UTC))

    assert localize(moment) == "3 July 2026, 18:35"
    assert date_format(date(2026, 7, 3)) == "3 July 2026"
    assert time_format(time(0, 5)) == "00:05"
