"""The secret in a secure link: 256 random bits, of which the database keeps a digest only."""

from __future__ import annotations

import hashlib
import re
import secrets

SHAPE = re.compile(r"[A-Za-z0-9_-]{43}\Z")


def new_token() -> str:
    """A fresh token of 43 signs that go into an address as they are."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token. It needs no salt: nobody can try 2²⁵⁶ of them."""
    return hashlib.sha256(token.encode()).hexdigest()
