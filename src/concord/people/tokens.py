"""The secret of a key: 256 random bits behind two letters that tell what it is. The database keeps a digest only."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Final

from concord.people.rules import KeyKind

BEGINS: Final = {KeyKind.API: "ck_", KeyKind.CALENDAR: "cf_"}
SHAPE = re.compile(r"c[kf]_[A-Za-z0-9_-]{43}\Z")


def new_token(kind: KeyKind) -> str:
    """A fresh token, which goes into a header or an address as it is."""
    return BEGINS[kind] + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is kept of a token. It needs no salt: nobody can try 2²⁵⁶ of them."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_shaped(token: str, kind: KeyKind) -> bool:
    """Whether a text can be a token of this kind at all."""
    return token.startswith(BEGINS[kind]) and SHAPE.match(token) is not None
