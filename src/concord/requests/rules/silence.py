"""Stretches in which the body asked said nothing although it was its move. Silence is shown, and is no refusal. Pure.

Not counted as silence: while a question waits for the asker, while the clock stands still, and after an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from concord.base.clock import day_of
from concord.requests.rules.standing import OPEN, Status, standings
from concord.requests.rules.steps import Side

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from concord.requests.rules.standing import Standing, Taken

SHORTEST: Final = 3
"""Whole days without a word from which on a stretch is shown: Concord's own choice, no rule of law."""

_ITS_MOVE: Final = OPEN - {Status.QUESTION}


@dataclass(frozen=True, slots=True)
class Silence:
    """Whole days without a word: the first, and the last. `goes_on`: nothing has come up to the day asked about."""

    begun_on: date
    ended_on: date
    goes_on: bool = False

    @property
    def days(self) -> int:
        """How many days, weekends and holidays among them."""
        return (self.ended_on - self.begun_on).days + 1


def silences(steps: Sequence[Taken], *, on: date) -> tuple[Silence, ...]:
    """The stretches of at least `SHORTEST` whole days without a word from the body asked, up to the day `on`.

    `steps` are in order. What the asker or Concord does meanwhile, such as to remind, ends none.

    >>> from datetime import UTC, date, datetime
    >>> from concord.requests.rules.standing import Taken
    >>> from concord.requests.rules.steps import StepKind
    >>> sent = Taken(kind=StepKind.SENT, side=Side.ASKER, at=datetime(2026, 12, 2, 9, tzinfo=UTC))
    >>> came = Taken(kind=StepKind.ACKNOWLEDGED, side=Side.ASKED, at=datetime(2026, 12, 18, 9, tzinfo=UTC))
    >>> found = silences([sent, came], on=date(2026, 12, 18))
    >>> [(one.begun_on.day, one.ended_on.day, one.goes_on) for one in found]
    [(3, 17, False)]
    """
    found: list[Silence] = []
    since: date | None = None
    for step, standing in zip(steps, standings(steps), strict=True):
        day = day_of(step.at)
        if since and (step.side is Side.ASKED or not _awaited(standing)):
            found.append(Silence(since + timedelta(days=1), day - timedelta(days=1)))
            since = None
        if since is None and _awaited(standing):
            since = day
    if since:
        found.append(Silence(since + timedelta(days=1), on, goes_on=True))
    return tuple(silence for silence in found if silence.days >= SHORTEST)


def _awaited(standing: Standing) -> bool:
    return standing.status in _ITS_MOVE and not standing.paused
