"""Records that may be the same: found with reasons, set apart for good, or merged into one."""
