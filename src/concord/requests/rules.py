"""Where a request stands and what may happen to it next. Pure decisions on plain values; no tables, no clock.

Only the grounds and the written reasons come from the Act (CA2014.s7(1) and (3)). Every number of days here is
Concord's own policy, and is never shown as anything else: the Act sets no time limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from concord.base.clock import day_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class ReplyKind(StrEnum):
    """What a partner may say to a request."""

    ACKNOWLEDGED = "acknowledged"
    COMPLIED = "complied"
    REFUSED = "refused"


class Status(StrEnum):
    """Where a request stands. Derived from its dated facts whenever it is needed, never stored."""

    DRAFT = "draft"
    DISCARDED = "discarded"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    COMPLIED = "complied"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """Whose move it is."""

    ASKER = "asker"
    ASKED = "asked"
    NOBODY = "nobody"


ANSWERS = frozenset({ReplyKind.COMPLIED, ReplyKind.REFUSED})
"""The replies that decide. An acknowledgement decides nothing."""

OPEN = frozenset({Status.SENT, Status.ACKNOWLEDGED})

_LINK_DAYS_FROM_SENDING = 28
_LINK_DAYS_FROM_DAY_ASKED = 14
_DAYS_AHEAD = 366


def status_of(*, sent: bool, withdrawn: bool, replies: Collection[str]) -> Status:
    """Where a request stands, from whether it was sent and withdrawn and the kinds of its replies."""
    if not sent:
        return Status.DISCARDED if withdrawn else Status.DRAFT
    for answer in (ReplyKind.REFUSED, ReplyKind.COMPLIED):
        if answer in replies:
            return Status(answer.value)
    if withdrawn:
        return Status.WITHDRAWN
    return Status.ACKNOWLEDGED if ReplyKind.ACKNOWLEDGED in replies else Status.SENT


def waiting_on(status: Status) -> Side:
    """Whose move it is: the asker's before sending, the partner's until it has answered, then nobody's."""
    if status is Status.DRAFT:
        return Side.ASKER
    return Side.ASKED if status in OPEN else Side.NOBODY


def next_replies(status: Status) -> tuple[ReplyKind, ...]:
    """What the partner may still say. A request that is answered or withdrawn takes no further reply."""
    if status is Status.SENT:
        return (ReplyKind.ACKNOWLEDGED, ReplyKind.COMPLIED, ReplyKind.REFUSED)
    if status is Status.ACKNOWLEDGED:
        return (ReplyKind.COMPLIED, ReplyKind.REFUSED)
    return ()


def may_be_withdrawn(status: Status) -> bool:
    """Whether the asker may still take the request back: until an answer has come."""
    return status in OPEN


def may_be_sent(bound: str) -> bool:
    """Whether a section 7 request may go out on this answer (`yes`, `no`, `unknown`, `arguable`).

    Doubt does not stop it: the sender is shown the doubt and decides. Only a plain no does.
    """
    return bound in {"yes", "arguable", "unknown"}


def link_works_until(*, sent_on: date, needed_by: date) -> date:
    """The last day on which the partner's link works (Concord's policy, not law).

    Four weeks from sending, or two weeks past the day asked for, whichever is later, so that a late answer still has
    a way in.
    """
    return max(
        sent_on + timedelta(days=_LINK_DAYS_FROM_SENDING),
        needed_by + timedelta(days=_LINK_DAYS_FROM_DAY_ASKED),
    )


def too_far_ahead(needed_by: date, *, on: date) -> bool:
    """Whether the day asked for is more than a year away: a slip in the year, and the link would work as long."""
    return (needed_by - on).days > _DAYS_AHEAD


def last_day(expires_at: datetime) -> date:
    """The last whole day, in London, on which something works that ends at an instant."""
    return day_of(expires_at - timedelta(microseconds=1))


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a draft still lacks: the field, and what to do in one sentence."""

    field: str
    says: str


_NEEDED = {
    "person_category": "Say whom the request is about",
    "person_reference": "Give your own reference for the person",
    "function": "Choose what your council is doing under the Care Act",
    "what": "Say what you ask them to do",
    "needed_by": "Give the day by which you ask for it",
    "needed_by_why": "Say why you need it by then",
    "otherwise": "Say what happens if they do not do it",
    "contact_name": "Give the name of the person they can ring",
    "contact_email": "Give your e-mail address, so that the answer reaches you",
    "contact_phone": "Give a telephone number that they can ring",
    "partner_email": "Give the e-mail address that the request goes to",
}


def gaps(values: Mapping[str, object], *, on: date) -> tuple[Gap, ...]:
    """What must still be filled in or put right before a draft can be sent on the day `on`, in the order of the pages.

    A reference is not needed where the request is about nobody in particular; that section 7 then does not bind is
    for the law to say.
    """
    spared = {"person_reference"} if values.get("person_category") == "nobody" else set()
    found = [Gap(field, says) for field, says in _NEEDED.items() if field not in spared and not values.get(field)]
    day = values.get("needed_by")
    if isinstance(day, date) and day < on:
        found.append(Gap("needed_by", "The day you ask for has passed: give a later one"))
    if isinstance(day, date) and too_far_ahead(day, on=on):
        found.append(Gap("needed_by", "The day you ask for is more than a year away: give an earlier one"))
    return tuple(found)
