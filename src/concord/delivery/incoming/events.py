"""What the record may say about mail that comes in: codes and numbers. Addresses are hashed; words are never kept."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

MAIL: Final = "mail"
MESSAGE: Final = "message"


class Event(StrEnum):
    """What happens to mail that comes in, and to messages that come back."""

    TAKE_MAIL = "mail:take"
    HAND_OVER_MAIL = "mail:hand-over"
    FAIL_MAIL = "mail:fail"
    GIVE_UP_MAIL = "mail:give-up"
    TRY_MAIL_AGAIN = "mail:try-again"
    READ_MAIL = "mail:read"
    DISCARD_MAIL = "mail:discard"
    FORGET_MAIL = "mail:forget"
    RETURN = "message:return"


ABOUT_MAIL: Final = {"kind": Rule.KEEP, "thing_kind": Rule.KEEP, "thing": Rule.KEEP}

declare(
    Event.TAKE_MAIL,
    about=MAIL,
    sentence="{who} took in e-mail {subject} ({kind}) about {thing_kind} {thing}, with {attachments} attachments.",
    facts={**ABOUT_MAIL, "size": Rule.KEEP, "attachments": Rule.KEEP, "sender": Rule.HASH},
)
declare(
    Event.HAND_OVER_MAIL,
    about=MAIL,
    sentence="{who} put e-mail {subject} ({kind}) with {thing_kind} {thing}.",
    facts=ABOUT_MAIL,
)
declare(
    Event.FAIL_MAIL,
    about=MAIL,
    sentence="{who} could not put e-mail {subject} ({kind}) with {thing_kind} {thing} ({code}), at attempt {attempts};"
    " it will be tried again.",
    facts={**ABOUT_MAIL, "code": Rule.KEEP, "attempts": Rule.KEEP},
)
declare(
    Event.GIVE_UP_MAIL,
    about=MAIL,
    sentence="{who} gave up putting e-mail {subject} ({kind}) with {thing_kind} {thing} ({code}) after attempt"
    " {attempts}.",
    facts={**ABOUT_MAIL, "code": Rule.KEEP, "attempts": Rule.KEEP},
)
declare(
    Event.TRY_MAIL_AGAIN,
    about=MAIL,
    sentence="{who} had e-mail {subject} ({kind}) about {thing_kind} {thing} tried again.",
    facts=ABOUT_MAIL,
)
declare(
    Event.READ_MAIL,
    about=MAIL,
    sentence="{who} was shown e-mail {subject} ({kind}) as it came.",
    facts={"kind": Rule.KEEP},
)
declare(
    Event.DISCARD_MAIL,
    about=MAIL,
    sentence="{who} deleted e-mail {subject} ({kind}) about {thing_kind} {thing}.",
    facts=ABOUT_MAIL,
)
declare(
    Event.FORGET_MAIL,
    about=MAIL,
    sentence="{who} deleted {number} e-mails that came in before {before}; what their rooms took of them stays there.",
    facts={"number": Rule.KEEP, "before": Rule.KEEP},
)
declare(
    Event.RETURN,
    about=MESSAGE,
    sentence="{who} noted that the message {message} about {kind} {thing} came back ({code}).",
    facts={"message": Rule.KEEP, "to": Rule.HASH, "kind": Rule.KEEP, "thing": Rule.KEEP, "code": Rule.KEEP},
)
