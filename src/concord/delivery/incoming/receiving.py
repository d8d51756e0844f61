"""Who takes the mail about which things: each room declares it in its own `mail.py`, read at the start.

What is declared here runs inside the operation that puts the mail before the room: both happen or neither. What raises
leaves the mail where it was, to be tried again. Who wrote it is not proved: an e-mail is words, never a decision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from concord.base.actor import Actor

if TYPE_CHECKING:
    from concord.delivery.incoming.bodies import Attachment
    from concord.delivery.incoming.rules import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A reply, or an automatic answer (`kind`), to the message `answers`, which went to `sent_to`.

    `mail` and `answers` are public ids. `subject` is the reference of the thing. `text` is what is new in it, `quoted`
    what it quotes and how it is signed. `written_at` is what the sender's machine says. `notes` are sentences on what
    could not be read.
    """

    mail: str
    kind: Kind
    subject: str
    answers: str
    sent_to: str
    from_address: str
    from_name: str
    title: str
    text: str
    quoted: str
    written_at: datetime | None
    attachments: tuple[Attachment, ...]
    notes: tuple[str, ...]

    @property
    def as_expected(self) -> bool:
        """Whether it says that it comes from the mailbox that the message went to. That can be forged."""
        return self.from_address.casefold() == self.sent_to.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A message (`message`, its public id) that came back for good. `says` is a sentence; `code` RFC 3463's."""

    message: str
    subject_kind: str
    subject: str
    to: str
    code: str
    says: str


Taker = Callable[[Actor, Received, datetime], None]
"""Takes one piece of mail, as `take(actor, received, at)`. The actor is a command."""
ReturnTaker = Callable[[Actor, Returned, datetime], None]
"""Is told of a message that came back, as `take(actor, returned, at)`. The actor is a command."""


class NobodyTakesItError(LookupError):
    """No room has declared that it takes mail about such things."""


_takers: dict[str, Taker] = {}
_return_takers: list[ReturnTaker] = []


def declare(kind: str, take: Taker) -> None:
    """Declare who takes mail about things of this kind ("request"), once. Raises ValueError for a second."""
    if _takers.setdefault(kind, take) is not take:
        raise ValueError(f"Two take mail about a {kind}: it can go to one only.")


def declare_bounce(take: ReturnTaker) -> None:
    """Declare one who is told of every message that comes back for good. Asking twice is asking once."""
    if take not in _return_takers:
        _return_takers.append(take)


def takes(kind: str) -> bool:
    """Whether somebody takes mail about things of this kind."""
    return kind in _takers


def taker(kind: str) -> Taker:
    """Who takes mail about things of this kind. Raises NobodyTakesItError."""
    try:
        return _takers[kind]
    except KeyError:
        raise NobodyTakesItError(f"No room takes mail about a {kind}.") from None


def return_takers() -> tuple[ReturnTaker, ...]:
    """Those who are told of messages that come back."""
    return tuple(_return_takers)
