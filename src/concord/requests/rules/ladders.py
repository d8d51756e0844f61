"""Escalation, level by level: by the ladder that both bodies agreed to, else by the asker's own. Policy, no law.

A board's chair mediates, no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from concord.requests.rules.kinds import Urgency
from concord.requests.rules.timing import Start

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from concord.requests.rules.timing import Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One level: who takes it up on each side, and the working days that the level has before the next one is due.

    `mediator` is the mailbox of whoever mediates at it, where there is one; `own_mailbox` and `their_mailbox` are those
    of whoever takes it up on the asker's side and on the other.
    """

    level: int
    own_role: str
    their_role: str
    days: int
    urgent_days: int
    mediates: bool = False
    mediator: str = ""
    own_mailbox: str = ""
    their_mailbox: str = ""

    def time(self, urgency: str) -> int:
        """The working days of this level for something so urgent."""
        return self.days if urgency == Urgency.ROUTINE else self.urgent_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A ladder that a request climbs, lowest level first. `ref` is what it can be looked up by.

    `cited` is the clause of the agreement (its id) in which both bodies agreed to it; both are empty for the asker's
    own. `name` says whose it is. `note` says what else there is to know of it: an agreed one that does not count.
    """

    ref: str
    name: str
    rungs: tuple[Rung, ...]
    skips_to: int
    by_itself: bool
    cited: str = ""
    agreement: str = ""
    note: str = ""

    @property
    def top(self) -> int:
        """The number of the highest level."""
        return max((rung.level for rung in self.rungs), default=0)


def next_rung(rungs: Sequence[Rung], *, level: int, urgency: str, skips_to: int) -> Rung | None:
    """The rung above `level`; in immediate danger at once the one to which the ladder skips; None at the top.

    >>> steps = [Rung(level=n, own_role="", their_role="", days=2, urgent_days=1) for n in (1, 2, 3)]
    >>> next_rung(steps, level=0, urgency="immediate", skips_to=3).level
    3
    """
    least = max(level + 1, skips_to) if urgency == Urgency.IMMEDIATE else level + 1
    above = sorted((rung for rung in rungs if rung.level > level), key=lambda rung: rung.level)
    return next((rung for rung in above if rung.level >= least), above[-1] if above else None)


class Cut(StrEnum):
    """What of the asker's own word to the body asked the next level would cut short."""

    PAUSED = "paused"
    EXTENDED = "extended"
    LEVEL = "level"


def cuts_short(due: Due | None, *, paused: bool, urgency: str, on: date) -> Cut | None:
    """What escalating on a day would cut short: a clock that the asker stopped, its extension, a level's own time.

    Each level starts the answer's clock anew, so that kept days and an extension are lost. In immediate danger nothing
    is held against it. `due` is the answer's clock, `paused` whether a person stopped it.
    """
    if urgency == Urgency.IMMEDIATE or due is None:
        return None
    if paused:
        return Cut.PAUSED
    if due.due_on is None or due.due_on < on:
        return None
    if due.extended_from:
        return Cut.EXTENDED
    return Cut.LEVEL if due.start is Start.ESCALATED else None
