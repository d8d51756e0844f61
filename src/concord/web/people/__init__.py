"""Pages for signing in and out, for choosing whom to act for, and for keys. Sign-in is for demonstrations only."""
