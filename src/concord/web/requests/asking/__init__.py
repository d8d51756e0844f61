"""Pages on which a request is asked: short, saved as they are typed; their overview, the check, and the letter."""
