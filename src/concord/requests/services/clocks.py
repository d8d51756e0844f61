"""Setting the clocks of a request: each new day a new row with its derivation; the row before is kept, superseded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.base.clock import day_of
from concord.registry import queries as registry
from concord.requests.models import Clock
from concord.requests.queries.terms import clocks_if_sent, terms_of
from concord.requests.rules import timing
from concord.requests.rules.timing import Start, Which

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from concord.requests.models import CooperationRequest
    from concord.requests.queries.terms import Clocks
    from concord.requests.rules.timing import Due, Term


def running(ask: CooperationRequest, which: Which) -> Due | None:
    """The clock that runs (or stands still), None where there is none."""
    clock = Clock.objects.filter(ask=ask, which=which, superseded_at__isnull=True).first()
    return timing.from_json(clock.derivation) if clock else None


def set_clock(ask: CooperationRequest, due: Due | None, *, round_: int, at: datetime, which: Which) -> Due | None:
    """Put a due day in the place of the one before; None stops the clock for good."""
    Clock.objects.filter(ask=ask, which=which, superseded_at__isnull=True).update(superseded_at=at)
    if due:
        derivation = timing.as_json(due)
        Clock.objects.create(ask=ask, which=which, round=round_, due_on=due.due_on, derivation=derivation, set_at=at)
    return due


def start_clocks(ask: CooperationRequest, *, at: datetime) -> Clocks:
    """Set both clocks as a request goes out. Only a policy sets one to acknowledge."""
    set_to = clocks_if_sent(ask, at=at)
    Clock.objects.bulk_create(
        Clock(ask=ask, which=due.which, due_on=due.due_on, derivation=timing.as_json(due), set_at=at)
        for due in (set_to.acknowledge, set_to.answer)
        if due
    )
    return set_to


def start_again(
    ask: CooperationRequest, *, start: Start, round_: int, at: datetime, terms: Sequence[Term] = ()
) -> Due | None:
    """Set the answer's clock anew: after a contest, a promise not kept, or at a level of the ladder.

    Without a policy the day asked for counts while it is to come, and afterwards the time that it gave at first.
    """
    rules = terms_of(ask, on=day_of(at))
    holidays, on = registry.bank_holidays(at), day_of(at)
    short = "" if terms else rules.short
    terms, asked_for = terms or rules.answer, ask.needed_by
    if not terms and asked_for and asked_for <= on:
        terms = [timing.again(sent_on=ask.law_on or on, needed_by=asked_for, holidays=holidays)]
    due = timing.due(
        Which.ANSWER, start=start, start_on=on, terms=terms, holidays=holidays, asked_for=asked_for, short=short
    )
    return set_clock(ask, due, round_=round_, at=at, which=Which.ANSWER)


def stop_clock(ask: CooperationRequest, which: Which, *, at: datetime) -> None:
    """Stop a clock for good: what it waited for has come."""
    set_clock(ask, None, round_=0, at=at, which=which)
