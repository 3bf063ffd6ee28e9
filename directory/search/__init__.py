"""How what is public is found: its hours and its words."""
