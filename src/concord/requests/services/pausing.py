"""The clock in people's hands: more time to an exact day, a pause, running again; and counting anew for holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.access.operation import Done, operation
from concord.base.clock import day_of
from concord.base.errors import Conflict, Invalid
from concord.delivery.outbox import enqueue
from concord.registry import queries as registry
from concord.requests import messages
from concord.requests.events import ABOUT, Event
from concord.requests.models import Clock
from concord.requests.rules import timing
from concord.requests.rules.drafts import too_far_ahead
from concord.requests.rules.steps import StepKind
from concord.requests.rules.timing import Due, Which
from concord.requests.services import clocks
from concord.requests.services.steps import close, locked, standing_for, take
from concord.requests.services.telling import check_cap, tell_of_step, tell_partner
from concord.statute import in_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from concord.base.actor import Actor
    from concord.requests.models import CooperationRequest

NO_CLOCK = "No clock is running on this request."


@operation(Event.EXTEND)
def give_more_time(actor: Actor, ask: CooperationRequest, *, to: date, why: str, at: datetime) -> Done[Due]:
    """Put the day on which an answer is due off to an exact later day, with a reason.

    Raises Invalid (field "to" or "why"), and Conflict where no clock runs, or it stands still.
    """
    _need_reason(why)
    row = locked(ask)
    standing = standing_for(row, StepKind.EXTENDED)
    due = _running(row)
    if due.due_on is None:
        raise Conflict("The clock stands still. Let it run again first, then give more time.")
    if to <= due.due_on:
        raise Invalid(f"The answer is due on {in_words(due.due_on)}: give a later day", field="to")
    if to < day_of(at) or too_far_ahead(to, on=day_of(at)):
        raise Invalid("Give a day from today on, and within a year", field="to")
    later = timing.extended(due, to=to, says=f"more time, given by {row.docket.asker_name}")
    return _step(actor, row, StepKind.EXTENDED, later, why=why, round_=standing.round, at=at)


@operation(Event.PAUSE)
def pause_clock(actor: Actor, ask: CooperationRequest, *, why: str, at: datetime) -> Done[Due]:
    """Stop the clock, with a reason; the working days that are left are kept. Raises Invalid, Conflict.

    Nothing is owed meanwhile, so that the clock to acknowledge stands still too, unless its day is over already.
    """
    _need_reason(why)
    row = locked(ask)
    standing = standing_for(row, StepKind.PAUSED)
    due = _running(row)
    if due.paused:
        raise Conflict("The clock stands still already, because a question waits for an answer.")
    holidays, on = registry.bank_holidays(at), day_of(at)
    still = timing.paused(due, on=on, holidays=holidays)
    first = clocks.running(row, Which.ACKNOWLEDGE)
    if first and first.due_on and first.due_on >= on:
        waits = timing.paused(first, on=on, holidays=holidays)
        clocks.set_clock(row, waits, round_=standing.round, at=at, which=Which.ACKNOWLEDGE)
    return _step(actor, row, StepKind.PAUSED, still, why=why, round_=standing.round, at=at)


@operation(Event.RESUME)
def resume_clock(actor: Actor, ask: CooperationRequest, *, why: str, at: datetime) -> Done[Due]:
    """Let the clocks run again, with a reason, and with the days that were left. Raises Invalid, Conflict."""
    _need_reason(why)
    row = locked(ask)
    standing = standing_for(row, StepKind.RESUMED)
    due = timing.resumed(_running(row), on=day_of(at), holidays=registry.bank_holidays(at))
    let_acknowledging_go(row, round_=standing.round, at=at)
    return _step(actor, row, StepKind.RESUMED, due, why=why, round_=standing.round, at=at)


def _step(
    actor: Actor, row: CooperationRequest, kind: StepKind, due: Due, *, why: str, round_: int, at: datetime
) -> Done[Due]:
    check_cap(row, at=at, field="why")
    clocks.set_clock(row, due, round_=round_, at=at, which=Which.ANSWER)
    left = due.pauses[-1].days_left if due.paused else None
    detail = {"due_on": due.due_on.isoformat() if due.due_on else None, "days_left": left}
    step = take(actor, row, kind, at=at, words=why.strip(), detail=detail)
    close(actor, row, step, at=at)
    tell_of_step(actor, row, kind, at=at)
    return Done(due, facts={"which": due.which, "due_on": due.due_on, "days_left": left})


def hold(row: CooperationRequest, *, round_: int, at: datetime) -> None:
    """Stop the answer's clock while a question waits; nothing where it stands still or does not run."""
    due = clocks.running(row, Which.ANSWER)
    if due and not due.paused:
        still = timing.paused(due, on=day_of(at), holidays=registry.bank_holidays(at))
        clocks.set_clock(row, still, round_=round_, at=at, which=Which.ANSWER)


def let_acknowledging_go(row: CooperationRequest, *, round_: int, at: datetime) -> None:
    """Let the clock to acknowledge run again, where it stands still."""
    due = clocks.running(row, Which.ACKNOWLEDGE)
    if due and due.paused:
        again = timing.resumed(due, on=day_of(at), holidays=registry.bank_holidays(at))
        clocks.set_clock(row, again, round_=round_, at=at, which=Which.ACKNOWLEDGE)


def let_go(row: CooperationRequest, *, round_: int, at: datetime) -> None:
    """Let the answer's clock run again once the question is answered; not where a person paused it before."""
    due = clocks.running(row, Which.ANSWER)
    if due and due.paused:
        again = timing.resumed(due, on=day_of(at), holidays=registry.bank_holidays(at))
        clocks.set_clock(row, again, round_=round_, at=at, which=Which.ANSWER)


@operation(Event.REDATE)
def count_again(actor: Actor, ask: CooperationRequest, *, at: datetime) -> Done[Due]:
    """Count the clocks of an open request again after the bank holidays changed, and tell both sides.

    Raises Conflict where no day moves.
    """
    row = locked(ask)
    standing = standing_for(row, StepKind.REDATED)
    moved = [(old, new) for old, new in _recounted(row, at=at) if new.due_on != old.due_on]
    if not moved:
        raise Conflict("No due day of this request moves.")
    for _, new in moved:
        clocks.set_clock(row, new, round_=standing.round, at=at, which=new.which)
    old, new = moved[-1]
    detail = {"was": str(old.due_on), "due_on": str(new.due_on), "which": new.which.value}
    step = take(actor, row, StepKind.REDATED, at=at, standing=standing, detail=detail)
    close(actor, row, step, at=at)
    _tell_both(row, old, new, at=at)
    return Done(new, facts={"which": new.which, "was": old.due_on, "due_on": new.due_on, "days_left": None})


def _recounted(row: CooperationRequest, *, at: datetime) -> list[tuple[Due, Due]]:
    holidays = registry.bank_holidays(at)
    rows = Clock.objects.filter(ask=row, superseded_at__isnull=True).order_by("which")
    found = [timing.from_json(clock.derivation) for clock in rows]
    return [(due, timing.recounted(due, holidays=holidays)) for due in sorted(found, key=lambda due: due.which)]


def _tell_both(row: CooperationRequest, old: Due, new: Due, *, at: datetime) -> None:
    if old.due_on is None or new.due_on is None:
        return
    notice = messages.notice_variables(row)
    variables = {name: notice[name] for name in ("asker", "asked", "sent", "reference")}
    variables |= {"was": in_words(old.due_on), "due_on": in_words(new.due_on)}
    variables["what"] = "An answer" if new.which is Which.ANSWER else "An acknowledgement"
    tell_partner(row, messages.REDATED, variables, at=at)
    enqueue(messages.REDATED, to=row.contact_email, variables=variables, about=(ABOUT, row.public_id), at=at)


def _running(row: CooperationRequest) -> Due:
    due = clocks.running(row, Which.ANSWER)
    if due is None:
        raise Conflict(NO_CLOCK)
    return due


def _need_reason(why: str) -> None:
    if not why.strip():
        raise Invalid("Enter the reason", field="why")
