"""Months in full, and times by 24 hours: Django's own British times say "6:35 p.m."."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
