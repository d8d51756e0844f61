"""The signature by which a receiver knows that it was Concord that told it, unchanged and lately. Pure."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

VERSION = "v1"


def content(payload: Mapping[str, Any]) -> bytes:
    """The payload as it goes over the wire: JSON in UTF-8, always the same bytes for the same payload."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signature(secret: str, timestamp: str, sent: bytes) -> str:
    """HMAC-SHA256 of `timestamp.body` under the secret, after the version of this way to sign.

    >>> signature("s", "1", b"{}")[:12]
    'v1=b253639bc'
    """
    signed = hmac.new(secret.encode(), f"{timestamp}.".encode() + sent, hashlib.sha256)
    return f"{VERSION}={signed.hexdigest()}"


def headers(*, event: str, delivery: str, secret: str, sent: bytes, at: datetime) -> dict[str, str]:
    """The headers of a delivery made at an instant."""
    timestamp = str(int(at.timestamp()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Concord",
        "Concord-Event": event,
        "Concord-Delivery": delivery,
        "Concord-Timestamp": timestamp,
        "Concord-Signature": signature(secret, timestamp, sent),
    }
