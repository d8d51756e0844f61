"""The partners' door: a secure link opens a request, an agreement or one's own contacts, without an account."""
