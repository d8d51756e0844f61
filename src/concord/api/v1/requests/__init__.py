"""Requests for co-operation, for a body's own systems: made, sent, answered and watched by key. CA2014.s7, s6(2)."""
