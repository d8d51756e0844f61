"""What a server must have been given before it answers anyone, and what it must not. For `wsgi`; commands need less."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from django.conf import LazySettings

SHORTEST_SECRET = 40


def missing(settings: LazySettings) -> list[str]:
    """A sentence for each thing that keeps this server from starting, with its remedy; empty when all is there."""
    found = {
        "CONCORD_SECRET_KEY is missing or short. Set it to at least 40 random characters, and keep it secret.": (
            len(_secret(settings)) < SHORTEST_SECRET
        ),
        "CONCORD_ENCRYPTION_KEYS is missing or wrong. Set it to one or more Fernet keys, newest first, commas between."
        " Keep a copy of them: what they encrypted cannot be read without them.": (
            not settings.ENCRYPTION_KEYS or not all(map(_is_key, settings.ENCRYPTION_KEYS))
        ),
        "CONCORD_ALLOWED_HOSTS is missing. Set it to the host names that this server answers to, commas between.": (
            not settings.ALLOWED_HOSTS
        ),
        "CONCORD_DEMONSTRATION=1 lets anyone sign in as an invented officer, so it runs on this machine only."
        " Unset it, or leave CONCORD_BASE_URL at a loopback address.": (
            settings.DEMONSTRATION and urlsplit(settings.BASE_URL).hostname not in {"127.0.0.1", "localhost", "::1"}
        ),
    }
    return [sentence for sentence, holds in found.items() if holds]


def _secret(settings: LazySettings) -> str:
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:  # Django's way of saying that it is empty
        return ""


def _is_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
