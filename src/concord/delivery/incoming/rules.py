"""What kinds of incoming mail there are, how large one may be, and when it is put before its room again. Pure.

Concord's own policy, no law: a reply by e-mail is words to be read, whatever it says; it is never taken for a decision.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a message that came in is."""

    REPLY = "reply"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    """It came back for good."""
    DELAY = "delay"
    """A mail server says that it is still trying: kept, and nothing changes."""
    UNKNOWN = "unknown"
    """It carries no reply address of Concord's, so nobody but a person can tell what it is about."""


FOR_A_ROOM: Final = frozenset({Kind.REPLY, Kind.AUTOMATIC, Kind.BOUNCE})
"""What is put before a room; the rest is only kept."""

LARGEST: Final = 30 * 1024 * 1024
"""Bytes of one message, as most mail servers take."""
LONGEST_TEXT: Final = 100_000
"""Signs of one message's words that are kept."""
MOST_PARTS: Final = 200
DEEPEST: Final = 20
MOST_ATTACHMENTS: Final = 50
LONGEST_NAME: Final = 120

TRIES: Final = 8
WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
"""Between one try to put a message before its room and the next; the last try is some two days after the first."""

KEPT_IN_THE_MAILDIR: Final = timedelta(days=14)
"""How long the file of a message taken in lies in the Maildir, against a database restored from a backup."""


def next_try(*, attempts: int, at: datetime) -> datetime | None:
    """When to try again after failed attempt number `attempts` (1 is the first); None is to give up.

    >>> next_try(attempts=8, at=datetime(2026, 11, 22)) is None
    True
    """
    return None if attempts >= TRIES else at + WAITS[min(attempts, len(WAITS)) - 1]


_MEANS: Final = {
    "1.1": "the mailbox does not exist",
    "1.10": "the mailbox takes no mail",
    "1.0": "the address is not right",
    "1.2": "the part of the address after the @ does not exist",
    "1.3": "the address is not right",
    "1.6": "the mailbox has moved and left no new address",
    "2.0": "the mailbox takes no mail",
    "2.1": "the mailbox is closed",
    "2.2": "the mailbox is full",
    "2.3": "the message is larger than the mailbox takes",
    "3.4": "the message is larger than its mail server takes",
    "4.1": "its mail server did not answer",
    "4.4": "its mail server could not be found",
    "4.7": "its mail server did not take the message for too long",
}
"""RFC 3463: subject and detail of an enhanced status code, in words."""
_REFUSED: Final = "its mail server refused the message as a matter of policy"
_UNSAID: Final = "its mail server does not say why in words that Concord knows"


def came_back(code: str, *, recipient: str = "") -> str:
    """Why a message came back, as a sentence; `recipient` names an address that was not the one written to.

    >>> came_back("5.1.1")
    'It came back: the mailbox does not exist.'
    """
    _, _, detail = code.partition(".")
    why = _REFUSED if detail.startswith("7.") else _MEANS.get(detail, _UNSAID)
    on_the_way = f" from {recipient}, where it had been passed on" if recipient else ""
    return f"It came back{on_the_way}: {why}."
