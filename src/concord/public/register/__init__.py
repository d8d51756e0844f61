"""The page about the register's own quality: editions, sources, counts, checks, gaps and announced changes."""
