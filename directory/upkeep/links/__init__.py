"""Finding dead web addresses, politely, and never inside anybody's network."""
