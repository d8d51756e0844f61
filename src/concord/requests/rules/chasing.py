"""When a partner is reminded, and when it is left in peace. Concord's policy unless an authority sets its own; no law.

One digest a mailbox a day. None while a promised day stands, while the clock is paused, while something unread waits
for the asker, or on the day on which something was said. What is urgent goes by itself. All of it goes out on working
days from seven in the morning: nobody reads a duty mailbox at night, and for immediate danger there is the telephone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from concord.base.clock import LONDON
from concord.requests.rules.kinds import Kind, Urgency
from concord.requests.rules.steps import Side
from concord.statute.working_days import after_working_days, is_working_day

if TYPE_CHECKING:
    from collections.abc import Collection

BEFORE: Final = 1
"""Working days before the due day on which a partner is reminded, where the authority says nothing else."""

AFTER: Final = 2
"""Working days between reminders once the due day is past."""

SILENT_AFTER: Final = 5
"""Reminders after the due day; then it is for a person to escalate."""


FIRST_HOUR: Final = time(7)
"""In London. Before it nothing goes out by itself, so that a clock put back in the night changes nothing."""


MOST_A_DAY: Final = 20
"""E-mails about one request to one mailbox in a day, and new links to it, after which nobody's pressing sends more.

Answers, contests, escalations and the end of a request go through all the same: they cannot be repeated at will.
"""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How an authority wants partners reminded: working days before the due day, and between reminders after it."""

    before: int = BEFORE
    after: int = AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Chased:
    """What chasing looks at."""

    waiting: str
    paused: bool
    due_on: date | None
    promised_on: date | None
    urgency: str
    unread_by_asker: int
    reminded_on: date | None
    reminders_since_due: int
    last_on: date | None = None
    """The day of the last step: both sides have an e-mail of that day."""


def remind_on(chased: Chased, rhythm: Rhythm, holidays: Collection[date]) -> date | None:
    """The next day on which the partner is to be reminded; None where it is left in peace."""
    if chased.waiting != Side.ASKED or chased.paused or chased.unread_by_asker:
        return None
    found = _after_promise(chased, rhythm, holidays) if chased.promised_on else _around(chased, rhythm, holidays)
    if found is None or chased.last_on is None:
        return found
    return max(found, _working_day_after(chased.last_on, 1, holidays))


def _after_promise(chased: Chased, rhythm: Rhythm, holidays: Collection[date]) -> date | None:
    """A promised day is left in peace until it is over."""
    day, last = chased.promised_on, chased.reminded_on
    if day is None:
        return None
    if last is None or last <= day:
        return _working_day_after(day, 1, holidays)
    return _again(chased, last, rhythm, holidays)


def _around(chased: Chased, rhythm: Rhythm, holidays: Collection[date]) -> date | None:
    day, last = chased.due_on, chased.reminded_on
    if day is None:
        return None
    before = working_days_before(day, rhythm.before, holidays)
    if last is None or last < before:
        return before
    if last < day:
        return _working_day_after(day, 1, holidays)
    return _again(chased, last, rhythm, holidays)


def _again(chased: Chased, last: date, rhythm: Rhythm, holidays: Collection[date]) -> date | None:
    if chased.reminders_since_due >= SILENT_AFTER:
        return None
    return _working_day_after(last, 1 if at_once(chased.urgency) else rhythm.after, holidays)


def at_once(urgency: str) -> bool:
    """Whether a reminder goes by itself and does not wait for the digest."""
    return urgency != Urgency.ROUTINE


def working_days_before(day: date, days: int, holidays: Collection[date]) -> date:
    """The working day that is `days` working days before `day`.

    >>> working_days_before(date(2026, 12, 29), 1, {date(2026, 12, 25), date(2026, 12, 28)})
    datetime.date(2026, 12, 24)
    """
    left = days
    while left > 0:
        day -= timedelta(days=1)
        left -= is_working_day(day, holidays)
    return day


def late_from(*, waiting: str, paused: bool, due_on: date | None, promised_on: date | None) -> date | None:
    """The first day on which the body asked is late, by its promise or else by the clock; None if it is not its move.

    >>> late_from(waiting="asked", paused=False, due_on=date(2026, 12, 4), promised_on=None)
    datetime.date(2026, 12, 5)
    """
    day = promised_on or due_on
    if waiting != Side.ASKED or paused or day is None:
        return None
    return day + timedelta(days=1)


def silence_goes_up(*, kind: str, promised_on: date | None, unread_by_asker: int) -> bool:
    """Whether silence may be escalated without a person's word, once it is late and where the ladder says so.

    Not while a promise stands or something unread waits for the asker; and never to a body that owes no answer.
    """
    return kind != Kind.UNBOUND and promised_on is None and not unread_by_asker


def goes_out(at: datetime, holidays: Collection[date]) -> bool:
    """Whether reminders, digests and escalations go out by themselves at an instant.

    >>> from datetime import UTC
    >>> friday = datetime(2026, 6, 5, 5, 59, tzinfo=UTC)
    >>> [goes_out(friday + timedelta(hours=hours), ()) for hours in (0, 1, 25)]
    [False, True, False]
    """
    there = at.astimezone(LONDON)
    return there.time() >= FIRST_HOUR and is_working_day(there.date(), holidays)


def _working_day_after(day: date, days: int, holidays: Collection[date]) -> date:
    return after_working_days(day, days, holidays).day
