"""Pages of the documents of an agreement at the desk: listed by version, put there, opened, taken away."""
