"""How official files are read into the tables of places, each in one transaction."""
