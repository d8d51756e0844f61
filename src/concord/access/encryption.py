"""Text that is encrypted at rest: who a person is, and what is asked for them. Keys: `CONCORD_ENCRYPTION_KEYS`.

The newest key writes; every key in the setting reads, so a key is changed by putting a new one in front of it.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

from concord.base.errors import Unavailable

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


class LostKeyError(Unavailable):
    """Something stored was encrypted with a key that the setting no longer holds."""


@lru_cache(maxsize=4)
def _each(keys: tuple[str, ...]) -> tuple[Fernet, ...]:
    return tuple(map(Fernet, keys))


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured(
            "CONCORD_ENCRYPTION_KEYS is empty, so nothing about a person can be stored. Set it to a Fernet key."
        )
    try:
        return MultiFernet(_each(keys))
    except ValueError as error:
        raise ImproperlyConfigured(
            "CONCORD_ENCRYPTION_KEYS holds something that is no Fernet key: each is 44 signs of base64."
        ) from error


def encrypt(text: str) -> str:
    """The text under the newest key; the empty text stays empty."""
    return encrypt_bytes(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """The text again. Raises LostKeyError where no key in the setting fits."""
    return decrypt_bytes(token.encode()).decode() if token else ""


def encrypt_bytes(content: bytes) -> bytes:
    """Content under the newest key, as one token of base64 without an end of line."""
    return _fernet(tuple(settings.ENCRYPTION_KEYS)).encrypt(content)


def decrypt_bytes(token: bytes) -> bytes:
    """The content again. Raises LostKeyError where no key in the setting fits."""
    try:
        return _fernet(tuple(settings.ENCRYPTION_KEYS)).decrypt(token)
    except InvalidToken as error:
        raise LostKeyError(_LOST) from error


def opened(token: bytes) -> tuple[int, bytes]:
    """The place of the key that reads a token, the newest being 0, and the content. Raises LostKeyError."""
    check_keys()
    for place, key in enumerate(_each(tuple(settings.ENCRYPTION_KEYS))):
        with suppress(InvalidToken):
            return place, key.decrypt(token)
    raise LostKeyError(_LOST)


def check_keys() -> None:
    """Raise ImproperlyConfigured where the setting holds no key, or something that is none."""
    _fernet(tuple(settings.ENCRYPTION_KEYS))


_LOST: Final = (
    "Stored text cannot be read: its key is not in CONCORD_ENCRYPTION_KEYS. Put back the key that was in use when it"
    " was written, after the newest one."
)


class EncryptedTextField(_Text):
    """Text that the database holds encrypted. It can be read and written, never searched or sorted."""

    def get_prep_value(self, value: Any) -> Any:
        """The text as the database is to hold it."""
        return value if value is None else encrypt(str(value))

    def from_db_value(self, value: str | None, expression: object, connection: BaseDatabaseWrapper) -> str | None:  # noqa: ARG002  Django's signature
        """The text as the program is to read it."""
        return value if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is any: the same text is never encrypted to the same signs twice."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted: it cannot be searched by “{lookup_name}”.")
