"""Merging: of two records that are one, the first becomes part of the second."""
