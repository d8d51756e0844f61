"""The keyed fingerprints that the index holds in place of words, and the keys that make them.

Keys are derived from `CONCORD_ENCRYPTION_KEYS`: the index gives away a part of what the texts say, so it is guarded by
what guards the texts, and an older key that still reads them still finds them. Why: docs/decisions/0008.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from functools import lru_cache

from django.conf import settings

_BYTES = 5
"""Forty bits, eight signs: among a million different words a query meets a wrong one once in a million times."""


def newest() -> str:
    """The mark of the key that a new index is made with."""
    return mark(settings.ENCRYPTION_KEYS[0])


def known() -> dict[str, str]:
    """The keys in the setting by their marks."""
    return {mark(key): key for key in settings.ENCRYPTION_KEYS}


@lru_cache(maxsize=16)
def mark(key: str) -> str:
    """Tells one key from another and gives nothing of it away."""
    return hmac.digest(key.encode(), b"concord.search.mark", "sha256")[:6].hex()


@lru_cache(maxsize=65_536)
def fingerprint(key: str, kind: str, term: str) -> str:
    """What stands for a term of one kind of document under one key: eight signs of a-z and 2-7.

    >>> fingerprint("k", "request", "w:hous") == fingerprint("k", "message", "w:hous")
    False
    """
    return b32encode(hmac.digest(_of_kind(key, kind), term.encode(), "sha256")[:_BYTES]).decode().lower()


@lru_cache(maxsize=64)
def _of_kind(key: str, kind: str) -> bytes:
    return hmac.digest(key.encode(), f"concord.search.words:{kind}".encode(), "sha256")
