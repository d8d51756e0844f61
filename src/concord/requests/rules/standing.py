"""Where a request stands: folded from its steps whenever it is needed. Whether its day is past is never kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from concord.base.clock import day_of
from concord.requests.rules.steps import ANSWERS, LESS_THAN_ASKED, PROMISES, Side, StepKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime


class Status(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"
    DISCARDED = "discarded"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    QUESTION = "question"
    COMPLIED = "complied"
    PARTLY = "partly"
    ALTERNATIVE = "alternative"
    WRONG_BODY = "wrong-body"
    NOT_BOUND = "not-bound"
    REFUSED = "refused"
    DECLINED = "declined"
    CONTESTED = "contested"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    ERROR = "entered-in-error"


class Considered(StrEnum):
    """What the asker says of an answer."""

    NOT_YET = "not yet considered"
    ACCEPTED = "accepted"
    CONTESTED = "contested"


OPEN: Final = frozenset({Status.SENT, Status.ACKNOWLEDGED, Status.QUESTION, Status.CONTESTED, Status.BROKEN})
"""Sent, and no answer stands."""

ANSWERED: Final = frozenset(Status(kind.value) for kind in ANSWERS)
"""An answer stands."""

ENDED: Final = frozenset({Status.DISCARDED, Status.WITHDRAWN, Status.ERROR})
"""Taken away by the asker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step as the fold reads it. `read` is whether the other side has read a message."""

    kind: StepKind
    side: Side
    at: datetime
    promised_on: date | None = None
    level: int = 0
    read: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a request stands after its steps.

    `before_question` is the status to which an answered question returns. `answered_on` is the day of the first
    answer, `answer` the one that stands. `round` counts answers asked for: the first, and each reconsideration.
    `needed_by` is the day that was asked for.
    """

    status: Status = Status.DRAFT
    round: int = 1
    level: int = 0
    sent_on: date | None = None
    acknowledged_on: date | None = None
    answered_on: date | None = None
    answer: str = ""
    considered: str = ""
    promised_on: date | None = None
    needed_by: date | None = None
    promise_kept: bool | None = None
    paused: bool = False
    unread_by_asker: int = 0
    unread_by_asked: int = 0
    ended_on: date | None = None
    last_at: datetime | None = None
    before_question: Status = Status.SENT

    @property
    def waiting(self) -> Side:
        """Whose move it is."""
        return waiting_on(self)

    @property
    def promised_late(self) -> bool:
        """Whether what is promised is for a later day than was asked for."""
        return later_than_asked(self.promised_on, self.needed_by)


def later_than_asked(promised_on: date | None, needed_by: date | None) -> bool:
    """Whether a promise is for a later day than was asked for. Where either names no day, nothing says so."""
    return promised_on is not None and needed_by is not None and promised_on > needed_by


def stand(steps: Iterable[Taken], *, discarded: bool = False, needed_by: date | None = None) -> Standing:
    """Where a request stands, from its steps in order and the day asked for. Without any step it is a draft."""
    standing = Standing(status=Status.DISCARDED if discarded else Status.DRAFT, needed_by=needed_by)
    for step in steps:
        standing = replace(_after(standing, step), last_at=step.at)
    return standing


def standings(steps: Iterable[Taken]) -> Iterator[Standing]:
    """Where a request stood after each of its steps, in their order."""
    standing = Standing()
    for step in steps:
        standing = replace(_after(standing, step), last_at=step.at)
        yield standing


def _after(now: Standing, step: Taken) -> Standing:
    if step.kind in ANSWERS:
        return _answered(now, step)
    after = _AFTER.get(step.kind)
    return after(now, step) if after else now


def _answered(now: Standing, step: Taken) -> Standing:
    on = day_of(step.at)
    return replace(
        now,
        status=Status(step.kind.value),
        answer=step.kind.value,
        answered_on=now.answered_on or on,
        acknowledged_on=now.acknowledged_on or on,
        considered=Considered.NOT_YET.value,
        promised_on=step.promised_on if step.kind in PROMISES else None,
        promise_kept=None,
        paused=False,
        unread_by_asker=now.unread_by_asker + (not step.read),
    )


def _sent(now: Standing, step: Taken) -> Standing:
    return replace(now, status=Status.SENT, sent_on=day_of(step.at))


def _acknowledged(now: Standing, step: Taken) -> Standing:
    on = now.acknowledged_on or day_of(step.at)
    status = Status.ACKNOWLEDGED if now.status is Status.SENT else now.status
    return replace(now, status=status, acknowledged_on=on, unread_by_asker=now.unread_by_asker + (not step.read))


def _question(now: Standing, step: Taken) -> Standing:
    before = now.before_question if now.status is Status.QUESTION else now.status
    before = Status.ACKNOWLEDGED if before is Status.SENT else before
    on = now.acknowledged_on or day_of(step.at)
    return replace(
        now,
        status=Status.QUESTION,
        before_question=before,
        acknowledged_on=on,
        unread_by_asker=now.unread_by_asker + (not step.read),
    )


def _wrote(now: Standing, step: Taken) -> Standing:
    if step.side is not Side.ASKER:
        return replace(now, unread_by_asker=now.unread_by_asker + (not step.read))
    status = now.before_question if now.status is Status.QUESTION else now.status
    return replace(now, status=status, unread_by_asked=now.unread_by_asked + (not step.read))


def _returned(now: Standing, step: Taken) -> Standing:
    return replace(now, unread_by_asker=now.unread_by_asker + (not step.read))


def _accepted(now: Standing, step: Taken) -> Standing:  # noqa: ARG001  the table calls each alike
    return replace(now, considered=Considered.ACCEPTED.value)


def _contested(now: Standing, step: Taken) -> Standing:  # noqa: ARG001  as above
    return replace(
        now, status=Status.CONTESTED, considered=Considered.CONTESTED.value, round=now.round + 1, promised_on=None
    )


def _broken(now: Standing, step: Taken) -> Standing:  # noqa: ARG001  as above
    return replace(now, status=Status.BROKEN, promise_kept=False, round=now.round + 1, promised_on=None)


def _kept(now: Standing, step: Taken) -> Standing:  # noqa: ARG001  as above
    return replace(now, promise_kept=True, considered=Considered.ACCEPTED.value)


def _withdrawn(now: Standing, step: Taken) -> Standing:
    return replace(now, status=Status.WITHDRAWN, ended_on=day_of(step.at), paused=False)


def _in_error(now: Standing, step: Taken) -> Standing:
    return replace(now, status=Status.ERROR, ended_on=day_of(step.at), paused=False)


_AFTER: Final[dict[StepKind, Callable[[Standing, Taken], Standing]]] = {
    StepKind.SENT: _sent,
    StepKind.ACKNOWLEDGED: _acknowledged,
    StepKind.QUESTION: _question,
    StepKind.WROTE: _wrote,
    StepKind.ACCEPTED: _accepted,
    StepKind.CONTESTED: _contested,
    StepKind.BROKEN: _broken,
    StepKind.KEPT: _kept,
    StepKind.RETURNED: _returned,
    StepKind.WITHDRAWN: _withdrawn,
    StepKind.ERROR: _in_error,
    # The clock of a level runs, also where the one before it was stopped.
    StepKind.ESCALATED: lambda now, step: replace(now, level=step.level, paused=False),
    StepKind.PAUSED: lambda now, step: replace(now, paused=True),  # noqa: ARG005  as above
    StepKind.RESUMED: lambda now, step: replace(now, paused=False),  # noqa: ARG005  as above
}


def waiting_on(standing: Standing) -> Side:
    """Whose move it is. An answer waits to be considered; a promise that was accepted waits on whoever made it."""
    status = standing.status
    if status in {Status.DRAFT, Status.QUESTION}:
        return Side.ASKER
    if status in OPEN:
        return Side.ASKED
    if status not in ANSWERED:
        return Side.NOBODY
    if standing.considered == Considered.NOT_YET:
        return Side.ASKER
    promised = standing.answer in PROMISES and standing.promise_kept is None
    return Side.ASKED if promised else Side.NOBODY


_UNTIL_ANSWERED: Final = OPEN
_SENT: Final = frozenset(Status) - {Status.DRAFT, Status.DISCARDED, Status.ERROR}

ALLOWED: Final[dict[StepKind, frozenset[Status]]] = {
    StepKind.SENT: frozenset({Status.DRAFT}),
    StepKind.ACKNOWLEDGED: frozenset({Status.SENT}),
    StepKind.QUESTION: frozenset({Status.SENT, Status.ACKNOWLEDGED, Status.CONTESTED, Status.BROKEN}),
    StepKind.PASSED_ON: _UNTIL_ANSWERED,
    StepKind.WROTE: _SENT,
    **dict.fromkeys(ANSWERS, _UNTIL_ANSWERED),
    StepKind.ACCEPTED: ANSWERED,
    StepKind.CONTESTED: frozenset(Status(kind.value) for kind in LESS_THAN_ASKED),
    StepKind.KEPT: frozenset(Status(kind.value) for kind in PROMISES),
    StepKind.BROKEN: frozenset(Status(kind.value) for kind in PROMISES),
    StepKind.REFERRED: OPEN | ANSWERED,
    StepKind.ESCALATED: OPEN - {Status.QUESTION},
    StepKind.EXTENDED: OPEN - {Status.QUESTION},
    StepKind.PAUSED: OPEN - {Status.QUESTION},
    StepKind.RESUMED: OPEN - {Status.QUESTION},
    StepKind.REDATED: OPEN,
    StepKind.SUCCEEDED: _SENT,
    StepKind.LINK: _SENT,
    StepKind.RETURNED: frozenset(Status),
    StepKind.WITHDRAWN: _UNTIL_ANSWERED,
    StepKind.ERROR: _SENT | {Status.WITHDRAWN},
}
"""From where each step may be taken: one table, in which nothing is allowed by having been forgotten."""


def may(standing: Standing, kind: StepKind) -> bool:
    """Whether a step fits where the request stands. What is agreed to can be contested where it comes too late."""
    late = kind is StepKind.CONTESTED and standing.status is Status.COMPLIED and standing.promised_late
    if not late and (kind not in ALLOWED or standing.status not in ALLOWED[kind]):
        return False
    if kind in {StepKind.ACCEPTED, StepKind.CONTESTED}:
        return standing.considered == Considered.NOT_YET
    if kind in {StepKind.KEPT, StepKind.BROKEN}:
        return standing.promise_kept is None
    if kind is StepKind.PAUSED:
        return not standing.paused
    if kind is StepKind.RESUMED:
        return standing.paused
    return True


def before_promised_day(standing: Standing, *, on: date) -> bool:
    """Whether a promise stands whose day is not over: then it can still be kept."""
    return standing.promised_on is not None and standing.promised_on >= on


def is_past(*, waiting: str, paused: bool, due_on: date | None, on: date) -> bool:
    """Whether the day is over, of a request that waits for the body asked and whose clock runs."""
    return waiting == Side.ASKED and not paused and due_on is not None and due_on < on
