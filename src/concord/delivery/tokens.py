"""The secrets of a secure link: its token of 256 random bits, and the six digits that prove its mailbox.

The database keeps a digest of each only.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

SHAPE = re.compile(r"[A-Za-z0-9_-]{43}\Z")


def new_token() -> str:
    """A fresh token of 43 signs that go into an address as they are."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token. It needs no salt: nobody can try 2²⁵⁶ of them."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """A fresh code of six digits."""
    return f"{secrets.randbelow(1_000_000):06}"


def code_digest(code: str, *, link: str) -> str:
    """What is kept of the code of a link (its public id): keyed, for a million codes are soon tried."""
    return salted_hmac("concord.delivery.code", f"{link}:{code}", algorithm="sha256").hexdigest()


def is_code(code: str, digest: str, *, link: str) -> bool:
    """Whether this is the code, found out in a time that tells nothing."""
    return constant_time_compare(code_digest(code, link=link), digest)
