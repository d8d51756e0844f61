"""Pages about councils: find one, its relevant partners on any day, why a body is not one, and what changed."""
