"""From draft to live: what waits for a moderator, what differs, and every version there was.

What is public is decided in directory/publication, and done by its verbs alone.
"""
