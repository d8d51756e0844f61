"""What figures count, and how: one definition for whoever asks and whoever is asked, so that both see the same.

Figures say what was done and when, never whether it was right. No answer yet is not a refusal. Pure.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, Final

from concord.requests.rules.standing import Status
from concord.requests.rules.steps import PROMISES
from concord.statute.working_days import is_working_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


class Outcome(StrEnum):
    """What has become of a request: the last answer given, or none."""

    COMPLIED = "complied"
    PARTLY = "partly"
    ALTERNATIVE = "alternative"
    REFUSED = "refused"
    DECLINED = "declined"
    NOT_BOUND = "not-bound"
    WRONG_BODY = "wrong-body"
    NO_ANSWER = "no-answer-yet"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A request as figures read it.

    `due_on` is the day on which the first answer was due, after what extended it and with pauses passed over.
    `stood_still`: the clock stood still, stopped by its due day, when the first answer came, or stands still so that
    none has to come. `contested` is whether any answer was, and `after_contest` the answer that came then. `broken`: a
    promise was noted as not kept. `promised_late`: the promise that stands is for a later day than was asked for.
    """

    status: str
    sent_on: date
    acknowledge_by: date | None = None
    acknowledged_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    answer: str = ""
    level: int = 0
    promise_kept: bool | None = None
    promised_late: bool = False
    grounds: tuple[str, ...] = ()
    stood_still: bool = False
    contested: bool = False
    after_contest: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    of: int = 0
    number: int = 0

    @property
    def percent(self) -> int | None:
        """The share in hundredths; None of nothing."""
        return round(100 * self.number / self.of) if self.of else None

    def with_one(self, counts: bool | None) -> Share:  # noqa: FBT001  what is decided of the one, None: not yet
        """One more; where it is not decided yet, it is in neither number."""
        return self if counts is None else Share(self.of + 1, self.number + counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of some requests. `days` is the median of working days to the first answer, None without any."""

    number: int = 0
    acknowledged: Share = Share()
    days: float | None = None
    answered: int = 0
    in_time: Share = Share()
    outcomes: Mapping[str, int] = field(default_factory=dict)
    grounds: Mapping[str, int] = field(default_factory=dict)
    contested: int = 0
    after_contest: Mapping[str, int] = field(default_factory=dict)
    escalated: int = 0
    promised_late: int = 0
    kept: int = 0
    broken: int = 0


def outcome(counted: Counted) -> Outcome:
    """What has become of a request. A withdrawn one is withdrawn, also after an answer that was contested."""
    if counted.status == Status.WITHDRAWN:
        return Outcome.WITHDRAWN
    return Outcome(counted.answer) if counted.answer else Outcome.NO_ANSWER


def acknowledged_in_time(counted: Counted, *, on: date) -> bool | None:
    """Whether it was acknowledged by the day set for that; None where no day was set, or it is not over yet.

    One that was withdrawn before is left out.
    """
    if counted.acknowledge_by is None:
        return None
    if counted.acknowledged_on:
        return counted.acknowledged_on <= counted.acknowledge_by
    return False if counted.acknowledge_by < on and counted.status != Status.WITHDRAWN else None


def answered_in_time(counted: Counted, *, on: date) -> bool | None:
    """Whether the first answer came by its due day, as more time and pauses have moved it; None: not decided yet.

    An answer that came while the clock stood still is in time, where the clock was stopped by its due day. Not decided
    is what has no due day, waits and is not late, stands still, or was withdrawn before any answer.
    """
    if counted.due_on is None:
        return None
    if counted.answered_on:
        return counted.answered_on <= counted.due_on or counted.stood_still
    if counted.stood_still or counted.status == Status.WITHDRAWN:
        return None
    return False if counted.due_on < on else None


class WorkingDays:
    """Working days between days, quickly for many: counted once, then looked up."""

    def __init__(self, first: date, last: date, holidays: Collection[date]) -> None:
        self._first, self._upto, so_far = first, [0], 0
        for n in range(1, max(0, (last - first).days) + 1):
            so_far += is_working_day(first + timedelta(days=n), holidays)
            self._upto.append(so_far)

    def between(self, start: date, end: date) -> int:
        """The working days after `start` up to and with `end`, both among the days that were counted."""
        return self._upto[(end - self._first).days] - self._upto[(start - self._first).days]


def figures(requests: Iterable[Counted], *, on: date, days: WorkingDays) -> Figures:
    """The figures of some requests on a day. Those entered in error are left out by whoever reads them."""
    rows = list(requests)
    times = [days.between(row.sent_on, row.answered_on) for row in rows if row.answered_on]
    acknowledged, in_time = Share(), Share()
    for row in rows:
        acknowledged = acknowledged.with_one(acknowledged_in_time(row, on=on))
        in_time = in_time.with_one(answered_in_time(row, on=on))
    return Figures(
        number=len(rows),
        acknowledged=acknowledged,
        days=median(times) if times else None,
        answered=len(times),
        in_time=in_time,
        outcomes=Counter(outcome(row).value for row in rows),
        grounds=Counter(ground for row in rows if outcome(row) is Outcome.REFUSED for ground in row.grounds),
        contested=sum(row.contested for row in rows),
        after_contest=Counter(
            row.after_contest or _OPEN_AGAIN[row.status == Status.WITHDRAWN] for row in rows if row.contested
        ),
        escalated=sum(row.level > 0 for row in rows),
        promised_late=sum(row.promised_late for row in rows),
        kept=sum(row.promise_kept is True and row.answer in PROMISES for row in rows),
        broken=sum(row.broken for row in rows),
    )


_OPEN_AGAIN: Final = (Outcome.NO_ANSWER.value, Outcome.WITHDRAWN.value)
