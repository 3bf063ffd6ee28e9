"""The form of a service: what a volunteer tells about it, a section at a time."""
