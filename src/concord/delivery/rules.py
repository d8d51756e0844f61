"""When a message is tried again or given up, and what is wrong with a link. Pure. Concord's own policy, no law."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from concord.base.clock import day_of

WAITS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
GIVE_UP_AFTER: Final = timedelta(days=3)
LEASE: Final = timedelta(minutes=10)
"""How long a sender has a message to itself: far longer than a mail server may take, so never two at once."""

WRONG_TRIES: Final = 20
WRONG_TRIES_WITHIN: Final = timedelta(minutes=15)


class State(StrEnum):
    """How far a message has come: derived, never stored."""

    WAITING = "waiting"
    TRYING_AGAIN = "trying again"
    SENT = "sent"
    GIVEN_UP = "given up"


def state(*, sent_at: datetime | None, gave_up_at: datetime | None, attempts: int) -> State:
    """How far a message has come.

    >>> state(sent_at=None, gave_up_at=None, attempts=2)
    <State.TRYING_AGAIN: 'trying again'>
    """
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
WRONG_LINK: Final = (
    "This link is not complete or not right. Open it from the e-mail itself, or copy the whole of it."
    f" If it still does not work: {ASK_FOR_A_NEW_ONE[0].lower()}{ASK_FOR_A_NEW_ONE[1:]}"
)
SLOW_DOWN: Final = (
    "Too many links that are not right were tried from your network. Wait 15 minutes and open the link again."
)


def link_fault(
    *, at: datetime, expires_at: datetime, revoked_at: datetime | None, uses: int, uses_allowed: int | None
) -> str | None:
    """Why a link, rightly given, no longer works, as a sentence that says what to do; None where it does."""
    if revoked_at:
        return f"This link was withdrawn. If you were sent a newer e-mail, use the link in that. {ASK_FOR_A_NEW_ONE}"
    if at >= expires_at:
        day = day_of(expires_at)
        return f"This link stopped working on {day.day} {day:%B %Y}. {ASK_FOR_A_NEW_ONE}"
    if uses_allowed is not None and uses >= uses_allowed:
        return f"This link has been used as often as it may be. {ASK_FOR_A_NEW_ONE}"
    return None
