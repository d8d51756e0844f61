"""When a partner is reminded, and when it is left in peace. Concord's policy unless an authority sets its own; no law.

One digest a partner a day. None while a promised day stands, while the clock is paused, or while an answer waits to be
considered. What is urgent goes at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from concord.requests.rules.kinds import Urgency
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


def remind_on(chased: Chased, rhythm: Rhythm, holidays: Collection[date]) -> date | None:
    """The next day on which the partner is to be reminded; None where it is left in peace."""
    day = chased.promised_on or chased.due_on
    if chased.waiting != Side.ASKED or chased.paused or day is None or chased.unread_by_asker:
        return None
    if chased.promised_on and chased.reminded_on is None:
        return _working_day_after(chased.promised_on, 1, holidays)
    before = working_days_before(day, rhythm.before, holidays)
    last = chased.reminded_on
    if last is None or (last < before and not chased.promised_on):
        return before
    if last < day and not chased.promised_on:
        return _working_day_after(day, 1, holidays)
    if chased.reminders_since_due >= SILENT_AFTER:
        return None
    return _working_day_after(last, 1 if chased.urgency != Urgency.ROUTINE else rhythm.after, holidays)


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


def day_after(day: date) -> date:
    """The first day on which something due on `day` is late."""
    return day + timedelta(days=1)


def _working_day_after(day: date, days: int, holidays: Collection[date]) -> date:
    return after_working_days(day, days, holidays).day
