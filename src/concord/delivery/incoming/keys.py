"""The addresses that answers and bounces come to: one for each message sent, which nobody can make up.

`reply+<id>-<seal>@…`: the seal is a keyed hash of the message's id and of what the address is for. Nothing is stored.
After a new CONCORD_SECRET_KEY older addresses are not known any more: what comes to them is kept as unknown.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

if TYPE_CHECKING:
    from collections.abc import Iterable

REPLY: Final = "reply"
BOUNCE: Final = "bounce"

SEAL_LENGTH: Final = 20
"""Signs of base 32: 100 bits. Small letters only, for some mail servers do not tell small from capital."""
KEYED: Final = re.compile(r"\+([a-z0-9]{16})-([a-z2-7]{20})@", re.IGNORECASE)


def reply_address(public_id: str) -> str:
    """Where an answer to the message goes; empty where no incoming mail is set up."""
    return _address(settings.MAIL_REPLIES.partition("@")[0], REPLY, public_id)


def return_path(public_id: str) -> str:
    """Where the message comes back to if it cannot be delivered; empty where no incoming mail is set up."""
    return _address("bounce", BOUNCE, public_id)


def message_in(addresses: Iterable[str]) -> str:
    """The public id of the message that the first right address among these texts is for; empty where none is."""
    for text in addresses:
        for found in KEYED.finditer(text):
            public_id, seal = found[1].lower(), found[2].lower()
            if any(constant_time_compare(seal, _seal(purpose, public_id)) for purpose in (REPLY, BOUNCE)):
                return public_id
    return ""


def _address(name: str, purpose: str, public_id: str) -> str:
    domain = settings.MAIL_REPLIES.partition("@")[2]
    return f"{name}+{public_id}-{_seal(purpose, public_id)}@{domain}" if domain else ""


def _seal(purpose: str, public_id: str) -> str:
    mac = salted_hmac(f"concord.delivery.incoming.{purpose}", public_id, algorithm="sha256").digest()
    return base64.b32encode(mac).decode().lower()[:SEAL_LENGTH]
