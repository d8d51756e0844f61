"""Pages on which officers keep whom to write to at each body, and add bodies that the register does not list."""
