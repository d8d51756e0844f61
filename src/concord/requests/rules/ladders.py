"""Escalation: an authority's own ladder, level by level. Local policy, no law; a board's chair mediates, no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from concord.requests.rules.kinds import Urgency

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One level: who takes it up on each side, and the working days that the level has before the next one is due."""

    level: int
    own_role: str
    their_role: str
    days: int
    urgent_days: int
    mediates: bool = False

    def time(self, urgency: str) -> int:
        """The working days of this level for something so urgent."""
        return self.days if urgency == Urgency.ROUTINE else self.urgent_days


def next_rung(rungs: Sequence[Rung], *, level: int, urgency: str, skips_to: int) -> Rung | None:
    """The rung above `level`; in immediate danger at once the one to which the ladder skips; None at the top.

    >>> steps = [Rung(level=n, own_role="", their_role="", days=2, urgent_days=1) for n in (1, 2, 3)]
    >>> next_rung(steps, level=0, urgency="immediate", skips_to=3).level
    3
    """
    least = max(level + 1, skips_to) if urgency == Urgency.IMMEDIATE else level + 1
    above = sorted((rung for rung in rungs if rung.level > level), key=lambda rung: rung.level)
    return next((rung for rung in above if rung.level >= least), above[-1] if above else None)
