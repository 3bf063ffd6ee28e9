"""Words: how a record is found by what people type, in their own words (docs/search.md)."""
