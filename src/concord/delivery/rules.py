"""When a message is tried again or given up; what is wrong with a link or with the code that proves its mailbox.

Pure. All of it is Concord's own policy and no law.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from concord.base.clock import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
GIVE_UP_AFTER: Final = timedelta(days=3)
LEASE: Final = timedelta(minutes=10)
"""How long a sender has a message to itself: far longer than a mail server may take, so never two at once."""

WRONG_TRIES: Final = 20
WRONG_TRIES_WITHIN: Final = timedelta(minutes=15)

CODE_LASTS: Final = timedelta(minutes=15)
CODE_TRIES: Final = 5
CODES: Final = 5
CODES_WITHIN: Final = timedelta(hours=1)
CODE_UNDER_WAY: Final = timedelta(minutes=1)
"""So long a code may still be on its way: the button on the cover, pressed again, does not put another in its place."""
WRONG_CODES_FOR_GOOD: Final = 50
"""Wrong codes after which a link takes no more: a guesser's chance is one in twenty thousand, however long it lives."""

FORGET_AFTER: Final = timedelta(days=1)
"""How long codes, and the count of wrong links, are kept: longer than anything that is decided from them."""


class State(StrEnum):
    """How far a message has come: derived, never stored."""

    WAITING = "waiting"
    TRYING_AGAIN = "trying again"
    SENT = "sent"
    GIVEN_UP = "given up"
    RETURNED = "returned"
    """A mail server took it, and later another sent it back."""


def state(
    *, sent_at: datetime | None, gave_up_at: datetime | None, attempts: int, bounced_at: datetime | None = None
) -> State:
    """How far a message has come.

    >>> state(sent_at=None, gave_up_at=None, attempts=2)
    <State.TRYING_AGAIN: 'trying again'>
    """
    if bounced_at:
        return State.RETURNED
    if sent_at:
        return State.SENT
    if gave_up_at:
        return State.GIVEN_UP
    return State.TRYING_AGAIN if attempts else State.WAITING


def next_try(*, attempts: int, first_tried_at: datetime, at: datetime) -> datetime | None:
    """When to try again after failed attempt number `attempts` (1 is the first); None is to give up.

    One minute later, then 5, 30, two hours, and every six hours; the last try three days after the first.
    """
    end = first_tried_at + GIVE_UP_AFTER
    if at >= end:
        return None
    return min(at + WAITS[min(attempts, len(WAITS)) - 1], end)


ASK_FOR_A_NEW_ONE: Final = "Ask the person who wrote to you for a new link: their name and address are in that e-mail."
BY_MISTAKE: Final = (
    "What this link opened was sent to you by mistake, and was taken back. You need do nothing, and need no new link."
    " Please do not use or keep anything that you read there."
)
WRONG_LINK: Final = (
    "This link is not complete or not right. Open it from the e-mail itself, or copy the whole of it."
    f" If it still does not work: {ASK_FOR_A_NEW_ONE[0].lower()}{ASK_FOR_A_NEW_ONE[1:]}"
)
SLOW_DOWN: Final = (
    "Too many links that are not right were tried from your network. Wait 15 minutes and open the link again."
)


def link_fault(
    *, at: datetime, expires_at: datetime, revoked_at: datetime | None, uses: int, uses_allowed: int | None,
    by_mistake: bool = False,
) -> str | None:  # fmt: skip
    """Why a link, rightly given, no longer works, as a sentence that says what to do; None where it does."""
    if by_mistake:
        return BY_MISTAKE
    if revoked_at:
        return f"This link was withdrawn. If you were sent a newer e-mail, use the link in that. {ASK_FOR_A_NEW_ONE}"
    if at >= expires_at:
        day = day_of(expires_at)
        return f"This link stopped working on {day.day} {day:%B %Y}. {ASK_FOR_A_NEW_ONE}"
    if uses_allowed is not None and uses >= uses_allowed:
        return f"This link has been used as often as it may be. {ASK_FOR_A_NEW_ONE}"
    return None


SEND_A_NEW_ONE: Final = "Press “Send a new code”."
NO_CODE: Final = "Enter the code of six digits from the e-mail"
NEVER_SENT: Final = f"No code has been sent yet. {SEND_A_NEW_ONE}"
TOO_MANY_WRONG: Final = f"Too many wrong codes were entered with this link, so it takes no more. {ASK_FOR_A_NEW_ONE}"

_TOGETHER: Final = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
_IN_TWO: Final = re.compile(r"(?<![0-9])([0-9]{3})[\s.-]([0-9]{3})(?![0-9])")


def code_in(typed: str) -> str | None:
    """The six digits in what somebody typed or pasted, perhaps with the words around them; None where there are none.

    >>> code_in("Your code is 123 456."), code_in("1 2 3 4 5 6"), code_in("12345")
    ('123456', '123456', None)
    """
    text = unicodedata.normalize("NFKC", typed)
    if found := _TOGETHER.search(text):
        return found[0]
    if found := _IN_TWO.search(text):
        return found[1] + found[2]
    digits = "".join(re.findall("[0-9]", text))
    return digits if len(digits) == 6 else None  # noqa: PLR2004  the six of a code


def code_fault(*, at: datetime, expires_at: datetime, wrong: int, used_at: datetime | None) -> str | None:
    """Why a link's newest code can no longer be entered, as a sentence that says what to do; None where it can."""
    if used_at:
        return f"This code has been used. {SEND_A_NEW_ONE}"
    if wrong >= CODE_TRIES:
        return f"This code was entered wrongly {CODE_TRIES} times, so it has ended. {SEND_A_NEW_ONE}"
    if at >= expires_at:
        return f"This code has ended: a code works for {CODE_LASTS.seconds // 60} minutes. {SEND_A_NEW_ONE}"
    return None


def wrong_code(tries_left: int) -> str:
    """What somebody is told who entered a wrong code.

    >>> wrong_code(1)
    'This is not the code that we sent last. You can try once more.'
    """
    if not tries_left:
        return f"This is not the code that we sent last, and it was the last try. {SEND_A_NEW_ONE}"
    more = "once more" if tries_left == 1 else f"{tries_left} more times"
    return f"This is not the code that we sent last. You can try {more}."


def code_wait(sent: Sequence[datetime], *, at: datetime) -> timedelta | None:
    """How long to wait for a further code, given when the earlier ones were sent; None where it may go now."""
    lately = sorted(moment for moment in sent if moment > at - CODES_WITHIN)
    return lately[-CODES] + CODES_WITHIN - at if len(lately) >= CODES else None


def too_many_codes(wait: timedelta) -> str:
    """What somebody is told who asks for one code too many.

    >>> too_many_codes(timedelta(seconds=61))
    '5 codes were sent within an hour, and more cannot be. Wait 2 minutes, then ask for a new one.'
    """
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    words = "a minute" if minutes == 1 else f"{minutes} minutes"
    return f"{CODES} codes were sent within an hour, and more cannot be. Wait {words}, then ask for a new one."


def masked(address: str) -> str:
    """An address as somebody may see it who has not proved that it is theirs.

    >>> masked("duty.desk@aldermoor.example")
    'd•••@aldermoor.example'
    """
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}"
