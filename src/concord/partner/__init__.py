"""The partners' door: a secure link answers a request, without an account."""
