"""One RFC 5322 message, as bytes, as what Concord makes of it. Tolerant: whatever comes is read as far as it can be."""

from __future__ import annotations

import email
import email.policy
import hashlib
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concord.delivery.incoming import bodies, bounces, quoting, wording
from concord.delivery.incoming.rules import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from email.message import Message

    from concord.delivery.incoming.bodies import Attachment
    from concord.delivery.incoming.bounces import Bounce

    Part = Message[str, str]

log = logging.getLogger(__name__)

ADDRESSED: Final = (
    "Delivered-To",
    "X-Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "To",
    "Cc",
    "Received",
)
"""Where the address may stand that a message was sent to, the surest first."""

SAME: Final = ("message-id", "from", "date", "subject")
"""With the body, what makes two deliveries the same message; what mail servers add on the way does not."""

AUTOMATIC_HEADERS: Final = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply")
AUTOMATIC_PRECEDENCE: Final = frozenset({"bulk", "junk", "auto_reply", "auto-reply"})
AUTOMATIC_TITLE: Final = re.compile(
    r"\W*(automatic reply|auto(matic)?[ -]?(reply|response)|out of (the )?office|away from (the office|my mail)|"
    r"undeliverable|delivery status notification|read:|not read:|i am on leave)",
    re.IGNORECASE,
)

UNREADABLE: Final = "The message was put together in a way that Concord cannot read. It is kept as it came."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A message read. `addresses` are texts in which the address that it was sent to may stand, the surest first."""

    message_id: str
    from_address: str
    from_name: str
    title: str
    written_at: datetime | None
    addresses: tuple[str, ...]
    text: str
    quoted: str
    attachments: tuple[Attachment, ...]
    notes: tuple[str, ...]
    automatic: bool
    bounce: Bounce | None

    @property
    def kind(self) -> Kind:
        """What it is, if it is about anything of Concord's."""
        if self.bounce is not None:
            return Kind.BOUNCE if self.bounce.for_good else Kind.DELAY
        return Kind.AUTOMATIC if self.automatic else Kind.REPLY


def read(raw: bytes, *, sent_to: str = "") -> Mail:
    """The message. `sent_to` is the address that the mail server says it was sent to, where it does.

    Never raises: one that nobody thought of is kept as it came, without words and with a note, and holds up no other.
    """
    try:
        return _read(raw, sent_to)
    except Exception:
        log.exception("An e-mail could not be read.")
        return _unread(raw, sent_to)


def _read(raw: bytes, sent_to: str) -> Mail:
    message, whole = _parsed(raw)
    body = bodies.read(message)
    bounce = bounces.read(message, body.text)
    new, quoted = (body.text.strip(), "") if bounce else quoting.fold(body.text)
    address, name = wording.sender(message)
    return Mail(
        message_id=wording.header(message, "Message-ID")[:250],
        from_address=address,
        from_name=name,
        title=wording.header(message, "Subject")[:250],
        written_at=wording.written_at(message),
        addresses=(sent_to, *_addresses(message), *(bounce.original if bounce else ())),
        text=new,
        quoted=quoted,
        attachments=() if bounce else tuple(body.attachments),
        notes=tuple(body.notes if whole else (*body.notes, UNREADABLE)),
        automatic=_automatic(message),
        bounce=bounce,
    )


def _unread(raw: bytes, sent_to: str) -> Mail:
    head = raw[: wording.LONGEST_HEADER].decode("latin-1")
    return Mail(
        message_id="",
        from_address="",
        from_name="",
        title="",
        written_at=None,
        addresses=(sent_to, head),
        text="",
        quoted="",
        attachments=(),
        notes=(UNREADABLE,),
        automatic=False,
        bounce=None,
    )


def identity(raw: bytes, *, message: str) -> str:
    """What is the same for every delivery of the same message about the same `message` of ours, and for no other."""
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    unfolded = re.sub(rb"\n[ \t]+", b" ", head).split(b"\n")
    named = sorted(line for line in unfolded if line.partition(b":")[0].strip().lower().decode("latin-1") in SAME)
    return hashlib.sha256(b"\0".join([message.encode(), *named, body])).hexdigest()


def _parsed(raw: bytes) -> tuple[Part, bool]:
    """As the parser sees it, and True; of what it cannot see, the head alone, and False.

    The parser's older policy: the newer one raises on headers that are wrong, and Concord decodes them itself.
    """
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        head, _, _ = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
        plain = re.sub(rb"(?im)^content-[a-z-]+:.*(?:\n[ \t].*)*\n?", b"", head)
        return email.message_from_bytes(plain + b"\n\n", policy=email.policy.compat32), False
    return message, bool(message.keys())


def _addresses(message: Part) -> Sequence[str]:
    return [text for name in ADDRESSED for text in wording.headers(message, name)]


def _automatic(message: Part) -> bool:
    """Whether a machine wrote it (RFC 3834, and what older machines write instead)."""
    if wording.header(message, "Auto-Submitted").partition(";")[0].strip().lower() not in {"", "no"}:
        return True
    if any(wording.header(message, name).lower() not in {"", "no"} for name in AUTOMATIC_HEADERS):
        return True
    if wording.header(message, "Precedence").lower() in AUTOMATIC_PRECEDENCE:
        return True
    if message.get_content_type() == "multipart/report":
        return True
    return bool(AUTOMATIC_TITLE.match(wording.header(message, "Subject")))
