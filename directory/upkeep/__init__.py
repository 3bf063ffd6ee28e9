"""Keeping entries true: reminders, confirming by a link, dead web addresses, problem reports."""
