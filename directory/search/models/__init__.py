"""The indexes of search: tables made of public documents, kept right as those are published."""
