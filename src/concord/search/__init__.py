"""Full-text search of what is encrypted at rest: words are kept as keyed fingerprints, never as words."""
