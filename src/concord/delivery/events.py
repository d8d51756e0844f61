"""What the record may say about messages and links: codes and numbers. Addresses are hashed; words are never kept."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from concord.audit.vocabulary import Rule, declare

MESSAGE: Final = "message"
LINK: Final = "link"


class Event(StrEnum):
    """What happens to messages and links."""

    SEND = "message:send"
    FAIL = "message:fail"
    GIVE_UP = "message:give-up"
    ISSUE_LINK = "link:issue"
    OPEN_LINK = "link:open"
    REVOKE_LINK = "link:revoke"
    REPLACE_LINK = "link:replace"
    SEND_CODE = "link:send-code"
    ENTER_CODE = "link:enter-code"


ABOUT_A_MESSAGE: Final = {
    "message": Rule.KEEP,
    "to": Rule.HASH,
    "kind": Rule.KEEP,
    "thing": Rule.KEEP,
    "attempts": Rule.KEEP,
}

declare(
    Event.SEND,
    about=MESSAGE,
    sentence="{who} sent the message {message} about {kind} {thing}, at attempt {attempts}.",
    facts=ABOUT_A_MESSAGE,
)
declare(
    Event.FAIL,
    about=MESSAGE,
    sentence="{who} could not send the message {message} about {kind} {thing} ({code}); it will be tried again.",
    facts={**ABOUT_A_MESSAGE, "code": Rule.KEEP},
)
declare(
    Event.GIVE_UP,
    about=MESSAGE,
    sentence="{who} gave up the message {message} about {kind} {thing} ({code}) after attempt {attempts}.",
    facts={**ABOUT_A_MESSAGE, "code": Rule.KEEP},
)
declare(
    Event.ISSUE_LINK,
    about=LINK,
    sentence="{who} issued secure link {subject} to {for_body} for {kind} {thing}.",
    facts={"kind": Rule.KEEP, "thing": Rule.KEEP, "for_body": Rule.KEEP, "to": Rule.HASH, "expires_at": Rule.KEEP},
)
declare(
    Event.OPEN_LINK,
    about=LINK,
    sentence="Secure link {subject} of {for_body} for {kind} {thing} was opened, use {uses}.",
    facts={"kind": Rule.KEEP, "thing": Rule.KEEP, "for_body": Rule.KEEP, "uses": Rule.KEEP},
)
declare(
    Event.REVOKE_LINK,
    about=LINK,
    sentence="{who} withdrew secure link {subject} of {for_body} for {kind} {thing}.",
    facts={"kind": Rule.KEEP, "thing": Rule.KEEP, "for_body": Rule.KEEP},
)
declare(
    Event.REPLACE_LINK,
    about=LINK,
    sentence="{who} put secure link {replacement} in the place of {subject}, of {for_body} for {kind} {thing}.",
    facts={"kind": Rule.KEEP, "thing": Rule.KEEP, "for_body": Rule.KEEP, "to": Rule.HASH, "replacement": Rule.KEEP},
)
declare(
    Event.SEND_CODE,
    about=LINK,
    sentence="A code was asked for, to the mailbox of secure link {subject} of {for_body} for {kind} {thing}.",
    facts={"kind": Rule.KEEP, "thing": Rule.KEEP, "for_body": Rule.KEEP, "to": Rule.HASH},
)
declare(
    Event.ENTER_CODE,
    about=LINK,
    sentence="A code was entered for secure link {subject} of {for_body} for {kind} {thing}. Right: {right}.",
    facts={
        "kind": Rule.KEEP,
        "thing": Rule.KEEP,
        "for_body": Rule.KEEP,
        "right": Rule.KEEP,
        "tries_left": Rule.KEEP,
    },
)
