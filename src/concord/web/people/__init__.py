"""Pages for signing in and out. Only demonstration people can sign in here, and only on a demonstration server."""
