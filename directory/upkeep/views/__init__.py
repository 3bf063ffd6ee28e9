"""Pages that need no log-in: answering a reminder, and reporting a problem."""
