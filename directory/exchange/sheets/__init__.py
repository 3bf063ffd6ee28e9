"""Spreadsheets people bring and take away: one row a record, in plain words.

What comes in goes the way of every import: the same checks, the same staging, the same writer.
Here is what a person needs besides: a file that may be hostile, columns called anything, a preview,
and nothing beyond their reach.
"""
